/** `00:02:30.000`, with days in front where there are any: how far an instant is from the beginning of campaign time. */
export function sinceEpochText(ms: number): string {
  const sign = ms < 0 ? '-' : '';
  let rest = Math.abs(Math.round(ms));
  const days = Math.floor(rest / 86_400_000);
  rest -= days * 86_400_000;
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = `${two(Math.floor(rest / 3_600_000))}:${two(Math.floor(rest / 60_000) % 60)}:${two(Math.floor(rest / 1_000) % 60)}`;
  return `${sign}${days > 0 ? `${days}d ` : ''}${clock}.${String(rest % 1_000).padStart(3, '0')}`;
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;

/**
 * Milliseconds since 1970 of a date or date-time in ISO 8601; null where the text is none, or names a day or a time that does not
 * exist. A time without a zone is UTC.
 */
export function parseInstantMs(text: string): number | null {
  const [, date, hours, zone] = INSTANT.exec(text) ?? [];
  if (date === undefined) return null;
  // The platform takes the 30th of February for the 2nd of March.
  const day = Date.parse(date);
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date) return null;
  const ms = Date.parse(hours !== undefined && zone === undefined ? `${text}Z` : text);
  return Number.isNaN(ms) ? null : ms;
}
