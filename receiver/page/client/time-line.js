// @ts-check
// One group's life as a band on a canvas: the state by colour and by height, so that it reads without colour too; events on it.
/** @import { Group, Stage } from './group-book.js' */

/** @typedef {{ readonly fromMs: number, readonly untilMs: number }} TimeWindow */

/** Share of the band's height by state. */
const HEIGHT = {
  NotLoaded: 0.12,
  InActive: 0.12,
  WaitingUnload: 0.28,
  UnloadInProgress: 0.28,
  Active: 0.45,
  Running: 1,
};
const BAND = 18;
const MARKED = new Set(['dial mode changed', 'general info', 'unloaded forcefully']);

/** Custom properties of tokens.css, by state. */
export const STATE_COLOURS = {
  NotLoaded: '--state-not-loaded',
  InActive: '--state-not-loaded',
  WaitingUnload: '--state-unloading',
  UnloadInProgress: '--state-unloading',
  Active: '--state-active',
  Running: '--state-running',
};

/**
 * A canvas made as large as it is shown, in the screen's own pixels.
 * @param {HTMLCanvasElement} canvas
 */
export function contextOf(canvas) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}

/** Reads the colours in force, once a drawing. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  return (/** @type {string} */ name) => style.getPropertyValue(name);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Group} group
 * @param {TimeWindow} window
 * @param {(name: string) => string} colour
 * @param {number | null} keptFromMs records before this instant are gone
 */
export function drawTimeLine(canvas, group, { fromMs, untilMs }, colour, keptFromMs) {
  const made = contextOf(canvas);
  if (made === null) return;
  const { context, width, height } = made;
  const base = (height + BAND) / 2;
  const x = (/** @type {number} */ atMs) =>
    ((atMs - fromMs) / Math.max(1, untilMs - fromMs)) * (width - 4) + 2;
  context.fillStyle = colour('--line');
  context.fillRect(0, base - 1, width, 1);
  if (keptFromMs !== null) hatch(context, Math.min(width, x(keptFromMs)), height, colour('--gap'));
  const [oldest] = group.stages;
  if (group.earlier > 0 && oldest !== undefined) hatch(context, x(oldest.atMs), height, colour('--faint'));
  const bands = bandsOf(group.stages);
  bands.forEach((stage, index) => {
    const next = bands[index + 1];
    const end = Math.min(width, x(next?.atMs ?? Math.max(group.lastAtMs, stage.atMs)));
    const start = Math.max(0, x(stage.atMs));
    if (end < 0 || start > width || stage.state === null) return;
    const high = BAND * HEIGHT[stage.state];
    context.fillStyle = colour(STATE_COLOURS[stage.state]);
    context.fillRect(start, base - high, Math.max(2, end - start), high);
    if (stage.state === 'Running') modeLabel(context, stage, start, end, base, colour);
  });
  // Of markers that would lie on one another only the first is drawn, but the end of a group always.
  let free = Number.NEGATIVE_INFINITY;
  for (const stage of group.stages) {
    const at = x(stage.atMs);
    if (stage.event === 'unloaded forcefully' || (MARKED.has(stage.event) && at >= free)) {
      marker(context, stage, at, base, colour);
      free = at + 7;
    }
  }
}

/**
 * The stages that change something to be seen.
 * @param {readonly Stage[]} stages
 */
function bandsOf(stages) {
  return stages.filter(({ state, dialMode }, index) => {
    const before = stages[index - 1];
    return (
      before === undefined || before.state !== state || (state === 'Running' && before.dialMode !== dialMode)
    );
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Stage} stage
 * @param {number} start
 * @param {number} end
 * @param {number} base
 * @param {(name: string) => string} colour
 */
function modeLabel(context, { dialMode }, start, end, base, colour) {
  if (dialMode === null || end - start < 34) return;
  context.font = `600 10.5px ${colour('--font')}`;
  context.fillStyle = colour('--on-running');
  if (context.measureText(dialMode).width + 12 < end - start)
    context.fillText(dialMode, start + 7, base - 5.5);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Stage} stage
 * @param {number} at
 * @param {number} base
 * @param {(name: string) => string} colour
 */
function marker(context, { event }, at, base, colour) {
  if (event === 'dial mode changed') {
    context.fillStyle = colour('--surface');
    context.fillRect(at - 1, base - BAND, 2, BAND);
  } else if (event === 'general info') {
    context.beginPath();
    context.arc(at, base - BAND / 2, 3, 0, 2 * Math.PI);
    context.fillStyle = colour('--surface');
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = colour('--ink');
    context.stroke();
  } else if (event === 'unloaded forcefully') {
    context.fillStyle = colour('--bad');
    context.fillRect(at - 1.5, base - BAND, 3, BAND);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} until
 * @param {number} height
 * @param {string} colour
 */
function hatch(context, until, height, colour) {
  if (until <= 0) return;
  context.save();
  context.beginPath();
  context.rect(0, 0, until, height);
  context.clip();
  context.strokeStyle = colour;
  context.globalAlpha = 0.45;
  context.beginPath();
  for (let at = -height; at < until; at += 6) {
    context.moveTo(at, height);
    context.lineTo(at + height, 0);
  }
  context.stroke();
  context.restore();
}

/**
 * What happened nearest to a place on the band, within a few pixels; else the state there.
 * @param {Group} group
 * @param {number} atMs
 * @param {number} toleranceMs
 * @returns {Stage | null}
 */
export function stageAt(group, atMs, toleranceMs) {
  const near = group.stages.filter((stage) => Math.abs(stage.atMs - atMs) <= toleranceMs);
  const nearest = near.sort((a, b) => Math.abs(a.atMs - atMs) - Math.abs(b.atMs - atMs))[0];
  return nearest ?? group.stages.findLast((stage) => stage.atMs <= atMs) ?? null;
}
