import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { sinceEpochText } from '../../../receiver/document/instant-text.ts';
import { safeText } from '../../../receiver/expect/shown-text.ts';
import type { DiskJournalOptions } from '../../../receiver/journal/disk/disk-journal-options.ts';
import type { Destination } from '../../harness/other-end.ts';
import type { EnvironmentTrouble } from '../../harness/reach.ts';
import { runScenario } from '../../harness/run-scenario.ts';
import { numberText, scenarioText, summaryText } from '../../report/text.ts';
import { findFiles } from '../../scenario/find-files.ts';
import { loadScenario } from '../../scenario/load.ts';
import type { RunResult } from '../../scenario/result.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type LedgerEntry, outcomeWord } from '../../sender/ledger.ts';
import { SILENT_TRACE_LOG } from '../../sender/tracing.ts';
import { hostNowMs } from '../../time/host-time.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-code.ts';
import { explainUrl } from '../explain-url.ts';
import type { JournalArguments } from '../journal-options.ts';
import { journalSettingsOf, scenarioFolders } from '../journal-settings.ts';
import { type LoadingArguments, loadOptionsOf, wholeNumber } from '../options.ts';
import { showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';

export interface RunArguments extends LoadingArguments, JournalArguments {
  readonly paths?: readonly string[] | undefined;
  readonly target?: string | undefined;
  readonly verbose?: boolean | undefined;
  readonly trace?: boolean | undefined;
  readonly traceJson?: boolean | undefined;
  readonly failFast?: boolean | undefined;
  readonly concurrency?: string | undefined;
}

/** Plays scenarios and reports: every file is read before the first is played, so that no mistake waits behind a long run. */
export async function run(args: RunArguments, terminal: Terminal): Promise<ExitCode> {
  const options = loadOptionsOf(args);
  const concurrency = args.concurrency === undefined ? 1 : wholeNumber(args.concurrency);
  const journal = journalSettingsOf(args);
  const wrong =
    'wrong' in options
      ? options.wrong
      : concurrency === null || concurrency < 1
        ? `--concurrency ${args.concurrency}: expected a whole number >= 1`
        : args.target === undefined
          ? null
          : explainUrl('--target', args.target);
  if (journal !== undefined && ('wrong' in journal || args.target !== undefined)) {
    terminal.err(`${'wrong' in journal ? journal.wrong : NOTHING_TO_KEEP}\n`);
    return EXIT.badInput;
  }
  if ('wrong' in options || concurrency === null || wrong !== null) {
    terminal.err(`${wrong}\n`);
    return EXIT.badInput;
  }
  const { files, problems } = findFiles(args.paths?.length ? args.paths : ['scenarios']);
  const contracts = files.filter(({ kind, path }) => kind === 'contract' && args.paths?.includes(path));
  const loaded = await Promise.all(
    files.filter(({ kind }) => kind === 'scenario').map(({ path }) => loadScenario(path, options)),
  );
  const all = [
    ...problems,
    ...contracts.map(({ path }) => notAScenario(path)),
    ...loaded.flatMap((each) => each.problems),
  ];
  if (showProblems(all, terminal)) return EXIT.badInput;
  if (loaded.length === 0) {
    terminal.err(
      'there is no scenario here, only contract files\n    hint:     ocs-sim validate checks those\n',
    );
    return EXIT.badInput;
  }
  const scenarios = loaded.flatMap(({ scenario }) => (scenario === null ? [] : [scenario]));
  return play(scenarios, args, concurrency, journal, terminal);
}

const NOTHING_TO_KEEP = '--journal keeps what the embedded receiver gets: with --target there is none';

function notAScenario(path: string): Diagnostic {
  return {
    code: 'unreadable-file',
    severity: 'error',
    place: { source: { name: path, text: '' }, start: 0, end: 0 },
    message: 'this is a contract file, not a scenario',
    hint: `give it with a scenario: ocs-sim run SCENARIO --contract ${path}`,
  };
}

async function play(
  scenarios: readonly Scenario[],
  args: RunArguments,
  concurrency: number,
  journal: DiskJournalOptions | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  const startedAtMs = hostNowMs();
  const folders =
    journal &&
    scenarioFolders(
      journal.folder,
      scenarios.map(({ file }) => file),
    );
  const destinationOf = (index: number): Destination =>
    args.target !== undefined
      ? { kind: 'target', url: args.target }
      : { kind: 'embedded', ...(folders && { journal: { ...journal, folder: folders[index]! } }) };
  const traceLog =
    args.trace || args.traceJson
      ? (await import('../../sender/trace-log.ts')).openTraceLog(
          terminal.errStream,
          args.traceJson ? 'json' : 'short',
        )
      : SILENT_TRACE_LOG;
  const full = scenarios.length === 1 || args.verbose === true;
  const results: (RunResult | undefined)[] = scenarios.map(() => undefined);
  let printed = 0;
  let trouble: EnvironmentTrouble | null = null;
  let stop = false;
  let next = 0;

  const again = ({ file, seed }: RunResult): string => againCommand(file, { ...args, seed: String(seed) });
  const printInOrder = (): void => {
    for (let result = results[printed]; result !== undefined; result = results[printed]) {
      terminal.out(
        scenarioText(result, { columns: terminal.columns, style: terminal.outStyle, full, again }),
      );
      printed += 1;
    }
  };
  const worker = async (): Promise<void> => {
    while (next < scenarios.length && !stop && !terminal.interrupted.aborted) {
      const index = next++;
      const result = await runScenario(scenarios[index]!, {
        destination: destinationOf(index),
        signal: terminal.interrupted,
        traceLog,
        ...(args.verbose ? { onSettled: (entry) => terminal.err(entryLine(entry, terminal)) } : {}),
      });
      if ('kind' in result) {
        trouble = result;
        stop = true;
        return;
      }
      results[index] = result;
      if (args.failFast && result.status !== 'passed') stop = true;
      printInOrder();
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, scenarios.length) }, worker));

  const done = results.filter((result) => result !== undefined);
  for (const result of done.slice(printed)) {
    terminal.out(scenarioText(result, { columns: terminal.columns, style: terminal.outStyle, full, again }));
  }
  if (scenarios.length > 1 && done.length > 0)
    terminal.out(summaryText(done, hostNowMs() - startedAtMs, terminal.outStyle));
  if (trouble !== null) reportTrouble(trouble, terminal);
  if (done.length < scenarios.length)
    terminal.err(`${scenarios.length - done.length} of ${scenarios.length} scenarios were not played\n`);
  if (trouble !== null) return EXIT.environment;
  if (terminal.interrupted.aborted) return EXIT.interrupted;
  return exitCodeOf(done);
}

/** The command line that plays one file again in the same way. */
function againCommand(file: string, args: RunArguments): string {
  const { release, contract, clock, target, seed } = args;
  const options = Object.entries({ release, contract, clock, target, seed }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  const set = (args.set ?? []).flatMap((setting) => ['--set', setting]);
  return ['ocs-sim', 'run', file, ...options, ...set].map(shellWord).join(' ');
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function reportTrouble(trouble: EnvironmentTrouble, terminal: Terminal): void {
  terminal.err(`${terminal.errStyle.error('error')} ${trouble.message}\n    hint:     ${trouble.hint}\n`);
}

/** One notification in one line, as it ends. */
function entryLine(entry: LedgerEntry, terminal: Terminal): string {
  const { errStyle: style } = terminal;
  const word = outcomeWord(entry);
  const outcome = word.startsWith('answered 2') ? style.good(word) : style.warning(word);
  const number = `#${numberText(entry.number)}`.padStart(6);
  return `${style.faint(sinceEpochText(entry.atMs))} ${number}  ${entry.event.padEnd(19)} ${safeText(entry.group).padEnd(16)} ${outcome}\n`;
}
