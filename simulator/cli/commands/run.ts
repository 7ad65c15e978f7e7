import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { sinceEpochText } from '../../../receiver/document/instant-text.ts';
import { safeText } from '../../../receiver/expect/shown-text.ts';
import type { DiskJournalOptions } from '../../../receiver/journal/disk/disk-journal-options.ts';
import { WALL_CLOCK } from '../../../receiver/wall-clock.ts';
import type { Destination } from '../../harness/other-end.ts';
import { runScenario } from '../../harness/run-scenario.ts';
import { numberText } from '../../report/numbers.ts';
import { scenarioText, summaryText } from '../../report/text.ts';
import { type FoundFile, findFiles } from '../../scenario/find-files.ts';
import { loadCases } from '../../scenario/load.ts';
import type { RunResult } from '../../scenario/result.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type LedgerEntry, outcomeWord } from '../../sender/ledger.ts';
import { SILENT_TRACE_LOG } from '../../sender/tracing.ts';
import type { EnvironmentTrouble } from '../../target/environment-trouble.ts';
import type { Target } from '../../target/target.ts';
import { targetFiles } from '../../target/target-files.ts';
import { hostNowMs } from '../../time/host-time.ts';
import { againOne } from '../again-command.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-code.ts';
import type { JournalArguments } from '../journal-options.ts';
import { journalSettingsOf, scenarioFolders } from '../journal-settings.ts';
import { type LedgerFile, openLedgerFile } from '../ledger-file.ts';
import type { LedgerArguments } from '../ledger-options.ts';
import { openProgress } from '../live/progress.ts';
import type { LiveArguments } from '../live-options.ts';
import { type LoadingArguments, loadOptionsOf, wholeNumber } from '../options.ts';
import type { ReportArguments } from '../report-options.ts';
import { reportSettingsOf } from '../report-settings.ts';
import { NO_REPORTS, openRunReports, type RunReports } from '../run-reports.ts';
import {
  fileOfCase,
  planOf,
  type RunPlan,
  repeatText,
  runSelectionOf,
  skippedText,
} from '../run-selection.ts';
import type { SelectionArguments } from '../selection-options.ts';
import { showProblems } from '../show-problems.ts';
import type { TargetArguments } from '../target-options.ts';
import { type TargetWish, targetWishOf } from '../target-settings.ts';
import { targetsFor } from '../targets-for.ts';
import type { Terminal } from '../terminal.ts';
import { ONE_ROUND, planOfRound, type Round } from '../watch/round.ts';

export interface RunArguments
  extends LoadingArguments,
    JournalArguments,
    LedgerArguments,
    LiveArguments,
    ReportArguments,
    SelectionArguments,
    TargetArguments {
  readonly paths?: readonly string[] | undefined;
  readonly verbose?: boolean | undefined;
  readonly trace?: boolean | undefined;
  readonly traceJson?: boolean | undefined;
  readonly failFast?: boolean | undefined;
  readonly concurrency?: string | undefined;
}

/** Plays scenarios and reports: every file is read before the first is played, so that no mistake waits behind a long run. */
export async function run(args: RunArguments, terminal: Terminal): Promise<ExitCode> {
  if (!args.watch) return runRound(args, terminal, ONE_ROUND);
  const { watchRun } = await import('../watch/watch-run.ts');
  return watchRun(args, terminal, {
    play: (round) => runRound(args, terminal, round),
    again: (scenario) => againOne(scenario, args),
  });
}

/** One go of it: all there is, unless somebody who watches wants less. */
async function runRound(args: RunArguments, terminal: Terminal, round: Round): Promise<ExitCode> {
  const options = loadOptionsOf(args);
  const concurrency = args.concurrency === undefined ? 1 : wholeNumber(args.concurrency);
  const journal = journalSettingsOf(args);
  if (args.target !== undefined && /\.ya?ml$/i.test(args.target)) round.reads(args.target, null);
  const wish = targetWishOf(args);
  const selection = runSelectionOf(args, WALL_CLOCK.nowMs());
  const refuse = (wrong: string): ExitCode => {
    terminal.err(`${wrong}\n`);
    return EXIT.badInput;
  };
  if ('wrong' in options) return refuse(options.wrong);
  if (concurrency === null || concurrency < 1)
    return refuse(`--concurrency ${args.concurrency}: expected a whole number >= 1`);
  if (journal !== undefined && 'wrong' in journal) return refuse(journal.wrong);
  if ('wrong' in wish) return refuse(wish.wrong);
  if ('wrong' in selection) return refuse(selection.wrong);
  if (journal !== undefined && 'kind' in wish && wish.kind === 'given')
    return refuse(`${NOTHING_TO_KEEP} --target there is none`);
  const given = args.paths?.length ? args.paths : null;
  const { files, problems: unfound } = findFiles(given ?? ['scenarios']);
  const problems =
    given === null
      ? unfound.map((each) => ({ hint: 'ocs-sim init writes a first scenario', ...each }))
      : unfound;
  const wanted = reportSettingsOf(args, [
    ...files.map(({ path }) => path),
    ...(args.ledger === undefined ? [] : [args.ledger]),
  ]);
  if ('wrong' in wanted) return refuse(wanted.wrong.join('\n'));
  const others = files.filter(({ kind, path }) => kind !== 'scenario' && args.paths?.includes(path));
  const loaded = await Promise.all(
    files
      .filter(({ kind }) => kind === 'scenario')
      .map(({ path }) => loadCases(path, { ...options, onRead: (file) => round.reads(file, path) })),
  );
  const all = [
    ...('problems' in wish ? wish.problems : []),
    ...problems,
    ...others.map(notAScenario),
    ...loaded.flatMap((each) => each.problems),
  ];
  if (showProblems(all, terminal) || 'problems' in wish) return EXIT.badInput;
  if (loaded.length === 0) {
    return refuse(
      'there is no scenario here, only pieces, contract and target files\n    hint:     ocs-sim validate checks those',
    );
  }
  const whole = planOf(
    loaded.flatMap(({ cases }) => cases),
    selection,
  );
  if ('wrong' in whole) return refuse(whole.wrong);
  readsOfTargets(wish, whole.scenarios, round);
  const plan = planOfRound(whole, round);
  const { scenarios } = plan;
  const targets = targetsFor(
    wish,
    scenarios.map(({ target }) => target),
    terminal.environment,
  );
  if ('wrong' in targets) return refuse(targets.wrong);
  if ('problems' in targets) {
    showProblems(targets.problems, terminal);
    return EXIT.badInput;
  }
  if (journal !== undefined && targets.some((target) => target !== null))
    return refuse(`${NOTHING_TO_KEEP} a target there is none`);
  const ledger = args.ledger === undefined ? null : openLedgerFile(args.ledger);
  if (ledger !== null && 'wrong' in ledger) return refuse(ledger.wrong);
  const reports =
    wanted.reports.length === 0
      ? NO_REPORTS
      : await openRunReports(wanted.reports, { scenarios, args }, terminal);
  const code = await play(
    { plan, targets, concurrency, journal, ledger, reports, round, takesOutput: wanted.takesOutput },
    args,
    terminal,
  );
  const incomplete = ledger?.close() ?? null;
  if (incomplete === null) return code;
  terminal.err(`${terminal.errStyle.error('error')} ${incomplete}\n`);
  return code === EXIT.interrupted ? code : EXIT.environment;
}

/** The files that targets are read from, so that whoever watches knows of them. */
function readsOfTargets(wish: TargetWish, scenarios: readonly Scenario[], round: Round): void {
  if (wish.kind === 'embedded') return;
  for (const file of targetFiles(wish.kind === 'given' ? wish.spec : wish.over)) round.reads(file, null);
  if (wish.kind === 'given') return;
  for (const { target, file: scenarioFile } of scenarios)
    for (const file of target === null ? [] : targetFiles(target)) round.reads(file, scenarioFile);
}

const NOTHING_TO_KEEP = '--journal keeps what the embedded receiver gets: with';

function notAScenario({ path, kind }: FoundFile): Diagnostic {
  return {
    code: 'unreadable-file',
    severity: 'error',
    place: { source: { name: path, text: '' }, start: 0, end: 0 },
    message: `this is a ${kind === 'piece' ? kind : `${kind} file`}, not a scenario`,
    hint:
      kind === 'piece'
        ? 'run the scenarios that include it'
        : `give it with a scenario: ocs-sim run SCENARIO --${kind} ${path}`,
  };
}

interface Play {
  readonly plan: RunPlan;
  /** One for each scenario; null for the embedded receiver. */
  readonly targets: readonly (Target | null)[];
  readonly concurrency: number;
  readonly journal: DiskJournalOptions | undefined;
  readonly ledger: LedgerFile | null;
  readonly reports: RunReports;
  readonly round: Round;
  /** A report has standard output for itself: people read the other one. */
  readonly takesOutput: boolean;
}

async function play(
  { plan, targets, concurrency, journal, ledger, reports, round, takesOutput }: Play,
  args: RunArguments,
  terminal: Terminal,
): Promise<ExitCode> {
  const startedAtMs = hostNowMs();
  const { scenarios } = plan;
  const folders = journal && scenarioFolders(journal.folder, scenarios.map(fileOfCase));
  const destinationOf = (index: number): Destination => {
    const target = targets[index]!;
    if (target !== null) return { kind: 'target', target };
    return { kind: 'embedded', ...(folders && { journal: { ...journal, folder: folders[index]! } }) };
  };
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

  const style = takesOutput ? terminal.errStyle : terminal.outStyle;
  const say = round.silent ? () => {} : takesOutput ? terminal.err : terminal.out;
  const signal =
    round.signal === null ? terminal.interrupted : AbortSignal.any([round.signal, terminal.interrupted]);
  const print = (index: number): void => {
    const scenario = scenarios[index]!;
    const result = results[index];
    const { columns } = terminal;
    const again = (): string => againOne(scenario, args);
    if (result !== undefined)
      say(scenarioText(result, { columns, style, full, allLosses: args.verbose === true, again }));
    else if (scenario.skip !== null) say(skippedText(scenario, style));
  };
  const printInOrder = (): void => {
    while (
      printed < scenarios.length &&
      (results[printed] !== undefined || scenarios[printed]!.skip !== null)
    ) {
      print(printed);
      printed += 1;
    }
  };
  if (plan.shuffleSeed !== null)
    say(` in an order drawn from a seed: --shuffle=${plan.shuffleSeed} draws it again\n`);
  const progress = openProgress({
    wish: args.progress ?? 'auto',
    total: scenarios.length,
    noisy: traceLog !== SILENT_TRACE_LOG,
    terminal,
  });
  const worker = async (): Promise<void> => {
    while (next < scenarios.length && !stop && !signal.aborted) {
      const index = next++;
      const scenario = scenarios[index]!;
      if (scenario.skip !== null) {
        printInOrder();
        continue;
      }
      const part = ledger?.part(fileOfCase(scenario)) ?? null;
      const told = reports.listeners(index);
      reports.started(index);
      const result = await runScenario(scenario, {
        destination: destinationOf(index),
        signal,
        traceLog,
        ...told,
        onBegin: (live) => progress.began(index, live),
        onFate: (fate) => {
          part?.add(fate);
          told.onFate?.(fate);
        },
        onSettled: (entry) => {
          if (args.verbose) terminal.err(entryLine(entry, terminal));
          told.onSettled?.(entry);
        },
      });
      progress.ended(index);
      part?.end();
      reports.ended(index, result);
      if ('kind' in result) {
        trouble = result;
        stop = true;
        return;
      }
      results[index] = result;
      round.ended(scenario, result);
      if (args.failFast && result.status !== 'passed') stop = true;
      printInOrder();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(concurrency, scenarios.length) }, worker));
  } catch (error) {
    reports.crashed(error);
    reports.end('the run was broken off');
    throw error;
  } finally {
    progress.close();
  }

  const done = results.filter((result) => result !== undefined);
  for (; printed < scenarios.length; printed += 1) print(printed);
  const skipped = scenarios.filter(({ skip }) => skip !== null).length;
  const repeats = plan.rounds > 1 ? repeatText(plan, results, style) : null;
  if (repeats !== null) say(repeats.text);
  if (scenarios.length > 1) say(summaryText(done, hostNowMs() - startedAtMs, style, skipped));
  const isReported = reports.end(trouble === null ? 'an earlier one did not pass' : 'the run was broken off');
  if (trouble !== null) reportTrouble(trouble, terminal);
  if (done.length + skipped < scenarios.length && round.signal?.aborted !== true)
    terminal.err(
      `${scenarios.length - done.length - skipped} of ${scenarios.length} scenarios were not played\n`,
    );
  if (trouble !== null) return EXIT.environment;
  if (terminal.interrupted.aborted) return EXIT.interrupted;
  if (!isReported) return EXIT.environment;
  return repeats?.flaky ? EXIT.failed : exitCodeOf(done);
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
