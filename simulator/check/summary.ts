import { plural } from '../../receiver/expect/shown-text.ts';
import type { CaseResult, FindingKind } from './result.ts';
import type { SentRequest } from './send-case.ts';

/** What a kind of finding means for those that it is about, after their number. */
const WORDS: Readonly<Record<FindingKind, string>> = {
  'not taken': 'not taken',
  'refused but kept': 'refused but kept',
  'not answered': 'not answered',
  'not sent': 'not sent any more',
  'taken though bad': 'taken though bad',
  'error at bad': 'badly refused',
  missing: 'taken and not kept',
  duplicated: 'kept more than once',
  altered: 'altered',
  unexpected: 'kept that nobody sent',
  drift: 'held as another type',
  'more connections': 'on more connections',
  reordered: 'out of order',
  slow: 'slow',
  'not looked at': 'not looked at',
  more: 'more',
};

type Facts = Pick<CaseResult, 'verdict' | 'lookedAt' | 'requests' | 'taken' | 'findings'>;

/** A case in one line: what was found, or what there was to be found. */
export function summaryOf(
  { verdict, lookedAt, requests, taken, findings }: Facts,
  sent: readonly SentRequest[],
): string {
  const [first] = findings;
  if (first !== undefined && verdict !== 'not judged') {
    if (first.times === 0) return `${WORDS[first.kind]}: ${first.message}`;
    return `${first.times} of ${requests} ${WORDS[first.kind]}: ${first.message}`;
  }
  const refused = sent.filter(({ request }) => request.refusal !== undefined).length - (taken - good(sent));
  const bad = refused > 0 ? `${refused} refused, ` : '';
  if (verdict === 'not judged') return `${bad}${taken} accepted; ${first?.message ?? 'more is not known'}`;
  if (lookedAt === 'answers and store') return `${bad}${plural(taken, 'notification')} kept as sent`;
  return `${bad}${taken} accepted; whether they are kept was not looked at`;
}

function good(sent: readonly SentRequest[]): number {
  return sent.filter(({ request }) => request.refusal === undefined).length;
}

/** The same in a few words, for a line that has little room. @param timed the times of the answers belong to it */
export function shortText(
  { verdict, lookedAt, requests, taken, findings, slowestMs, p99Ms }: CaseResult,
  timed: boolean,
): string {
  const [first] = findings;
  if (verdict === 'not judged') return lookedAt === 'nothing' ? 'not sent' : `${taken} accepted, not judged`;
  if (first !== undefined)
    return first.times === 0 || first.times > requests
      ? WORDS[first.kind]
      : `${first.times} of ${requests} ${WORDS[first.kind]}`;
  const times =
    timed && slowestMs !== null && p99Ms !== null
      ? `, slowest ${Math.ceil(slowestMs)} ms, 99 % within ${Math.ceil(p99Ms)} ms`
      : '';
  const refused = requests - taken;
  const bad = refused > 0 ? `${refused} refused, ` : '';
  return `${bad}${taken} ${lookedAt === 'answers and store' ? 'kept' : 'accepted'}${times}`;
}
