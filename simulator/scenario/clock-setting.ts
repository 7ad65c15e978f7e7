// How fast campaign time passes, as it is written. The command line's options know this; clocks and shapes have files of their own.

/** How campaign time passes in a run: as fast as the work allows, or so many campaign seconds a real second. */
export type ClockSetting =
  | { readonly kind: 'virtual' }
  | { readonly kind: 'real' | 'scaled'; readonly speed: number };

const FASTEST = 100_000;

/** Reads `virtual`, `real` or a speed such as `60x`; null for anything else. */
export function parseClock(written: string): ClockSetting | null {
  if (written === 'virtual') return { kind: 'virtual' };
  if (written === 'real') return { kind: 'real', speed: 1 };
  const speed = /^(\d+(?:\.\d+)?)x$/.exec(written)?.[1];
  if (speed === undefined || Number(speed) <= 0 || Number(speed) > FASTEST) return null;
  return Number(speed) === 1 ? { kind: 'real', speed: 1 } : { kind: 'scaled', speed: Number(speed) };
}

/** What can be written there, for people. */
export const CLOCK_WORDS = 'virtual, real, or a speed such as 60x';
