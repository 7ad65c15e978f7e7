import { readContract } from '../../../receiver/contract/site.ts';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { diagnosticsDocument, gccLine } from '../../../receiver/document/diagnostic-for-machines.ts';
import type { Source } from '../../../receiver/document/place.ts';
import { isDiagnostic, MOST_BYTES, readSource, sourceOf } from '../../../receiver/document/read-file.ts';
import { type FileKind, findFiles, kindOfText } from '../../scenario/find-files.ts';
import type { LoadOptions } from '../../scenario/load.ts';
import { readCases } from '../../scenario/load.ts';
import { readPiece } from '../../scenario/reuse/check-piece.ts';
import { readTarget } from '../../target/read-target-file.ts';
import type { DiagnosticFormat } from '../diagnostic-formats.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type LoadingArguments, loadOptionsOf } from '../options.ts';
import { passedOver, showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';

export interface ValidateArguments extends LoadingArguments {
  readonly paths?: readonly string[] | undefined;
  readonly stdin?: boolean | undefined;
  readonly stdinName?: string | undefined;
  readonly format?: DiagnosticFormat | undefined;
}

/** What is checked: sources by their kinds, and what could not even be found or read. */
interface Checked {
  readonly files: readonly { readonly source: Source; readonly kind: FileKind }[];
  readonly problems: readonly Diagnostic[];
}

const STDIN_NAME = 'stdin.yaml';

/** Reads scenarios, pieces, target and contract files and tells everything that is wrong with them; plays nothing. */
export async function validate(args: ValidateArguments, terminal: Terminal): Promise<ExitCode> {
  const options = loadOptionsOf(args);
  if ('wrong' in options) {
    terminal.err(`${options.wrong}\n`);
    return EXIT.badInput;
  }
  const checked = await whatIsChecked(args, terminal);
  if ('wrong' in checked) {
    terminal.err(`${terminal.errStyle.error('error')} ${checked.wrong}\n    hint:     ${checked.hint}\n`);
    return EXIT.badInput;
  }
  const all: Diagnostic[] = [...checked.problems];
  let cases = 0;
  for (const { source, kind } of checked.files) {
    const read = await problemsOf(source, kind, options);
    cases += read.cases;
    all.push(...read.problems);
  }
  const failed = all.some(({ severity }) => severity === 'error');
  if (args.format === 'json') terminal.document(`${JSON.stringify(diagnosticsDocument(all), null, 2)}\n`);
  else if (args.format === 'gcc') terminal.document(all.map((problem) => `${gccLine(problem)}\n`).join(''));
  else if (!showProblems(all, terminal)) terminal.out(praise(checked, cases, terminal));
  return failed ? EXIT.badInput : EXIT.passed;
}

async function whatIsChecked(
  { paths = [], stdin = false, stdinName }: ValidateArguments,
  terminal: Terminal,
): Promise<Checked | { readonly wrong: string; readonly hint: string }> {
  if (!stdin && stdinName !== undefined)
    return { wrong: '--stdin-name is the name of what --stdin reads', hint: 'give --stdin as well' };
  if (stdin && paths.length > 0)
    return { wrong: '--stdin and paths cannot stand together', hint: `leave out ${paths[0]}, or --stdin` };
  if (!stdin && paths.length === 0)
    return {
      wrong: 'something is missing here: validate needs PATHS',
      hint: 'ocs-sim validate scenarios, or --stdin for a text that is piped into it',
    };
  if (!stdin) {
    const { files, unrelated, problems } = findFiles(paths);
    passedOver(unrelated, terminal);
    const read = files.map(({ path, kind }) => ({ source: readSource(path), kind }));
    return {
      files: read.filter((file): file is Checked['files'][number] => !isDiagnostic(file.source)),
      problems: [...problems, ...read.map(({ source }) => source).filter(isDiagnostic)],
    };
  }
  const bytes = await terminal.input(MOST_BYTES);
  if (bytes === 'terminal')
    return {
      wrong: '--stdin: nothing is piped into it',
      hint: 'ocs-sim validate --stdin < day.yaml, or name the file without --stdin',
    };
  const source = sourceOf(stdinName ?? STDIN_NAME, bytes);
  return isDiagnostic(source)
    ? { files: [], problems: [source] }
    : { files: [{ source, kind: kindOfText(source) }], problems: [] };
}

async function problemsOf(
  source: Source,
  kind: FileKind,
  options: LoadOptions,
): Promise<{ readonly problems: readonly Diagnostic[]; readonly cases: number }> {
  if (kind === 'scenario') {
    const { problems, cases } = await readCases(source, options);
    return { problems, cases: cases.length };
  }
  if (kind === 'contract') return { problems: readContract(source, options.release).problems, cases: 0 };
  return {
    problems: (kind === 'target' ? readTarget(source) : readPiece(source, options)).problems,
    cases: 0,
  };
}

function praise({ files }: Checked, cases: number, { outStyle }: Terminal): string {
  const counts = (['scenario', 'piece', 'target', 'contract'] as const).flatMap((kind) => {
    const count = files.filter((file) => file.kind === kind).length;
    const what = kind === 'scenario' || kind === 'piece' ? kind : `${kind} file`;
    const ofCases = kind === 'scenario' && cases > count ? ` with ${cases} cases` : '';
    return count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'}${ofCases}`];
  });
  return `${outStyle.good('✓')} ${counts.join(', ').replace(/, (?=[^,]*$)/, ' and ')} without an error\n`;
}
