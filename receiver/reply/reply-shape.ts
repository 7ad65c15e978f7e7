// `reply:` as YAML says it, at the start of a scenario and as a step:
//
//   reply: 503                                              # every request from here on
//   reply: silence                                          # so too: reset before headers, close mid-body, garbage, …
//   reply: default                                          # back to answering as usual
//   reply: { event: periodic, nth: 3, status: 503, delay: 2s }
//   reply:                                                  # the first that applies wins
//     - { group: spring, times: 2, silence: true }
//     - { probability: 10%, delay: { median: 300ms, atMost: 5s } }
//     - { status: 307, location: 'http://127.0.0.1:9/' }

import { anyOf, byKind, listOf } from '../document/composite-shapes.ts';
import { record } from '../document/record.ts';
import { word } from '../document/scalar-shapes.ts';
import { named, type Placed, refine, type Shape } from '../document/shape.ts';
import { statusAnswer } from './answer.ts';
import type { PlannedAnswer } from './planned-answer.ts';
import type { ReplyChange, ReplyRule } from './reply-plan.ts';
import { ruleAnswer } from './rule-answer.ts';
import { ruleCondition } from './rule-condition.ts';
import { ruleFields, statusShape } from './rule-fields.ts';

/** A `reply:` as read: what it changes, and every group that it names, for the caller to check against the groups there are. */
export interface ReplyValue {
  readonly change: ReplyChange;
  readonly groups: readonly Placed<string>[];
}

interface ReadRule {
  readonly rule: ReplyRule;
  readonly groups: readonly Placed<string>[];
}

const rule: Shape<ReadRule> = refine(
  record(ruleFields, { what: 'a reply rule' }),
  (fields, node, reading): ReadRule | undefined => {
    const when = ruleCondition(fields, node, reading);
    const answer = ruleAnswer(fields, node, reading);
    if (when === undefined || answer === undefined) return undefined;
    const named = fields.name === undefined ? {} : { name: fields.name };
    return { rule: { ...named, when, answer }, groups: fields.group ?? [] };
  },
);

const USUAL = { kind: 'status', status: null, headers: [], body: null, delayMs: 0, manner: '' } as const;

/** Ways to answer that need no more than a word. */
const BY_WORD: Readonly<Record<string, PlannedAnswer>> = {
  silence: { kind: 'silence' },
  'reset before headers': { kind: 'reset before headers', delayMs: 0 },
  'reset after headers': { kind: 'reset after headers', status: null, delayMs: 0 },
  'close before headers': { kind: 'close before headers', delayMs: 0 },
  'close mid-body': { ...USUAL, delivery: { kind: 'close mid-body' } },
  'close after answer': { ...USUAL, delivery: { kind: 'close after answer' } },
  garbage: { kind: 'garbage', bytes: 512, delayMs: 0 },
};
const WORDS: readonly string[] = ['default', ...Object.keys(BY_WORD)];

const everyRequest = (answer: PlannedAnswer): ReplyValue => ({
  change: { kind: 'in front', rules: [{ when: {}, answer }] },
  groups: [],
});

const short: Shape<ReplyValue> = anyOf(`a status from 200 to 599, or one of ${WORDS.join(', ')}`, [
  refine(statusShape, (value) => everyRequest(statusAnswer(value))),
  refine(word('a way to reply', WORDS), (value): ReplyValue => {
    const answer = BY_WORD[value];
    return answer === undefined ? { change: { kind: 'default' }, groups: [] } : everyRequest(answer);
  }),
]);

const inFront = (rules: readonly ReadRule[]): ReplyValue => ({
  change: { kind: 'in front', rules: rules.map((each) => each.rule) },
  groups: rules.flatMap((each) => each.groups),
});

const anyReply: Shape<ReplyValue> = byKind({
  scalar: short,
  mapping: refine(rule, (read) => inFront([read])),
  list: refine(listOf(rule, { atLeast: 1 }), inFront),
});

/** Reads a `reply:`: a status or word, one rule, or a list of rules of which the first that applies wins. */
export const replyShape: Shape<ReplyValue> = named('reply', anyReply.expects, () => anyReply);
