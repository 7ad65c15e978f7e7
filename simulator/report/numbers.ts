/** Thousands apart, as people read numbers. */
export function numberText(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1 notification`, `2,000 notifications`. */
export function count(value: number, one: string): string {
  return `${numberText(value)} ${value === 1 ? one : `${one}s`}`;
}

/** `1.20 s`. */
export function secondsText(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}
