import type { DifferenceKind } from '../../contract/judge.ts';
import { MARKS } from '../../contract/mark.ts';
import { DIAL_MODE_NAMES, EVENT_NAMES, GROUP_STATE_NAMES } from '../../contract/vocabulary.ts';
import type { FaultKind } from '../../journal/record.ts';
import { PROBLEM_WORDS } from '../problem-words.ts';
import {
  boolean,
  instant,
  integer,
  type JsonSchema,
  list,
  number,
  object,
  oneOf,
  orNull,
  ref,
  text,
} from './schema-words.ts';

const DIFFERENCES: Readonly<Record<DifferenceKind | 'duplicate key', true>> = {
  missing: true,
  unknown: true,
  'wrong type': true,
  'value not allowed': true,
  'not unassigned': true,
  unassigned: true,
  'duplicate key': true,
};

const FAULTS: Readonly<Record<FaultKind, true>> = {
  status: true,
  headers: true,
  body: true,
  delay: true,
  silence: true,
  drip: true,
  truncation: true,
  malformed: true,
  close: true,
  reset: true,
  garbage: true,
  refusal: true,
};

const status = orNull({
  ...integer('Status of the answer; null where no status line went out', 100),
  maximum: 599,
});
export const event = orNull(
  oneOf(EVENT_NAMES, 'What the notification is about; null where the body does not say'),
);
export const state = orNull(oneOf(GROUP_STATE_NAMES, 'State of the campaign group after the event'));
export const dialMode = orNull(oneOf(DIAL_MODE_NAMES, 'Its dial mode'));
export const tenant = orNull(text("The tenant's Contact Center ID"));
export const recordNumber = integer('Number of the record, from 1 in the order of arrival', 1);

/** Keys of a record in short. */
const summary: Readonly<Record<string, JsonSchema>> = {
  number: recordNumber,
  receivedAtMs: instant('When it came'),
  connection: integer('Which TCP connection brought it'),
  requestOnConnection: integer('As the how-manieth request on it'),
  method: text(),
  path: text(),
  status,
  manner: text('How it was answered: `as usual`, or what was done instead'),
  bodyBytes: integer('Bytes of body that arrived'),
  notification: boolean(
    'False for a request that carries none, such as a health check or a query: it is counted apart and never judged',
  ),
  problem: orNull(
    oneOf(PROBLEM_WORDS, 'Why the body is no JSON object that can be judged; null where it is one'),
  ),
  event,
  state,
  dialMode,
  group: orNull(text('The campaign group by its label in a run, else by its name on the wire')),
  tenant,
  differences: orNull(
    integer(
      'Fields that are not as the contract says, duplicate keys included; null where there is no object',
    ),
  ),
  fault: orNull(text('What the reply plan did to it instead of answering as usual; null where nothing')),
};

const fault = {
  ...object({
    rule: text('The name of the rule, or `rule 3`'),
    kinds: list(oneOf(Object.keys(FAULTS))),
  }),
  properties: {
    rule: text('The name of the rule, or `rule 3`'),
    kinds: list(oneOf(Object.keys(FAULTS)), 'What was done'),
    dripMs: number('Over how many milliseconds the answer dripped'),
    garbageBytes: integer('Bytes that went out in place of an answer'),
    refusedMs: number('For how many milliseconds connections were refused'),
    malformed: text('What was malformed'),
  },
};

/** Records, in short and in full. */
export const RECORD_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Gap: object(
    { first: integer('First number', 1), last: integer('Last number', 1), reason: text('For people') },
    'Records that cannot be given any more',
  ),
  RecordSummary: object(summary, 'One record in short'),
  Records: object({
    records: list(ref('RecordSummary')),
    next: orNull(text('The cursor for the next page; null where there is none')),
    gap: orNull(ref('Gap')),
  }),
  Field: object({
    name: text('A key of the body, or a path such as `GSW_CALLING_LISTS[0].GSW_CALLING_LIST`'),
    depth: integer('0 for keys of the body itself'),
    present: boolean('False: the body does not have it'),
    value: { description: 'As it came; null as well where it is absent' },
    shown: text('The value in words'),
    demand: orNull(text('What the contract demands, in words; null for a key that it does not know')),
    difference: orNull(object({ kind: oneOf(Object.keys(DIFFERENCES)), expected: text() })),
    mark: orNull(oneOf(MARKS, 'What the row of the contract rests on')),
    meaning: orNull(text()),
    unit: orNull(text()),
    source: orNull(text('Where that was read')),
  }),
  Reply: object({
    status,
    manner: text(),
    delayMs: number('Real milliseconds that were waited first'),
    fault: orNull(fault),
  }),
  Record: object({
    ...summary,
    headers: list(object({ name: text(), value: text() }), 'As they came; credentials never'),
    bodyText: text('The kept bytes as UTF-8, with U+FFFD for what is none'),
    bodyBase64: { type: 'string', contentEncoding: 'base64', description: 'The kept bytes, exactly' },
    bodyCut: boolean('Fewer bytes are kept than came'),
    wrongContentType: boolean('The media type is not `application/json`'),
    problemDetail: orNull(text()),
    parsed: orNull({ type: 'object', description: 'The body; null where it is no JSON object' }),
    fields: list(ref('Field'), 'In the order of the contract, then keys that it does not know'),
    fieldsCut: boolean('There are more fields than are told'),
    reply: ref('Reply'),
    previous: orNull(integer('The record before it that is kept', 1)),
    following: orNull(integer('The record after it that is kept', 1)),
  }),
  Count: object({ count: integer(), gap: orNull(ref('Gap')) }),
};
