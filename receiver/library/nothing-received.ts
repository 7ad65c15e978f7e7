import { spacedDuration } from '../expect/duration-text.ts';
import { arrivalText, labelled } from '../expect/explain-arrival.ts';
import { plural } from '../expect/shown-text.ts';
import type { History } from './history.ts';
import type { Finding } from './posted-once.ts';

/** What a receiver has heard since it was started, or cleared, recorded or not. */
export interface Heard {
  /** Requests whose head was read. */
  readonly requests: number;
  /** What was no HTTP at all. */
  readonly refusedByParser: number;
  readonly listening: boolean;
}

/**
 * Whether nothing at all came: no request, complete or not, and nothing that was meant to be one. Unlike silence on one event this is
 * a fact that a receiver knows by itself, provided that it listens.
 */
export function nothingReceived(history: History, { requests, refusedByParser, listening }: Heard): Finding {
  const title = 'nothing at all';
  const came = Math.max(requests, history.count) + refusedByParser;
  const time = spacedDuration(history.nowMs);
  if (came > 0) {
    const [first] = history.arrivals();
    const parts = [
      ...(came > refusedByParser ? [plural(came - refusedByParser, 'request')] : []),
      ...(refusedByParser > 0 ? [`${plural(refusedByParser, 'time')} something that is not HTTP`] : []),
    ];
    const lines = [
      `expected nothing at all in ${time}, but there came ${parts.join(' and ')}`,
      ...(first === undefined ? [] : [labelled('first', arrivalText(first))]),
    ];
    return { status: 'failed', title, summary: String(came), explanation: lines.join('\n') };
  }
  if (listening) return { status: 'passed', title, summary: `nothing in ${time}`, explanation: '' };
  const why = 'the receiver does not listen, so that silence proves nothing';
  return { status: 'inconclusive', title, summary: why, explanation: `inconclusive: ${why}` };
}
