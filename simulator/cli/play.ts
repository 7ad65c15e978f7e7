// Plays what `run` was given, once all of it has been read and found right.

import { sinceEpochText } from '../../receiver/document/instant-text.ts';
import { safeText } from '../../receiver/expect/shown-text.ts';
import type { DiskJournalOptions } from '../../receiver/journal/disk/disk-journal-options.ts';
import type { Destination } from '../harness/other-end.ts';
import { runScenario } from '../harness/run-scenario.ts';
import { numberText } from '../report/numbers.ts';
import { scenarioText, summaryText } from '../report/text.ts';
import type { RunResult } from '../scenario/result.ts';
import { type LedgerEntry, outcomeWord } from '../sender/ledger.ts';
import { SILENT_TRACE_LOG } from '../sender/tracing.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import type { Target } from '../target/target.ts';
import { hostNowMs } from '../time/host-time.ts';
import { againOne } from './again-command.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-code.ts';
import { scenarioFolders } from './journal-settings.ts';
import type { LedgerFile } from './ledger-file.ts';
import { openProgress } from './live/progress.ts';
import type { RunArguments } from './run-arguments.ts';
import type { RunReports } from './run-reports.ts';
import { fileOfCase, type RunPlan, repeatText, skippedText } from './run-selection.ts';
import type { Terminal } from './terminal.ts';
import type { Round } from './watch/round.ts';

/** What is to be played, and with what. */
export interface Play {
  readonly plan: RunPlan;
  /** One for each scenario; null for the embedded receiver. */
  readonly targets: readonly (Target | null)[];
  readonly concurrency: number;
  readonly journal: DiskJournalOptions | undefined;
  readonly ledger: LedgerFile | null;
  readonly reports: RunReports;
  /** Files with an error, of which nothing is played. */
  readonly invalid: number;
  readonly round: Round;
  /** A report has standard output for itself: people read the other one. */
  readonly takesOutput: boolean;
}

/** Plays scenarios, so many at once, and reports each in its turn: the exit code. */
export async function play(
  { plan, targets, concurrency, journal, ledger, reports, invalid, round, takesOutput }: Play,
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
      ? (await import('../sender/trace-log.ts')).openTraceLog(
          terminal.errStream,
          args.traceJson ? 'json' : 'short',
        )
      : SILENT_TRACE_LOG;
  const full = scenarios.length + invalid === 1 || args.verbose === true;
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
  const notPlayed = scenarios.length - done.length - skipped;
  if (scenarios.length + invalid > 1)
    say(summaryText(done, hostNowMs() - startedAtMs, style, { skipped, notPlayed, invalid }));
  const isReported = reports.end(trouble === null ? 'an earlier one did not pass' : 'the run was broken off');
  if (trouble !== null) reportTrouble(trouble, terminal);
  if (notPlayed > 0 && round.signal?.aborted !== true) {
    const which =
      scenarios.length === 1 ? 'the scenario was' : `${notPlayed} of ${scenarios.length} scenarios were`;
    terminal.err(`${which} not played\n`);
  }
  if (trouble !== null) return EXIT.environment;
  if (terminal.interrupted.aborted) return EXIT.interrupted;
  if (!isReported) return EXIT.environment;
  if (invalid > 0) return EXIT.badInput;
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
