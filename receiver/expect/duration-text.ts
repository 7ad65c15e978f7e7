import { durationText } from '../document/duration.ts';

/** A duration for sentences: `10 s`, `200 ms`, `2m50s`. Fractions of a millisecond are rounded away. */
export function spacedDuration(ms: number): string {
  const text = durationText(ms);
  return text.replace(/^(-?\d+)([a-z]+)$/, '$1 $2');
}
