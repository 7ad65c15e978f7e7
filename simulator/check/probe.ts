import { answerReason } from '../sender/answer-reason.ts';
import { isTaken } from '../sender/ledger.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import { afterHostMs } from '../time/host-time.ts';
import type { CaseContext } from './case.ts';
import type { CheckEnd } from './check-end.ts';
import { sendCase } from './send-case.ts';
import { writerOf } from './writer.ts';

/** Pauses before a target is tried again: it may be starting anew, or busy for a moment. */
const PAUSES_MS: readonly number[] = [0, 500, 2_000];

/**
 * Whether a target can go on after a case that went wrong: a connection is made, and one good notification is sent, in a place of its
 * own. Null where it can.
 *
 * @param accepted a good notification was accepted before; where none ever was, a refused one says nothing new
 */
export async function whyNotGoOn(
  end: CheckEnd,
  context: CaseContext,
  { accepted, signal }: { readonly accepted: boolean; readonly signal: AbortSignal },
): Promise<EnvironmentTrouble | null> {
  let trouble: EnvironmentTrouble | null = null;
  for (const pauseMs of PAUSES_MS) {
    if (pauseMs > 0) await new Promise<void>((resolve) => void afterHostMs(pauseMs, resolve));
    if (signal.aborted) return null;
    trouble = (await end.reach()) ?? (accepted ? await whyNotAccepted(end, context, signal) : null);
    // A target that does not answer in time is not asked three times.
    if (trouble === null || trouble.code === SILENT) return trouble;
  }
  return trouble;
}

const SILENT = 'NO_ANSWER';

async function whyNotAccepted(
  end: CheckEnd,
  context: CaseContext,
  signal: AbortSignal,
): Promise<EnvironmentTrouble | null> {
  const opened = await end.openCase('probe', signal);
  if ('kind' in opened) return opened;
  try {
    const request = writerOf('probe', context).write('loaded');
    const [sent] = await sendCase([{ manner: 'in turn', requests: [request] }], {
      url: opened.url,
      transport: await end.openTransport(),
      poolSize: 1,
      responseTimeoutSeconds: end.responseTimeoutSeconds,
      proxy: end.proxy,
      signal,
    });
    const outcome = sent?.outcome ?? null;
    if (outcome === null || isTaken(outcome)) return null;
    const reason = answerReason(outcome.detail);
    const said = outcome.kind === 'answered' ? `answered ${outcome.status}` : outcome.kind;
    return {
      kind: 'environment',
      code: outcome.kind === 'timed out' ? SILENT : 'NOT_ACCEPTED',
      message: `the target no longer accepts good notifications (${said}${reason === '' ? '' : `: ${reason}`})`,
      hint: 'look into its log, and start it again before the next check',
    };
  } finally {
    await opened.close();
  }
}
