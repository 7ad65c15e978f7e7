// The reports of `run` while it runs: what happens is told to them, and they are written however the process comes to its end.

import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import { WALL_CLOCK } from '../../receiver/wall-clock.ts';
import type { RunOptions } from '../harness/run-scenario.ts';
import { Reporting } from '../report/reporting.ts';
import type { ScenarioHead } from '../report/run-report.ts';
import type { RunResult } from '../scenario/result.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import { againCommand, againOne } from './again-command.ts';
import type { LoadingArguments } from './options.ts';
import { openReports, type WantedReport } from './report-settings.ts';
import type { SelectionArguments } from './selection-options.ts';
import type { TargetArguments } from './target-options.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

/** What a run tells its reports. */
export interface RunReports {
  /** What a scenario tells while it is played. */
  listeners(index: number): Pick<RunOptions, 'onSettled' | 'onFate' | 'onJudged' | 'onStepFailed'>;
  started(index: number): void;
  ended(index: number, result: RunResult | EnvironmentTrouble): void;
  /** An exception in our own code. */
  crashed(error: unknown): void;
  /** Writes all reports; false where one of them could not be, which is said. `why`: what kept scenarios from being played. */
  end(why: string): boolean;
}

/** For a run that nobody wants a report of. */
export const NO_REPORTS: RunReports = {
  listeners: () => ({}),
  started: () => {},
  ended: () => {},
  crashed: () => {},
  end: () => true,
};

/** What is to be played, as the command line has it. */
export interface RunCommand {
  readonly scenarios: readonly Scenario[];
  /** What cannot be played, by the path that was given or found. */
  readonly invalid: readonly InvalidPath[];
  readonly args: LoadingArguments &
    SelectionArguments &
    TargetArguments & { readonly paths?: readonly string[] | undefined };
}

/** A file that cannot be played, and why. */
export interface InvalidPath {
  readonly path: string;
  readonly problems: readonly Diagnostic[];
}

/** Opens the reports of a run that begins now. */
export async function openRunReports(
  wanted: readonly WantedReport[],
  { scenarios, invalid, args }: RunCommand,
  terminal: Terminal,
): Promise<RunReports> {
  const { nowMs } = WALL_CLOCK;
  const surroundings = { out: terminal.document, nowMs, environment: terminal.environment };
  const reports = await openReports(wanted, surroundings, process.pid);
  const versions = { tool: version(), node: process.versions.node };
  const command = againCommand(args.paths?.length ? args.paths : ['scenarios'], args);
  const heads = scenarios.map((scenario) => headOf(scenario, args));
  const wrong = invalid.map(({ path, problems }) => ({ head: headOfInvalid(path, args), problems }));
  const reporting = new Reporting({ versions, command, scenarios: heads, invalid: wrong, nowMs }, reports);
  let told = false;
  const crashed = (error: unknown): void => {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    reporting.failed({ kind: 'internal', message, detail: stack ?? null });
  };
  const end = (why: string): boolean => {
    const { aborted } = terminal.interrupted;
    const unwritten = reporting.end(aborted, aborted ? 'the run was interrupted' : why);
    if (!told) {
      for (const { name, reason } of unwritten)
        terminal.err(
          `${terminal.errStyle.error('error')} the report ${name} could not be written: ${reason}\n`,
        );
    }
    told = true;
    return unwritten.length === 0;
  };
  terminal.atEnd((error) => {
    if (error !== null) crashed(error);
    end('the run was broken off');
  });
  return {
    listeners: (index) => ({
      onSettled: (entry) => reporting.settled(index, entry),
      onFate: (fate) => reporting.fate(index, fate),
      onJudged: (judged) => reporting.judged(index, judged),
      onStepFailed: (failure) => reporting.stepFailed(index, failure),
    }),
    started: (index) => reporting.scenarioStarted(index),
    ended: (index, result) => {
      if ('kind' in result)
        reporting.failed({ kind: 'environment', message: result.message, detail: result.hint }, index);
      else reporting.scenarioEnded(index, result);
    },
    crashed,
    end,
  };
}

function headOf(scenario: Scenario, args: RunCommand['args']): ScenarioHead {
  const { name, file, seed, contract, groups, skip } = scenario;
  return {
    name,
    file,
    seed,
    contract: contract.title,
    groups: groups.map(({ settings }) => settings.label),
    command: againOne(scenario, args),
    ...(skip === null ? {} : { skipped: skip }),
  };
}

/** Of a file that cannot be read as a scenario no more is known than its path. */
function headOfInvalid(path: string, args: RunCommand['args']): ScenarioHead {
  return { name: path, file: path, seed: 0, contract: '', groups: [], command: againCommand([path], args) };
}
