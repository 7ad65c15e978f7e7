/** As ISO 8601 and its relatives write an instant: date, time of day, fraction, zone. */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,12}))?\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/;

const QUARTER_MS = 15 * 60_000;
/** The largest distance of two zones on earth. */
const FARTHEST_MS = 26 * 60 * 60_000;

interface Written {
  /** What it says, as if it were UTC, in whole seconds. */
  readonly localMs: number;
  readonly fraction: string;
  /** As written; null without one. */
  readonly zone: string | null;
  readonly offsetMs: number;
}

/** What happened to an instant; null where the texts are no instants, or have nothing to do with one another. */
export type InstantChange = 'time zone' | 'precision' | null;

/**
 * How one text became another where both name an instant: the same one by another zone, one that is off by whole quarters of an
 * hour (so a zone was lost or added), or one with other digits after the second.
 */
export function instantChange(sent: string, stored: string): InstantChange {
  const a = read(sent);
  const b = read(stored);
  if (a === null || b === null) return null;
  const between = a.localMs - b.localMs;
  if (between === 0 && a.zone === b.zone) return a.fraction === b.fraction ? null : 'precision';
  if (a.zone !== b.zone && between - a.offsetMs + b.offsetMs === 0) return 'time zone';
  return between % QUARTER_MS === 0 && Math.abs(between) <= FARTHEST_MS && sameFraction(a, b)
    ? 'time zone'
    : null;
}

/** The instant that a text names, in milliseconds since 1970, UTC where it names no zone; null for any other text. */
export function instantOf(text: string): number | null {
  const written = read(text);
  if (written === null) return null;
  return written.localMs - written.offsetMs + Math.trunc(Number(`0.${written.fraction || 0}`) * 1_000);
}

function read(text: string): Written | null {
  if (text.length > 50) return null;
  const match = INSTANT.exec(text);
  if (match === null) return null;
  const [, date, time, fraction = '', zone = null] = match;
  const localMs = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(localMs)) return null;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '') ?? [];
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return { localMs, fraction, zone, offsetMs: sign === '-' ? -offset : offset };
}

function sameFraction(a: Written, b: Written): boolean {
  return a.fraction.replace(/(?<!0)0+$/, '') === b.fraction.replace(/(?<!0)0+$/, '');
}
