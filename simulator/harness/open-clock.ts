import type { ClockSetting } from '../scenario/clock-setting.ts';
import type { Clock } from '../time/clock.ts';
import { RealClock } from '../time/real-clock.ts';
import { VirtualClock } from '../time/virtual-clock.ts';

/** The clock of a run, standing at its first instant. */
export function openClock(setting: ClockSetting, epochMs: number): Clock {
  return setting.kind === 'virtual'
    ? new VirtualClock({ epochMs })
    : new RealClock({ epochMs, speed: setting.speed });
}
