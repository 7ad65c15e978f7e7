// Matchers for vitest on receivers: importing this file, in a test or among vitest's setupFiles, is all there is to do.

import { expect } from 'vitest';
import type { ReceiverMatchers } from './matcher-types.ts';
import { receiverMatchers } from './matchers.ts';

export type { CadenceOptions, OrderOptions, ReceiverMatchers } from './matcher-types.ts';
export { receiverMatchers } from './matchers.ts';

expect.extend(receiverMatchers);

declare module 'vitest' {
  // The parameters have to be those of the declaration that this one is merged with.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends ReceiverMatchers<R> {}
}
