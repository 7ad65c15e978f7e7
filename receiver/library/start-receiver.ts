// The receiver as a library: one that can be waited for and judged in the words of a scenario.
// record -> received.ts reads it -> history.ts -> waiting.ts, judging.ts, and the matchers of receiver/vitest.

import { type Contract, contractOf, type JsonObject } from '../contract/contract.ts';
import { identifier } from '../contract/identify.ts';
import type { NotificationOf } from '../contract/notification.generated.ts';
import type { DEFAULT_RELEASE, ReleaseName } from '../contract/releases.ts';
import { type Receiver as CoreReceiver, startReceiver as startCore } from '../receiver.ts';
import { steadyNowMs, WALL_CLOCK } from '../wall-clock.ts';
import { checkOptions } from './check-options.ts';
import { History } from './history.ts';
import { recordReader } from './received.ts';
import { ReceiverError } from './receiver-error.ts';
import type { ReceiverOptions } from './receiver-options.ts';
import { type Watching, watching } from './watching.ts';

/** A receiver that has been started; `Typed` is what a conforming notification is; any receiver is a `Receiver`. */
export interface Receiver<Typed = unknown> extends CoreReceiver, Watching<Typed> {}

/**
 * Starts a receiver that knows the contract: rules of its reply plan may name events and groups. Dispose of it with `await using`, or
 * close it. @throws ReceiverError `bad-option`, `cannot-listen` (a port in use and the like), `cannot-journal`
 */
function startReceiver(
  options: ReceiverOptions & { readonly contract: Contract },
): Promise<Receiver<JsonObject>>;
function startReceiver<Release extends ReleaseName = typeof DEFAULT_RELEASE>(
  options?: ReceiverOptions & { readonly release?: Release },
): Promise<Receiver<NotificationOf[Release]>>;
async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver<unknown>> {
  checkOptions(options);
  const { release, contract = contractOf(release), ...core } = options;
  const identify = identifier(contract);
  const receiver = await startCore({
    identify: ({ content }) => {
      if (content.kind !== 'object') return { event: null, group: null };
      const { event, state, campaignGroup, tenantCcid } = identify(content.value);
      return { event, state, group: campaignGroup, tenant: tenantCcid };
    },
    ...core,
  });
  if (receiver.kind !== 'receiver') {
    const { kind, code, message, hint } = receiver;
    const trouble = kind === 'cannot listen' ? 'cannot-listen' : 'cannot-journal';
    throw new ReceiverError(trouble, `${message} (${code})`, hint);
  }
  const reader = recordReader<unknown>(contract);
  const history = new History({
    journal: receiver.journal,
    nowMs: options.nowMs ?? steadyNowMs,
    read: reader.arrival,
  });
  return watching(receiver, {
    contract,
    history,
    reader,
    after: options.after ?? WALL_CLOCK.after,
  });
}

export { startReceiver };
