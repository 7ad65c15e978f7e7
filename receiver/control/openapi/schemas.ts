import { EVENT_NAMES } from '../../contract/vocabulary.ts';
import { ERROR_CODES } from '../messages.ts';
import { PROBLEM_WORDS } from '../problem-words.ts';
import { STATISTIC_NAMES } from '../subject.ts';
import { dialMode, RECORD_SCHEMAS, recordNumber, state, tenant } from './record-schemas.ts';
import {
  boolean,
  instant,
  integer,
  type JsonSchema,
  list,
  map,
  number,
  object,
  oneOf,
  orNull,
  ref,
  text,
} from './schema-words.ts';

const each = <T>(names: readonly string[], schema: T): Readonly<Record<string, T>> =>
  Object.fromEntries(names.map((name) => [name, schema]));

const statistics = each(STATISTIC_NAMES, orNull(number()));
const known = list(orNull(number()));
const verdict = oneOf(['passed', 'failed', 'inconclusive']);
const when = object({ number: recordNumber, atMs: instant('When it came') });
/** Some of the names, each with a count. */
const counts = (names: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: each(names, integer(undefined, 1)),
  additionalProperties: false,
});

const JUDGING_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Wait: object({
    outcome: oneOf(
      ['met', 'not met', 'inconclusive'],
      '`inconclusive`: a gap may have swallowed what was waited for',
    ),
    summary: text('One line for people'),
    count: integer('Records that fit'),
    records: list(ref('RecordSummary'), 'The last ones that fit, oldest first'),
    waitedMs: number('Real milliseconds from the request to its end'),
    gap: orNull(ref('Gap')),
  }),
  Verdict: object({
    title: text('The expectation in short'),
    status: verdict,
    summary: text('One line for people'),
    judged: integer('How many things were judged'),
    failureCount: integer(),
    explanation: list(text(), 'Lines for people; empty where it passed'),
    nearest: list(recordNumber, 'The records that the explanation is about'),
    line: integer('Where it stands in the document that was sent', 1),
    column: integer(undefined, 1),
  }),
  Verify: object({
    status: { ...verdict, description: '`failed` if one failed, else `inconclusive` if one is' },
    verdicts: list(ref('Verdict')),
    problems: list(ref('Problem'), 'Warnings about the document'),
    gap: orNull(ref('Gap')),
  }),
  Problem: object({
    code: text(),
    severity: oneOf(['error', 'warning']),
    line: integer(undefined, 1),
    column: integer(undefined, 1),
    message: text(),
    expected: orNull(text()),
    hint: orNull(text('What to do about it')),
  }),
  Error: object({
    error: object({
      code: oneOf(Object.keys(ERROR_CODES)),
      message: text(),
      hint: orNull(text('What to do about it')),
      problems: list(ref('Problem'), 'What is wrong with a document or a query; empty where it is neither'),
    }),
  }),
};

const GROUP_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Group: object({
    group: text(),
    tenant,
    state,
    dialMode,
    count: integer('Notifications', 1),
    counts: { ...counts(EVENT_NAMES), description: 'Of them by event; only those that came' },
    first: when,
    last: when,
    events: list(
      object({
        number: recordNumber,
        atMs: instant('When it came'),
        event: oneOf(EVENT_NAMES),
        state,
        dialMode,
      }),
      'The last events, oldest first; periodic ones only where they report another state than the one before',
    ),
    earlierEvents: integer('Events before those'),
    statistics: orNull(
      object(
        { ...statistics, number: recordNumber, atMs: instant('When it came') },
        'Of the last notification that carried any; time to complete in seconds, the others as fractions of 1',
      ),
    ),
  }),
  Groups: object({
    groups: list(ref('Group'), 'In the order in which they first came'),
    leftOut: integer('Notifications of groups beyond the number that is kept'),
  }),
  Series: object({
    group: text(),
    tenant,
    atMs: list(instant('When the last notification of a stretch came')),
    count: list(integer('Notifications in a stretch', 1)),
    series: object(each(STATISTIC_NAMES, object({ last: known, min: known, max: known }))),
  }),
};

const OVERVIEW_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Rule: object({
    id: integer('Never given again', 1),
    name: text('What records call it'),
    on: boolean('Switched off it neither counts nor answers'),
    rule: { description: 'As a scenario writes it; null where it was not set through this API' },
    summary: text('One line for people'),
    fitted: integer('Requests that fitted its conditions since it was set'),
    answered: integer('Requests that it answered'),
  }),
  Replies: object({
    rules: list(ref('Rule'), 'In the order in which they are tried; none: every answer is as usual'),
  }),
  Status: object({
    contract: object({ title: text(), release: text() }),
    receiver: object({ url: text(), listening: boolean() }),
    startedAtMs: instant('When the control API was started'),
    originMs: instant('From when `from=2m50s` counts'),
    nowMs: instant('Now'),
    counts: object({
      requests: integer('Requests whose head was read'),
      recorded: integer('Since the receiver was started'),
      notRecorded: integer('Requests that could not be recorded; each was answered 507'),
      sinceReset: integer('Records since the last reset, up to `readUpTo`'),
      readUpTo: integer(
        'Number of the last record that is counted: less than the last one while a large journal is still being read after a start',
      ),
      otherRequests: integer('Of them those that carry no notification, such as health checks and queries'),
      problems: {
        ...counts(PROBLEM_WORDS),
        description: 'Since the last reset: bodies that are no JSON object',
      },
      events: {
        ...counts([...EVENT_NAMES, 'unknown']),
        description: 'Since the last reset: records by event',
      },
      refusedByParser: integer('What the HTTP parser did not take for a request'),
      refusals: map(integer(), 'The same by reason'),
      connections: integer('Connections accepted'),
      openConnections: integer(),
      troubles: integer('What should not have happened inside the receiver'),
    }),
    journal: object({
      folder: orNull(text('Where it lies; null for a journal in memory')),
      first: orNull(integer('Number of the first record kept', 1)),
      last: orNull(integer('Number of the last record kept', 1)),
      kept: integer('Records kept'),
      bytes: integer(),
      gaps: list(ref('Gap')),
    }),
    replies: ref('Replies'),
  }),
  Snapshot: object({
    status: ref('Status'),
    groups: ref('Groups'),
    records: list(ref('RecordSummary'), 'The last ones, newest first'),
    last: integer('Number of the last record that it knows of; 0 where none has come'),
  }),
  Reset: object({
    upTo: integer('Records up to this number are out of sight'),
    originMs: instant('From when durations count now'),
  }),
  OpenApi: {
    type: 'object',
    properties: { openapi: text(), info: { type: 'object' }, paths: { type: 'object' } },
    required: ['openapi', 'info', 'paths'],
    description: 'This very document',
  },
};

/** Every schema of the API, by the name under which the document has it. */
export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  ...OVERVIEW_SCHEMAS,
  ...RECORD_SCHEMAS,
  ...GROUP_SCHEMAS,
  ...JUDGING_SCHEMAS,
};
