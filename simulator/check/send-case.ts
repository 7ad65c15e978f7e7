import type { Post, PostOutcome, Transport } from '../sender/transport.ts';
import type { Timer } from '../time/clock.ts';
import { afterHostMs, hostNowMs } from '../time/host-time.ts';
import type { CaseRequest, Phase } from './case.ts';

/** A request with how its one attempt ended. */
export interface SentRequest {
  /** From 1, in the order of the case. */
  readonly number: number;
  readonly request: CaseRequest;
  /** Null where it was not sent any more. */
  readonly outcome: PostOutcome | null;
  /** It had a connection for itself, so that the time of its answer is the target's alone. */
  readonly unhindered: boolean;
}

/** How a case is sent. */
export interface Sending {
  readonly url: string;
  readonly transport: Transport;
  readonly poolSize: number;
  readonly responseTimeoutSeconds: number;
  readonly proxy: string | null;
  /** Breaks it off. */
  readonly signal: AbortSignal;
}

/** So many in a row without an answer, and the rest of a case is not sent: a silent target would hold it up for hours. */
const ENOUGH_UNANSWERED = 3;

/** Sends the phases of a case, one attempt each. Never rejects; ends all connections, also where it is broken off. */
export async function sendCase(phases: readonly Phase[], sending: Sending): Promise<readonly SentRequest[]> {
  const { transport, signal } = sending;
  const sent: SentRequest[] = [];
  let unanswered = 0;
  let givenUp = false;
  const giveUp = (): void => {
    givenUp = true;
    void transport.close();
  };
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();

  const send = async (request: CaseRequest, number: number, phase: Phase): Promise<void> => {
    const poolSize = phase.poolSize ?? sending.poolSize;
    const outcome = givenUp ? null : await transport.post(postOf(request, phase, { ...sending, poolSize }));
    // What was cut off by ourselves says nothing of the target.
    const counts = outcome !== null && !(givenUp && outcome.kind === 'failed');
    const unhindered = phase.manner === 'in turn' || phase.requests.length <= poolSize;
    sent.push({ number, request, outcome: counts ? outcome : null, unhindered });
    if (!counts) return;
    unanswered = outcome.kind === 'answered' ? 0 : unanswered + 1;
    if (unanswered >= Math.max(ENOUGH_UNANSWERED, poolSize)) giveUp();
  };

  let number = 0;
  for (const phase of phases) {
    if (phase.idleMs !== undefined && !givenUp) {
      const closedBefore = transport.connections?.closedByTarget ?? 0;
      const isClosed = (): boolean => (transport.connections?.closedByTarget ?? 0) > closedBefore;
      await rest(phase.idleMs, phase.untilClosed === true ? isClosed : () => false, signal);
    }
    const numbered = phase.requests.map((request) => {
      number += 1;
      return { request, number };
    });
    if (phase.manner === 'at once')
      await Promise.all(numbered.map((each) => send(each.request, each.number, phase)));
    else for (const each of numbered) await send(each.request, each.number, phase);
  }
  signal.removeEventListener('abort', giveUp);
  await transport.close();
  return sent.sort((a, b) => a.number - b.number);
}

function postOf(
  { body, contentType }: CaseRequest,
  { application = 'OCS' }: Phase,
  { url, poolSize, responseTimeoutSeconds, proxy }: Sending,
): Post {
  return {
    application,
    uri: url,
    body,
    headers: contentType === undefined ? {} : { 'content-type': contentType },
    responseTimeoutSeconds,
    poolSize,
    proxy,
  };
}

/** So often it is looked whether a rest is over, in milliseconds: closes of connections that lay idle together come closer. */
const LOOK_EVERY_MS = 1;

function rest(ms: number, isOver: () => boolean, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const untilMs = hostNowMs() + ms;
    const over = (): void => {
      timer.cancel();
      signal.removeEventListener('abort', over);
      resolve();
    };
    const look = (): Timer => {
      const leftMs = untilMs - hostNowMs();
      return afterHostMs(Math.min(leftMs, LOOK_EVERY_MS), () => {
        if (leftMs <= LOOK_EVERY_MS || isOver()) over();
        else timer = look();
      });
    };
    let timer = look();
    signal.addEventListener('abort', over, { once: true });
    if (signal.aborted) over();
  });
}
