import { EVENT_NAMES } from '../../../receiver/contract/vocabulary.ts';
import type { JsonSchema } from '../../../receiver/document/shape.ts';
import { FATE_NAMES } from '../../../receiver/expect/fates.ts';
import type { Arrival, Fate, SendingOutcome, Sent } from '../../../receiver/expect/observation.ts';
import type { LedgerEntry } from '../../sender/ledger.ts';
import { anything, count, nullOr, number, object, text, word } from './schema-words.ts';

const OUTCOMES: readonly SendingOutcome[] = [
  'answered',
  'refused',
  'reset',
  'timed out',
  'failed',
  'not attempted',
];

/** What every notification is told by. */
const WHICH = {
  number: count('The number of the notification, from 1, in the order in which they were due.'),
  group: text("The campaign group, by the scenario's name for it."),
  ocsEvent: word('What OCS reports with it.', EVENT_NAMES),
  campaignMs: number('When it was due, in milliseconds of campaign time since the beginning.'),
} as const;

const ENDED = {
  outcome: word('How its one attempt ended, as the sender saw it.', OUTCOMES),
  httpStatus: nullOr(count('The status that it was answered with; null where there was no answer.')),
  detail: text("For people: the error's words, the answer's body, or why nothing was sent."),
} as const;

/** A request that arrived, with its body. */
export function arrivalJson({ record, body, event, group, state, dialMode, atMs }: Arrival) {
  return {
    number: record.number,
    campaignMs: atMs,
    group,
    ocsEvent: event,
    state,
    dialMode,
    answer: record.reply.status,
    body,
    problem: record.content.kind === 'unusable' ? record.content.problem : null,
  };
}

/** Its schema. */
export const ARRIVAL: JsonSchema = object('A request as it arrived at the embedded receiver.', {
  number: count('The number of the request, from 1, in the order of arrival.'),
  campaignMs: WHICH.campaignMs,
  group: nullOr(text('The campaign group; null where the body does not say.')),
  ocsEvent: nullOr(word('The event that it reports; null where the body does not say.', EVENT_NAMES)),
  state: nullOr(text('The state of the group, as the vendor names it; null where the body does not say.')),
  dialMode: nullOr(text('The dial mode, as the vendor names it; null where the body does not say.')),
  answer: nullOr(count('The status that it was answered with; null where no status line went out.')),
  body: anything("The body's object; null where it has none."),
  problem: nullOr(text('Why the body cannot be judged; null where it can.')),
});

/** A notification whose sending has come to its end, as an expectation saw it. */
export function sentJson({ number, group, event, atMs, outcome, status, detail, arrivals }: Sent) {
  return { number, group, ocsEvent: event, campaignMs: atMs, outcome, httpStatus: status, detail, arrivals };
}

/** Its schema. */
export const SENT: JsonSchema = object('A notification that was sent, or was to be.', {
  ...WHICH,
  ...ENDED,
  arrivals: nullOr(count('How often its body arrived; null where the receiver does not tell.')),
});

/** What became of a notification in the end. */
export function fateJson({ number, group, event, atMs, outcome, status, fate, where, detail }: Fate) {
  return {
    number,
    group,
    ocsEvent: event,
    campaignMs: atMs,
    outcome,
    httpStatus: status,
    fate,
    lostBy: where,
    detail,
  };
}

/** The schema of its properties. */
export const FATE_PROPERTIES = {
  ...WHICH,
  ...ENDED,
  fate: word('What became of it in the end.', FATE_NAMES),
  lostBy: nullOr(
    word('Where it was lost; null where it was not, or where nobody can tell.', [
      'sender',
      'network',
      'target',
    ]),
  ),
} as const;

/** Its schema. */
export const FATE: JsonSchema = object('A notification, with what became of it in the end.', FATE_PROPERTIES);

/** How the one attempt of a notification ended. */
export function settledJson({ number, group, event, atMs, outcome, notAttempted }: LedgerEntry) {
  return {
    number,
    group,
    ocsEvent: event,
    campaignMs: atMs,
    outcome: notAttempted === null ? outcome!.kind : ('not attempted' as const),
    httpStatus: outcome?.status ?? null,
    detail: notAttempted ?? outcome!.detail,
    realMs: outcome === null ? null : Math.round(outcome.durationMs),
  };
}

/** The schema of its properties. */
export const SETTLED_PROPERTIES = {
  ...WHICH,
  ...ENDED,
  realMs: nullOr(count('Real milliseconds that the attempt took; null where there was none.')),
} as const;

/** Its schema. */
export const SETTLED: JsonSchema = object(
  'A notification, with how its one attempt ended.',
  SETTLED_PROPERTIES,
);
