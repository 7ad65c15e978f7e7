import type { SendingOutcome, Sent } from './observation.ts';

const OUTCOMES: readonly SendingOutcome[] = [
  'answered',
  'refused',
  'reset',
  'timed out',
  'failed',
  'not attempted',
];
const ANSWERED = /^answered ([1-5])(\d\d|xx)$/;

/** How an attempt ended. */
type Ended = Pick<Sent, 'outcome' | 'status'>;

/** What may stand as a class of outcome: a SendingOutcome, `answered 503`, or `answered 5xx`. */
export const OUTCOME_CLASSES: readonly string[] = [
  ...OUTCOMES,
  'answered 2xx',
  'answered 4xx',
  'answered 5xx',
];

/** Whether a text may stand as a class of outcome. */
export function isOutcomeClass(text: string): boolean {
  return (OUTCOMES as readonly string[]).includes(text) || ANSWERED.test(text);
}

/** Whether a notification ended in that way. */
export function isOfClass({ outcome, status }: Ended, name: string): boolean {
  const answered = ANSWERED.exec(name);
  if (answered === null) return outcome === name;
  if (outcome !== 'answered' || status === null) return false;
  return answered[2] === 'xx'
    ? Math.floor(status / 100) === Number(answered[1])
    : name === `answered ${status}`;
}

/** `refused`, `answered 503`: the finest class of a notification. */
export function outcomeText({ outcome, status }: Ended): string {
  return outcome === 'answered' && status !== null ? `answered ${status}` : outcome;
}

/** Whether anything was sent at all. */
export function isAttempted({ outcome }: Pick<Ended, 'outcome'>): boolean {
  return outcome !== 'not attempted';
}

/** Attempted and not acknowledged: no answer, or one other than 2xx. The sender never tries again (documented). */
export function isUnacknowledged(sent: Ended): boolean {
  return isAttempted(sent) && !isOfClass(sent, 'answered 2xx');
}
