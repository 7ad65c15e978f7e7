import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { gccLine } from '../../../receiver/document/diagnostic-for-machines.ts';
import type { JsonSchema } from '../../../receiver/document/shape.ts';
import { isoInstant } from '../iso-instant.ts';
import { count as plural } from '../numbers.ts';
import {
  judgedOf,
  type RunError,
  type RunReport,
  type ScenarioEnd,
  type ScenarioHead,
  type ScenarioReport,
  scenarioStatus,
  stepFailuresOf,
  type Versions,
} from '../run-report.ts';
import { totalsOf } from '../totals.ts';
import { resultJson } from './result-json.ts';
import { constant, count, flag, instant, list, nullOr, object, ref, text, word } from './schema-words.ts';
import { judgedJson, stepFailureJson } from './verdict-json.ts';

/** The name of the format; another number means that readers must change. */
export const RUN_FORMAT = 'ocs-sim/run/1';

/** A whole run as an object of JSON. */
export function runJson(report: RunReport) {
  return {
    format: RUN_FORMAT,
    tool: toolJson(report.versions),
    command: report.command,
    startedAt: isoInstant(report.startedAtMs),
    realMs: report.realMs,
    status: report.status,
    interrupted: report.interrupted,
    error: report.error && errorJson(report.error),
    totals: totalsOf(report),
    scenarios: report.scenarios.map(scenarioJson),
  };
}

/** A scenario of a run. */
function scenarioJson(scenario: ScenarioReport) {
  const { head, startedAtMs, end } = scenario;
  return {
    ...headJson(head),
    status: scenarioStatus(scenario),
    reason: reasonOf(scenario),
    startedAt: startedAtMs === null ? null : isoInstant(startedAtMs),
    error: errorOf(end),
    settled: settledOf(scenario),
    expectations: judgedOf(scenario).map(judgedJson),
    stepFailures: stepFailuresOf(scenario).map(stepFailureJson),
    result: end.kind === 'played' ? resultJson(end.result) : null,
  };
}

/** What kept a scenario from its end; null where nothing did. */
export function errorOf(end: ScenarioEnd): ReturnType<typeof errorJson> | null {
  if (end.kind === 'invalid') return errorJson(invalidError(end.problems));
  return end.kind === 'broken off' ? errorJson(end.error) : null;
}

/** Why a scenario has no plain verdict; null where it has. */
export function reasonOf({ end }: ScenarioReport): string | null {
  if (end.kind === 'played') return end.result.reason;
  if (end.kind === 'not played') return end.reason;
  return end.kind === 'invalid' ? invalidError(end.problems).message : end.error.message;
}

/** What is wrong with a file as one error: the lines of its diagnostics without their source lines. */
function invalidError(problems: readonly Diagnostic[]): RunError {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const message = `the file is invalid: ${plural(errors.length, 'error')}`;
  return { kind: 'invalid', message, detail: errors.map(gccLine).join('\n') };
}

function settledOf({ end }: ScenarioReport): number {
  if (end.kind === 'not played' || end.kind === 'invalid') return 0;
  return end.kind === 'broken off' ? end.settled : end.result.counts.intended;
}

/** What ran. */
export function toolJson({ tool, node }: Versions) {
  return { name: 'ocs-sim', version: tool, node };
}

/** A scenario as it was asked for. */
export function headJson({ name, file, seed, contract, groups, command }: ScenarioHead) {
  return { name, file, seed, contract, groups, command };
}

/** What kept a run from its way. */
export function errorJson({ kind, message, detail }: RunError) {
  return { kind, message, detail };
}

/** Its schema. */
export const TOOL: JsonSchema = object('What ran.', {
  name: constant('Always ocs-sim.', 'ocs-sim'),
  version: text('Its version.'),
  node: text('The version of Node.js.'),
});

/** The schema of its properties. */
export const HEAD_PROPERTIES = {
  name: text('The name of the scenario.'),
  file: text('Its file as the user named it.'),
  seed: count('The seed of all chance.'),
  contract: text("The release of OCS, and the site's contract where there is one."),
  groups: list('Its campaign groups.', text("A campaign group, by the scenario's name for it.")),
  command: text('The command line that plays it again in the same way.'),
} as const;

/** The schema of its properties. */
export const ERROR_PROPERTIES = {
  kind: word(
    'Where it comes from: the surroundings, such as a target out of reach; our own code; the process was ended; or the file is wrong.',
    ['environment', 'internal', 'ended', 'invalid'],
  ),
  message: text('What went wrong.'),
  detail: nullOr(text('What to do about it, or where it happened; null where nothing is known.')),
} as const;

/** Its schema. */
export const ERROR: JsonSchema = object(
  'What kept the run from its way, other than what it judged.',
  ERROR_PROPERTIES,
);

/** Its schema. */
export const TOTALS: JsonSchema = object('Counts over all scenarios.', {
  scenarios: count('Scenarios that were asked for.'),
  passed: count('Those that passed.'),
  failed: count('Those that failed.'),
  inconclusive: count('Those that could not be judged.'),
  errors: count('Those that were broken off, or whose file is wrong.'),
  notPlayed: count('Those that never began.'),
  expectations: count('Expectations that were judged.'),
  expectationsPassed: count('Of those, the ones that held.'),
  stepsFailed: count('Steps that failed.'),
  intended: count('Notifications that the groups gave cause for.'),
  attempted: count('Of those, the ones that were sent.'),
  delivered: count('Of those, the ones that were answered with 2xx.'),
  lost: count('Attempted and surely not kept, by the ledger: gone for ever.'),
});

/** Its schema. */
export const OVERALL = word(
  'How the run came out: the worst of its scenarios; error where something around them failed.',
  ['passed', 'failed', 'inconclusive', 'error'],
);

/** Its schema. */
export const STATUS = word('How the scenario came out.', [
  'passed',
  'failed',
  'inconclusive',
  'not played',
  'error',
]);

/** Its schema. */
export const RUN: JsonSchema = object('One call of ocs-sim run.', {
  format: constant('The name of this format.', RUN_FORMAT),
  tool: ref('tool', 'What ran.'),
  command: text('The command line.'),
  startedAt: instant('When it began.'),
  realMs: count('Real milliseconds that it took.'),
  status: OVERALL,
  interrupted: flag('It was stopped from outside.'),
  error: nullOr(ref('error', 'What went wrong around the scenarios; null where nothing did.')),
  totals: ref('totals', 'Counts over all scenarios.'),
  scenarios: list(
    'The scenarios in the order in which they were asked for.',
    object('A scenario.', {
      ...HEAD_PROPERTIES,
      status: STATUS,
      reason: nullOr(text('Why it has no plain verdict; null where it has.')),
      startedAt: nullOr(instant('When it began; null where it never did.')),
      error: nullOr(ref('error', 'Why it was broken off, or what is wrong with its file; null otherwise.')),
      settled: count('Notifications whose one attempt had ended, or that were not attempted.'),
      expectations: list(
        'Its expectations, those of steps first, as far as they were judged.',
        ref('expectation', 'An expectation.'),
      ),
      stepFailures: list('The steps that failed.', ref('stepFailure', 'A step.')),
      result: nullOr(ref('result', 'What it came to; null where it was not played to its end.')),
    }),
  ),
});
