// `reply:` as YAML says it, at the start of a scenario and as a step:
//
//   reply: 503                                              # every request from here on
//   reply: silence                                          # so too: reset before headers, reset after headers
//   reply: default                                          # back to answering as usual
//   reply: { event: periodic, nth: 3, status: 503, delay: 2s }
//   reply:                                                  # the first that applies wins
//     - { group: spring, times: 2, silence: true }
//     - { status: 307, location: 'http://127.0.0.1:9/' }

import { EVENT_NAMES } from '../contract/vocabulary.ts';
import { anyOf, byKind, listOf, oneOrMany } from '../document/composite-shapes.ts';
import { groupNamesShape } from '../document/group-names.ts';
import type { Place } from '../document/place.ts';
import { optional, type RecordOf, record } from '../document/record.ts';
import { duration, integer, literal, text, word } from '../document/scalar-shapes.ts';
import { complain, type Placed, placed, type Reading, refine, type Shape } from '../document/shape.ts';
import { type DocNode, headOf } from '../document/source.ts';
import { type Answer, statusAnswer } from './answer.ts';
import { locationShape, replyBodyShape, replyHeadersShape } from './reply-content.ts';
import type { ReplyChange, ReplyCondition, ReplyRule } from './reply-plan.ts';

/** A `reply:` as read: what it changes, and every group that it names, for the caller to check against the groups there are. */
export interface ReplyValue {
  readonly change: ReplyChange;
  readonly groups: readonly Placed<string>[];
}

const RESETS = ['before headers', 'after headers'] as const;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 307, 308]);
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);
const count = (what: string): Shape<number> => integer(`${what}, a whole number from 1`, { min: 1 });
const status = integer('a status from 200 to 599', { min: 200, max: 599 });

const ruleFields = {
  event: optional(
    oneOrMany(word('an event', EVENT_NAMES)),
    'only requests about this event, or one of these',
  ),
  group: optional(
    groupNamesShape,
    'only requests about this group, or one of these; * stands for any text, all for any group',
  ),
  nth: optional(oneOrMany(count('which')), 'only the nth request that fits event and group, or these ones'),
  first: optional(count('how many'), 'only the first so many requests that fit event and group'),
  after: optional(count('how many'), 'all but the first so many requests that fit event and group'),
  times: optional(count('how often'), 'this rule answers so many requests, then no more'),
  status: optional(status, 'the status of the answer; 200 by default'),
  headers: optional(replyHeadersShape, 'headers of the answer'),
  body: optional(replyBodyShape, 'body of the answer: text as it is, a mapping or list as JSON'),
  location: optional(locationShape, 'the Location of a 301, 302, 307 or 308'),
  delay: optional(duration(), 'how long to wait before answering, in real time'),
  silence: optional(literal(true), 'never answer, and keep the connection open'),
  reset: optional(word('a way to reset', RESETS), 'end the connection with a reset (RST)'),
};

type RuleFields = RecordOf<typeof ruleFields>;

interface ReadRule {
  readonly rule: ReplyRule;
  readonly groups: readonly Placed<string>[];
}

const rule: Shape<ReadRule> = refine(
  record(ruleFields, { what: 'a reply rule' }),
  (fields, node, reading): ReadRule | undefined => {
    const when = condition(fields, node, reading);
    const answer = answerOf(fields, node, reading);
    if (when === undefined || answer === undefined) return undefined;
    return { rule: { when, answer }, groups: fields.group ?? [] };
  },
);

const WORDS = ['default', 'silence', 'reset before headers', 'reset after headers'] as const;

const everyRequest = (answer: Answer): ReplyValue => ({
  change: { kind: 'in front', rules: [{ when: {}, answer }] },
  groups: [],
});

const short: Shape<ReplyValue> = anyOf(`a status from 200 to 599, or one of ${WORDS.join(', ')}`, [
  refine(status, (value) => everyRequest(statusAnswer(value))),
  refine(word('a way to reply', WORDS), (value): ReplyValue => {
    switch (value) {
      case 'default':
        return { change: { kind: 'default' }, groups: [] };
      case 'silence':
        return everyRequest({ kind: 'silence' });
      case 'reset before headers':
        return everyRequest({ kind: value, delayMs: 0 });
      case 'reset after headers':
        return everyRequest({ kind: value, status: 200, delayMs: 0 });
    }
  }),
]);

const inFront = (rules: readonly ReadRule[]): ReplyValue => ({
  change: { kind: 'in front', rules: rules.map((each) => each.rule) },
  groups: rules.flatMap((each) => each.groups),
});

/** Reads a `reply:`: a status or word, one rule, or a list of rules of which the first that applies wins. */
export const replyShape: Shape<ReplyValue> = byKind({
  scalar: short,
  mapping: refine(rule, (read) => inFront([read])),
  list: refine(listOf(rule, { atLeast: 1 }), inFront),
});

function condition(fields: RuleFields, node: DocNode, reading: Reading): ReplyCondition | undefined {
  const { event, group, nth, first, after, times } = fields;
  const beyond = (place: number): boolean =>
    (first !== undefined && place > first) || (after !== undefined && place <= after);
  if (nth?.every(beyond) || (first !== undefined && after !== undefined && after >= first)) {
    const keys = ['nth', 'first', 'after'].filter((key) => key in fields);
    return complain(reading, 'conflicting-keys', placeOf(node, keys[0]!), 'this rule never applies', {
      hint: `no request is within ${keys.join(' and ')} at once`,
    });
  }
  return {
    ...(event ? { events: event } : {}),
    ...(group ? { groups: group.map((each) => each.value) } : {}),
    ...(nth ? { nth } : {}),
    ...(first === undefined ? {} : { first }),
    ...(after === undefined ? {} : { after }),
    ...(times === undefined ? {} : { times }),
  };
}

const ANSWER_KEYS = ['status', 'headers', 'body', 'location', 'delay', 'silence', 'reset'] as const;
type AnswerKey = (typeof ANSWER_KEYS)[number];

/** What cannot stand beside a key, because nothing of it would be sent. */
const EXCLUDED: readonly (readonly [
  when: (fields: RuleFields) => boolean,
  says: string,
  keys: readonly AnswerKey[],
])[] = [
  [
    (f) => f.silence === true,
    'silence sends nothing',
    ['status', 'headers', 'body', 'location', 'delay', 'reset'],
  ],
  [
    (f) => f.reset === 'before headers',
    'a reset before headers sends nothing',
    ['status', 'headers', 'body', 'location'],
  ],
  [
    (f) => f.reset === 'after headers',
    'a reset after headers sends no content of its own',
    ['headers', 'body', 'location'],
  ],
  [(f) => WITHOUT_BODY.has(f.status ?? 200), 'this status has no body', ['body', 'reset']],
  [(f) => !REDIRECTS.has(f.status ?? 200), 'only 301, 302, 307 and 308 redirect', ['location']],
];

function answerOf(fields: RuleFields, node: DocNode, reading: Reading): Answer | undefined {
  if (ANSWER_KEYS.every((key) => fields[key] === undefined)) {
    return complain(reading, 'missing-key', placeOf(node), 'this rule does not say how to answer', {
      expected: `one of ${ANSWER_KEYS.join(', ')}`,
    });
  }
  for (const [applies, says, keys] of EXCLUDED) {
    const clash = applies(fields) ? keys.find((key) => fields[key] !== undefined) : undefined;
    if (clash === undefined) continue;
    return complain(
      reading,
      'conflicting-keys',
      placeOf(node, clash),
      `"${clash}" has no effect here: ${says}`,
      {
        hint: 'leave one of them out',
      },
    );
  }
  const delayMs = fields.delay ?? 0;
  if (fields.silence) return { kind: 'silence' };
  if (fields.reset === 'before headers') return { kind: 'reset before headers', delayMs };
  if (fields.reset === 'after headers') {
    return { kind: 'reset after headers', status: fields.status ?? 200, delayMs };
  }
  const headers = [...(fields.headers ?? new Map<string, string>())];
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  if (REDIRECTS.has(fields.status ?? 200) && fields.location === undefined && !names.has('location')) {
    return complain(reading, 'missing-key', placeOf(node, 'status'), 'a redirect needs the key "location"', {
      expected: 'location: where to redirect to',
    });
  }
  if (fields.location !== undefined) headers.push(['Location', fields.location]);
  if (fields.body !== undefined && !names.has('content-type')) {
    headers.push(['Content-Type', fields.body.mediaType]);
  }
  return statusAnswer(fields.status ?? 200, {
    headers: headers.flat(),
    body: fields.body?.text ?? null,
    delayMs,
  });
}

/** Where a key of a mapping stands, or else where the mapping begins. */
function placeOf(node: DocNode, key?: string): Place {
  if (node.kind !== 'mapping') return node.place;
  return node.entries.find((entry) => entry.key === key)?.keyPlace ?? headOf(node);
}
