import { eventWordShape, groupStateShape } from '../contract/word-shapes.ts';
import { anyOf, byKind, oneOrMany } from '../document/composite-shapes.ts';
import { groupNamesShape } from '../document/group-names.ts';
import type { Place } from '../document/place.ts';
import { optional, type RecordOf, record, required, withDefault } from '../document/record.ts';
import { duration, fraction, integer, literal, text, word } from '../document/scalar-shapes.ts';
import { refine, type Shape } from '../document/shape.ts';
import { type DocNode, headOf } from '../document/source.ts';
import { type Delivery, MALFORMED_PARTS } from './answer.ts';
import { delayShape } from './delay-shape.ts';
import { locationShape, replyBodyShape, replyHeadersShape } from './reply-content.ts';

const RESETS = ['before headers', 'after headers'] as const;
const CLOSES = ['before headers', 'mid-body', 'after answer'] as const;
const PIECES = 10;
const GARBAGE_BYTES = 512;
const count = (what: string): Shape<number> => integer(`${what}, a whole number from 1`, { min: 1 });

/** A status that an answer may bear. */
export const statusShape = integer('a status from 200 to 599', { min: 200, max: 599 });

type Drip = Extract<Delivery, { kind: 'drip' }>;
type Keep = Extract<Delivery, { kind: 'truncated' }>['keep'];

const dripShape: Shape<Drip> = byKind<Drip, never, Drip>({
  scalar: refine(duration(), (overMs): Drip => ({ kind: 'drip', overMs, pieces: PIECES })),
  mapping: refine(
    record(
      {
        over: required(duration(), 'from the headers to the last piece, in real time'),
        pieces: withDefault(count('how many'), PIECES, 'in how many pieces the body goes out'),
      },
      { what: 'a drip' },
    ),
    ({ over, pieces }): Drip => ({ kind: 'drip', overMs: over, pieces }),
  ),
});

const keepShape: Shape<Keep> = byKind<Keep, never, Keep>({
  scalar: refine(fraction('the share of the body that is sent, such as 50%'), (share): Keep => ({ share })),
  mapping: refine(
    record(
      { bytes: required(integer('a whole number from 0', { min: 0 }), 'so many bytes of the body are sent') },
      { what: 'truncate' },
    ),
    ({ bytes }): Keep => ({ bytes }),
  ),
});

const garbageShape: Shape<number> = anyOf('true, or a number of bytes from 1 to 65536', [
  refine(literal(true), () => GARBAGE_BYTES),
  integer('a number of bytes from 1 to 65536', { min: 1, max: 65_536 }),
]);

/** What a reply rule may say: when it applies, then how to answer. */
export const ruleFields = {
  name: optional(
    text('text, a name for the rule', { example: 'busy' }),
    'what records call it; "rule 3" by default',
  ),
  event: optional(oneOrMany(eventWordShape), 'only requests about this event, or one of these'),
  group: optional(
    groupNamesShape,
    'only requests about this group, or one of these; * stands for any text (\\* for itself), all for any group; TENANT/NAME is that of one tenant',
  ),
  state: optional(
    oneOrMany(groupStateShape('a state')),
    'only requests that report this state of their group, or one of these',
  ),
  nth: optional(oneOrMany(count('which')), 'only the nth request that fits event and group, or these ones', {
    example: [3, 5],
  }),
  every: optional(
    count('which'),
    'each so-manieth request that fits event and group: 3 for the third, the sixth, …',
    { example: 3 },
  ),
  first: optional(count('how many'), 'only the first so many requests that fit event and group', {
    example: 2,
  }),
  after: optional(count('how many'), 'all but the first so many requests that fit event and group'),
  times: optional(count('how often'), 'this rule answers so many requests, then no more'),
  probability: optional(fraction(), 'each of them is hit with this chance only, drawn from the seed'),
  from: optional(
    duration(),
    'only from this instant on, counted from the start: campaign time within a run',
    {
      example: '1m',
    },
  ),
  until: optional(duration(), 'only before this instant, counted from the start', {
    example: '5m',
  }),
  for: optional(
    duration(),
    'only for so long from the moment when the rule was set: campaign time within a run',
  ),
  status: optional(statusShape, 'the status of the answer; by default that of an answer as usual', {
    example: 503,
  }),
  headers: optional(replyHeadersShape, 'headers of the answer; {{…}} is filled in from the request', {
    example: { 'X-Served-By': 'node-1' },
  }),
  body: optional(
    replyBodyShape,
    'body of the answer: text as it is, a mapping or list as JSON; {{…}} is filled in from the request',
    { example: { ok: false } },
  ),
  location: optional(locationShape, 'the Location of a 301, 302, 307 or 308', {
    example: 'http://127.0.0.1:9/',
  }),
  retryAfter: optional(duration(), 'the header Retry-After, in whole seconds'),
  delay: optional(
    delayShape,
    'how long to wait before answering, in real time: always the same, or drawn from the seed',
    { example: { median: '300ms', atMost: '5s' } },
  ),
  drip: optional(dripShape, 'headers at once, and the body slowly, in pieces, over so much real time'),
  truncate: optional(keepShape, 'only the beginning of the body, under headers that are content with it'),
  malformed: optional(word('a part of an answer', MALFORMED_PARTS), 'this part of the answer is no HTTP'),
  close: optional(word('a moment to close', CLOSES), 'end the connection without a reset (FIN)'),
  reset: optional(word('a moment to reset', RESETS), 'end the connection with a reset (RST)'),
  silence: optional(literal(true), 'never answer, and keep the connection open'),
  garbage: optional(
    garbageShape,
    'so many random bytes in place of an answer, then the end of the connection',
  ),
  refuse: optional(
    duration(),
    'end every connection, this one without an answer, and refuse new ones for so much real time',
  ),
};

/** A rule as it is written, key by key. */
export type RuleFields = RecordOf<typeof ruleFields>;

/** Where a key of a mapping stands, or else where the mapping begins. */
export function placeOf(node: DocNode, key?: string): Place {
  if (node.kind !== 'mapping') return node.place;
  return node.entries.find((entry) => entry.key === key)?.keyPlace ?? headOf(node);
}
