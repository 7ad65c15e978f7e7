/** Thousands apart, as people read numbers. */
export function numberText(value: number): string {
  // The locale of a whole number is not asked: loading it takes longer than all the rest of a report.
  return Number.isSafeInteger(value)
    ? String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
    : value.toLocaleString('en-US');
}

/** `1 notification`, `2,000 notifications`. */
export function count(value: number, one: string): string {
  return `${numberText(value)} ${value === 1 ? one : `${one}s`}`;
}

/** `1.20 s`. */
export function secondsText(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}
