import type { Contract } from '../contract/contract.ts';
import type { ReleaseName } from '../contract/releases.ts';
import type { ReceiverOptions as CoreOptions } from '../receiver.ts';

/** How a receiver is started; whatever is left out has its default. */
export interface ReceiverOptions extends CoreOptions {
  /** Which OCS is expected to post; it decides the type of the notifications. Default `8.1.5-draft`, which has all events. */
  readonly release?: ReleaseName;
  /** A site's contract, as `loadContract` gives it, in place of a release's. Its notifications are plain JSON objects. */
  readonly contract?: Contract;
}
