export { sinceEpochText } from '../../receiver/document/instant-text.ts';

/** Campaign time begins here unless the scenario says otherwise, so that the same scenario gives the same bytes on any day. */
export const DEFAULT_EPOCH_MS = Date.UTC(2026, 0, 1);

/** `2026-01-01T00:02:30.000`, the form of OCS's log lines (time_format ISO, documented); in UTC so that it repeats. */
export function logInstantText(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, -1);
}

/** Milliseconds since 1970 of an ISO date-time; null where the text is none. A time without a zone is UTC. */
export function parseInstantMs(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return null;
  // The platform takes the 30th of February for the 2nd of March.
  const day = Date.parse(text.slice(0, 10));
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== text.slice(0, 10)) return null;
  const zoned = /T/.test(text) && !/(Z|[+-]\d{2}:\d{2})$/.test(text) ? `${text}Z` : text;
  const ms = Date.parse(zoned);
  return Number.isNaN(ms) ? null : ms;
}
