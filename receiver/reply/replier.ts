// Decides on the answer to each request: the reply plan first, then what the receiver answers as.

import type { ReplyTaken } from '../journal/record.ts';
import { type Answer, WHOLE } from './answer.ts';
import type { ReplyPlan, ReplySubject } from './reply-plan.ts';
import { requestValues } from './request-values.ts';
import { type SettledAnswer, settleAnswer } from './settle-answer.ts';
import type { AnswersAs, UnansweredRecord, UsualAnswer } from './usual-answer.ts';

/** The answer to one request, and what its record says about it. Requests that bring no notification are not subject to the plan. */
export function replyTo(
  record: UnansweredRecord,
  plan: ReplyPlan,
  answersAs: AnswersAs,
  identify: () => ReplySubject,
): SettledAnswer {
  const subject = once(identify);
  const decision = answersAs.brings(record.method, record.path) ? plan.decide(subject) : null;
  if (decision === null) return usually(answersAs.answer(record));
  const { answer, rule, chance } = decision;
  return settleAnswer(answer, {
    rule,
    chance,
    usual: () => answersAs.answer(record),
    values: () => requestValues(record, subject, chance),
  });
}

function usually({ status, headers, body, manner }: UsualAnswer): SettledAnswer {
  const answer: Answer = { kind: 'status', status, headers, body, delayMs: 0, manner, delivery: WHOLE };
  return { answer, reply: { status, manner, delayMs: 0, fault: null } };
}

/** An answer that neither the plan nor what the receiver answers as has a say in. */
export function fixedReply(answer: Extract<Answer, { kind: 'status' }>): SettledAnswer {
  const { status, manner } = answer;
  return { answer, reply: { status, manner, delayMs: 0, fault: null } };
}

/** What a record says where nobody was left to answer. */
export const NOBODY_LEFT: ReplyTaken = {
  status: null,
  manner: 'nobody left to answer',
  delayMs: 0,
  fault: null,
};

function once<T>(ask: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => {
    known ??= { value: ask() };
    return known.value;
  };
}
