// @ts-check
// Round numbers along an axis.

/**
 * A round upper end at or above `most`, and the ticks from 0 up to it.
 * @param {number} most
 * @param {number} atLeast the axis never ends below this
 * @param {number} [wanted] about so many steps
 * @returns {{ readonly top: number, readonly ticks: readonly number[] }}
 */
export function valueScale(most, atLeast, wanted = 4) {
  const top = Math.max(most, atLeast);
  const raw = top / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = (ROUND.find((each) => each * power >= raw * 0.999) ?? 10) * power;
  const steps = Math.ceil(top / step - 1e-9);
  return { top: steps * step, ticks: Array.from({ length: steps + 1 }, (_, index) => index * step) };
}

const ROUND = [1, 2, 2.5, 5, 10];

/**
 * The same for durations in seconds, whose round numbers are minutes, hours and days.
 * @param {number} most
 * @param {number} atLeast
 * @param {number} [wanted]
 * @returns {{ readonly top: number, readonly ticks: readonly number[] }}
 */
export function durationScale(most, atLeast, wanted = 4) {
  const raw = Math.max(most, atLeast) / wanted;
  const step = TIME_STEPS.find((each) => each >= raw * 1_000);
  if (step === undefined || step < SECOND) return valueScale(most, atLeast, wanted);
  const seconds = step / 1_000;
  const steps = Math.ceil(Math.max(most, atLeast) / seconds - 1e-9);
  return { top: steps * seconds, ticks: Array.from({ length: steps + 1 }, (_, index) => index * seconds) };
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((each) => each * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((each) => each * MINUTE),
  ...[1, 2, 3, 6, 12].map((each) => each * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((each) => each * DAY),
];

/**
 * Round instants between two instants, with labels no more exact than their distance asks for.
 * @param {number} fromMs
 * @param {number} untilMs
 * @param {number} wanted at most so many
 * @returns {readonly { readonly atMs: number, readonly label: string }[]}
 */
export function timeTicks(fromMs, untilMs, wanted) {
  const raw = (untilMs - fromMs) / Math.max(1, wanted);
  const step = TIME_STEPS.find((each) => each >= raw) ?? 365 * DAY;
  const ticks = [];
  for (let atMs = Math.ceil(fromMs / step) * step; atMs <= untilMs; atMs += step) {
    ticks.push({ atMs, label: tickLabel(atMs, step) });
  }
  return ticks;
}

/**
 * @param {number} atMs
 * @param {number} step
 */
function tickLabel(atMs, step) {
  const text = new Date(atMs).toISOString();
  if (step >= DAY) return text.slice(5, 10);
  if (step >= MINUTE) return text.slice(11, 16) === '00:00' ? text.slice(5, 10) : text.slice(11, 16);
  if (step >= SECOND) return text.slice(11, 19);
  return step >= 100 ? text.slice(11, 21) : text.slice(11, 23);
}
