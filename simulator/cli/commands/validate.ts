import { loadContract } from '../../../receiver/contract/site.ts';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { findFiles } from '../../scenario/find-files.ts';
import { loadScenario } from '../../scenario/load.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type LoadingArguments, loadOptionsOf } from '../options.ts';
import { showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';

export interface ValidateArguments extends LoadingArguments {
  readonly paths: readonly string[];
}

/** Reads scenario and contract files and prints everything that is wrong with them; plays nothing. */
export async function validate(args: ValidateArguments, terminal: Terminal): Promise<ExitCode> {
  const options = loadOptionsOf(args);
  if ('wrong' in options) {
    terminal.err(`${options.wrong}\n`);
    return EXIT.badInput;
  }
  const { files, problems } = findFiles(args.paths);
  const all: Diagnostic[] = [...problems];
  for (const { path, kind } of files) {
    const read =
      kind === 'contract'
        ? loadContract({ release: options.release, file: path })
        : await loadScenario(path, options);
    all.push(...read.problems);
  }
  if (showProblems(all, terminal)) return EXIT.badInput;
  const counts = (['scenario', 'contract'] as const).flatMap((kind) => {
    const count = files.filter((file) => file.kind === kind).length;
    const what = kind === 'scenario' ? 'scenario' : 'contract file';
    return count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'}`];
  });
  terminal.out(`${terminal.outStyle.good('✓')} ${counts.join(' and ')} without an error\n`);
  return EXIT.passed;
}
