// @ts-check
// How times, durations, counts and sizes are said on the page. Times are UTC, as everywhere in the program.

/**
 * `12:03:04.567`
 * @param {number} atMs milliseconds since 1970
 */
export function timeText(atMs) {
  return isInstant(atMs) ? new Date(atMs).toISOString().slice(11, 23) : 'no time';
}

/**
 * `2026-01-01 12:03:04.567 UTC`
 * @param {number} atMs milliseconds since 1970
 */
export function instantText(atMs) {
  return isInstant(atMs) ? `${new Date(atMs).toISOString().slice(0, 23).replace('T', ' ')} UTC` : 'no time';
}

/** @param {number} atMs */
function isInstant(atMs) {
  return Math.abs(atMs) <= 8.64e15;
}

/**
 * `45 s`, `3m 20s`, `2h 5m`, `4d 3h`; two units at most.
 * @param {number} seconds
 */
export function durationText(seconds) {
  if (!Number.isFinite(seconds)) return String(seconds);
  if (Math.abs(seconds) < 60) return `${rounded(seconds)} s`;
  const whole = Math.round(Math.abs(seconds));
  const sign = seconds < 0 ? '−' : '';
  const [days, hours, minutes, rest] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3_600) % 24,
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  if (days > 0) return `${sign}${countText(days)}d${hours > 0 ? ` ${hours}h` : ''}`;
  if (hours > 0) return `${sign}${hours}h${minutes > 0 ? ` ${minutes}m` : ''}`;
  return `${sign}${minutes}m${rest > 0 ? ` ${rest}s` : ''}`;
}

/**
 * `85.2 %`
 * @param {number} fraction
 */
export function percentText(fraction) {
  return `${rounded(fraction * 100)} %`;
}

/**
 * `12,345`
 * @param {number} count
 */
export function countText(count) {
  return count.toLocaleString('en-US');
}

/**
 * `1 record`, `12,345 records`
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function ofThem(count, one, many = `${one}s`) {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/**
 * `665 B`, `1.2 kB`, `16.8 MB`
 * @param {number} bytes
 */
export function bytesText(bytes) {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/**
 * Three digits that matter at most.
 * @param {number} value
 */
function rounded(value) {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}
