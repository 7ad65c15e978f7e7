// fast-check with a seed: what passes here passes everywhere. FAST_CHECK_SEED hunts with another one.

import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20_260_101) });

export * from 'fast-check';
export default fc;
