export { parseInstantMs, sinceEpochText } from '../../receiver/document/instant-text.ts';

/** Campaign time begins here unless the scenario says otherwise, so that the same scenario gives the same bytes on any day. */
export const DEFAULT_EPOCH_MS = Date.UTC(2026, 0, 1);

/** `2026-01-01T00:02:30.000`, the form of OCS's log lines (time_format ISO, documented); in UTC so that it repeats. */
export function logInstantText(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, -1);
}
