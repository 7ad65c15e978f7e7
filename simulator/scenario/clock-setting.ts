import { text } from '../../receiver/document/scalar-shapes.ts';
import { complain, refine, type Shape } from '../../receiver/document/shape.ts';
import type { Clock } from '../time/clock.ts';
import { RealClock } from '../time/real-clock.ts';
import { VirtualClock } from '../time/virtual-clock.ts';

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

export const CLOCK_WORDS = 'virtual, real, or a speed such as 60x';

export const clockShape: Shape<ClockSetting> = refine(
  text(CLOCK_WORDS, { pattern: '^(virtual|real|[0-9]+([.][0-9]+)?x)$' }),
  (value, node, reading) =>
    parseClock(value) ??
    complain(reading, 'bad-value', node.place, `expected ${CLOCK_WORDS}`, { found: JSON.stringify(value) }),
);

export function openClock(setting: ClockSetting, epochMs: number): Clock {
  return setting.kind === 'virtual'
    ? new VirtualClock({ epochMs })
    : new RealClock({ epochMs, speed: setting.speed });
}
