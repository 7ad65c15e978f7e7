import { durationText } from '../document/duration.ts';

/** A duration for sentences: `10 s`, `10.2 s`, `200 ms`, `2m50s`, `0 ms`. Fractions of a millisecond are rounded away. */
export function spacedDuration(ms: number): string {
  const whole = Math.round(ms);
  if (Math.abs(whole) > 1_000 && Math.abs(whole) < 60_000) return `${whole / 1_000} s`;
  const text = whole === 0 ? '0ms' : durationText(whole);
  return text.replace(/^(-?\d+)([a-z]+)$/, '$1 $2');
}
