import type { JsonSchema } from '../../../receiver/document/shape.ts';
import { FATE_PROPERTIES, SETTLED_PROPERTIES } from '../json/notification-json.ts';
import { DEFINITIONS } from '../json/report-schema.ts';
import { ERROR_PROPERTIES, HEAD_PROPERTIES, OVERALL } from '../json/run-json.ts';
import {
  constant,
  count,
  flag,
  instant,
  list,
  nullOr,
  number,
  object,
  oneOf,
  ref,
  text,
  word,
} from '../json/schema-words.ts';
import { EXPECTATION_PROPERTIES, STEP_FAILURE_PROPERTIES } from '../json/verdict-json.ts';
import { EVENTS_FORMAT, type eventJson } from './event-json.ts';

type EventWord = ReturnType<typeof eventJson>['event'];

/** One kind of line. */
function line(event: EventWord, description: string, properties: Parameters<typeof object>[1]): JsonSchema {
  return object(description, {
    event: constant('What happened.', event),
    at: instant('When, in real time.'),
    ...properties,
  });
}

const scenario = count('Which scenario, from 0, in the order in which they were asked for.');
const realMs = count('Real milliseconds that it took.');

const LINES: Readonly<Record<EventWord, JsonSchema>> = {
  'run-started': line('run-started', 'The first line.', {
    format: constant('The name of this format.', EVENTS_FORMAT),
    tool: ref('tool', 'What runs.'),
    command: text('The command line.'),
    scenarios: list('What will be played.', object('A scenario.', HEAD_PROPERTIES)),
  }),
  'scenario-started': line('scenario-started', 'A scenario begins.', { scenario, ...HEAD_PROPERTIES }),
  'notification-settled': line(
    'notification-settled',
    "A notification's one attempt has ended, or there was none.",
    { scenario, ...SETTLED_PROPERTIES },
  ),
  'notification-fate': line('notification-fate', 'What became of a notification in the end.', {
    scenario,
    ...FATE_PROPERTIES,
  }),
  'expectation-judged': line('expectation-judged', 'An expectation has its verdict.', {
    scenario,
    ...EXPECTATION_PROPERTIES,
  }),
  'step-failed': line('step-failed', 'A step could not do what it says.', {
    scenario,
    ...STEP_FAILURE_PROPERTIES,
  }),
  'scenario-ended': line('scenario-ended', 'A scenario was played to its end, or as far as it came.', {
    scenario,
    status: word('How it came out.', ['passed', 'failed', 'inconclusive']),
    reason: nullOr(text('Why it has no plain verdict; null where it has.')),
    interrupted: flag('It was stopped from outside before its end.'),
    campaignMs: number('Campaign time that passed, in milliseconds.'),
    realMs,
    counts: ref('counts', 'The totals.'),
  }),
  'scenario-given-up': line('scenario-given-up', 'A scenario will not be played, or was broken off.', {
    scenario,
    status: word('Whether it had begun, or its file is wrong.', ['not played', 'error']),
    reason: text('Why.'),
    error: nullOr(ref('error', 'Why it was broken off, or what is wrong with its file; null otherwise.')),
  }),
  error: line('error', 'Something other than a verdict keeps the run from its end.', ERROR_PROPERTIES),
  'run-ended': line('run-ended', 'The last line of a run that could say so.', {
    status: OVERALL,
    interrupted: flag('It was stopped from outside.'),
    realMs,
    totals: ref('totals', 'Counts over all scenarios.'),
  }),
};

/** The JSON Schema (draft 2020-12) of a line of the report `ndjson`. */
export function eventsSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'ocs-sim run event',
    ...oneOf('What happened in a run of ocs-sim: one line of NDJSON.', Object.values(LINES)),
    $defs: DEFINITIONS,
  };
}
