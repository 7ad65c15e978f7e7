const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/y;

/** Milliseconds of a duration such as `500ms`, `90s`, `2m50s`, `24h`, `1d`; null where the text is none. */
export function parseDurationMs(text: string): number | null {
  const compact = text.replaceAll(' ', '');
  let total = 0;
  PART.lastIndex = 0;
  let end = 0;
  while (end < compact.length) {
    const part = PART.exec(compact);
    if (part === null) return null;
    total += Number(part[1]) * UNITS_MS[part[2]!]!;
    end = PART.lastIndex;
  }
  return end === 0 || !Number.isFinite(total) ? null : Math.round(total);
}

/** The shortest text that `parseDurationMs` reads back: `2m50s`, `24h`, `200ms`, `0s`. */
export function durationText(ms: number): string {
  if (ms === 0) return '0s';
  let rest = Math.abs(Math.round(ms));
  let text = ms < 0 ? '-' : '';
  for (const [unit, size] of [
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
    ['ms', 1],
  ] as const) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text;
}
