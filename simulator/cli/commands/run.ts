import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { WALL_CLOCK } from '../../../receiver/wall-clock.ts';
import { type FoundFile, findFiles } from '../../scenario/find-files.ts';
import { loadCases } from '../../scenario/load.ts';
import { isError } from '../../scenario/problems.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { targetFiles } from '../../target/target-files.ts';
import { againOne } from '../again-command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { journalSettingsOf } from '../journal-settings.ts';
import { openLedgerFile } from '../ledger-file.ts';
import { loadOptionsOf, wholeNumber } from '../options.ts';
import { play } from '../play.ts';
import { reportSettingsOf } from '../report-settings.ts';
import type { RunArguments } from '../run-arguments.ts';
import { type InvalidPath, NO_REPORTS, openRunReports } from '../run-reports.ts';
import { planOf, type RunPlan, runSelectionOf } from '../run-selection.ts';
import { passedOver, showProblems } from '../show-problems.ts';
import { type TargetWish, targetWishOf, type WrongWish } from '../target-settings.ts';
import { targetsFor } from '../targets-for.ts';
import type { Terminal } from '../terminal.ts';
import { ONE_ROUND, planOfRound, type Round } from '../watch/round.ts';

/**
 * Plays scenarios and reports. Every file is read before the first is played, so that no mistake waits behind a long run; what is wrong
 * with one of them keeps the others from nothing, unless `--fail-fast` is given.
 */
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
  const concurrency = args.concurrency === undefined ? 1 : wholeNumber(args.concurrency);
  const journal = journalSettingsOf(args);
  if (args.target !== undefined && /\.ya?ml$/i.test(args.target)) round.reads(args.target, null);
  const wish = targetWishOf(args);
  const options = loadOptionsOf(args, hostsOf(wish));
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
  const { files, unrelated, problems: unfound } = findFiles(given ?? ['scenarios']);
  passedOver(unrelated, terminal);
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
      .map(async ({ path }) => ({
        path,
        ...(await loadCases(path, { ...options, onRead: (file) => round.reads(file, path) })),
      })),
  );
  const unplayable = [...problems, ...others.map(notAScenario)];
  const all = [
    ...('problems' in wish ? wish.problems : []),
    ...unplayable,
    ...loaded.flatMap((each) => each.problems),
  ];
  const failed = showProblems(all, terminal);
  if ('problems' in wish) return EXIT.badInput;
  if (loaded.length === 0 && !failed) {
    return refuse(
      'there is no scenario here, only pieces, contract and target files\n    hint:     ocs-sim validate checks those',
    );
  }
  const invalid: readonly InvalidPath[] = [
    ...unplayable.map((problem) => ({ path: problem.place.source.name, problems: [problem] })),
    ...loaded.filter((each) => each.problems.some(isError)),
  ];
  const found = loaded.flatMap(({ cases }) => cases);
  const stops = invalid.length > 0 && (args.failFast || found.length === 0);
  const whole = stops ? NOTHING : planOf(found, selection);
  if ('wrong' in whole) return refuse(whole.wrong);
  if (stops) {
    const reports = await openRunReports(wanted.reports, { scenarios: found, invalid, args }, terminal);
    return reports.end('another file is invalid') ? EXIT.badInput : EXIT.environment;
  }
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
      : await openRunReports(wanted.reports, { scenarios, invalid, args }, terminal);
  const code = await play(
    {
      plan,
      targets,
      concurrency,
      journal,
      ledger,
      reports,
      invalid: invalid.length,
      round,
      takesOutput: wanted.takesOutput,
    },
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

const NOTHING: RunPlan = { scenarios: [], names: [], shuffleSeed: null, rounds: 1 };

/** The host that the command line itself names. */
function hostsOf(wish: TargetWish | WrongWish): readonly string[] {
  if (!('kind' in wish) || wish.kind !== 'given') return [];
  const url = wish.spec.url?.value ?? '';
  return URL.canParse(url) ? [new URL(url).hostname] : [];
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
