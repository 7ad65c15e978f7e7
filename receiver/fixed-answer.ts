import type { Gate } from './access.ts';
import type { Arrived } from './http/arrived.ts';
import { type StatusAnswer, statusAnswer } from './reply/answer.ts';

const CUT_SHORT = {
  400: 'cut short',
  408: 'too slow',
  431: 'head too large',
  503: 'too much at once',
} as const;

/** Why a Host header is not as RFC 9112, section 3.2, demands of an HTTP/1.1 request; null where it is, or where none is needed. */
export function hostTroubleOf({ headers, httpVersion }: Arrived): string | null {
  const hosts = headers.filter((_, index) => index % 2 === 1 && headers[index - 1]!.toLowerCase() === 'host');
  if (hosts.length === 0) return httpVersion === '1.1' ? 'Host header missing' : null;
  if (hosts.length > 1) return 'several Host headers';
  return /[\s/?#@\\]/.test(hosts[0]!) ? 'invalid Host header' : null;
}

/** What decides on answers besides the request. */
export interface FixedAnswerContext {
  /** Looks at credentials; null where everybody may post. */
  readonly gate: Gate | null;
  /** Bytes of a body that are kept. */
  readonly mostBodyBytes: number;
  /** Why a request is refused for its Host header; null where it is not. */
  readonly hostTrouble: (arrived: Arrived) => string | null;
}

/**
 * What a request is answered whatever the reply plan says, and not counted by it; null where the plan decides.
 */
export function fixedAnswer(
  arrived: Arrived,
  { gate, mostBodyBytes, hostTrouble }: FixedAnswerContext,
): StatusAnswer | null {
  const { headers, bodyBytes, cutShort, denial, noRoom } = arrived;
  if (cutShort !== null) return statusAnswer(cutShort.status, { manner: CUT_SHORT[cutShort.status] });
  if (denial === 'too many connections') {
    return statusAnswer(503, { manner: denial, headers: [...LATER, 'Connection', 'close'] });
  }
  const host = hostTrouble(arrived);
  if (host !== null) return statusAnswer(400, { manner: host, headers: ['Connection', 'close'] });
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
