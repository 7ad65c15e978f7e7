import type { Gate } from './access.ts';
import type { Arrived } from './http/arrived.ts';
import { type StatusAnswer, statusAnswer } from './reply/answer.ts';

const CUT_SHORT = { 400: 'cut short', 408: 'too slow', 431: 'head too large' } as const;

/**
 * What a request is answered whatever the reply plan says, and not counted by it; null where the plan decides.
 * @param gate looks at credentials; null where everybody may post
 * @param mostBodyBytes of a body that is kept
 */
export function fixedAnswer(arrived: Arrived, gate: Gate | null, mostBodyBytes: number): StatusAnswer | null {
  const { headers, bodyBytes, cutShort, denial, noRoom } = arrived;
  if (cutShort !== null) return statusAnswer(cutShort.status, { manner: CUT_SHORT[cutShort.status] });
  if (denial === 'too many connections') {
    return statusAnswer(503, { manner: denial, headers: [...LATER, 'Connection', 'close'] });
  }
  if (denial !== null) return statusAnswer(403, { manner: denial, headers: ['Connection', 'close'] });
  const noAccess = gate?.denial(headers) ?? null;
  if (noAccess !== null) {
    const challenges = gate!.challenges.flatMap((challenge) => ['WWW-Authenticate', challenge]);
    return statusAnswer(401, { manner: noAccess, headers: challenges });
  }
  if (noRoom) return statusAnswer(503, { manner: 'too much at once', headers: LATER });
  if (bodyBytes > mostBodyBytes) return statusAnswer(413, { manner: 'too large' });
  return null;
}

const LATER = ['Retry-After', '1'];
