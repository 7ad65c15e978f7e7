// @ts-check
// One statistic over time, drawn by hand: the line of the last values, behind it the band from the smallest to the largest of each
// stretch, a break where nothing was known.
/** @import { StatisticSeries } from '../../control/messages.ts' */
/** @import { TimeWindow } from './time-line.js' */

import { timeText } from './amount-text.js';
import { drawing, element, say } from './element.js';
import { timeTicks } from './scale.js';

const LEFT = 46;
const RIGHT = 12;
const TOP = 8;
const BOTTOM = 20;

/**
 * @typedef {object} ChartOptions
 * @property {string} title
 * @property {string} meaning
 * @property {number} atLeast the axis never ends below this
 * @property {(most: number, atLeast: number, wanted: number) => { readonly top: number, readonly ticks: readonly number[] }} scale
 * @property {(value: number) => string} valueText
 * @property {(value: number) => string} tickText
 */

export class Chart {
  #options;
  #value = element('output', { class: 'value' });
  #extent = element('span', { class: 'extent' });
  #drawing = drawing('svg', { role: 'img', focusable: 'false' });
  #cross = drawing('g', { class: 'cross', visibility: 'hidden' });
  /** @type {{ x: (atMs: number) => number, y: (value: number) => number, height: number } | null} */
  #place = null;
  /** @type {readonly number[]} */
  #atMs = [];
  /** @type {StatisticSeries} */
  #series = { last: [], min: [], max: [] };
  figure;

  /** @param {ChartOptions} options */
  constructor(options) {
    this.#options = options;
    this.figure = element(
      'figure',
      { class: 'chart' },
      element(
        'figcaption',
        { title: options.meaning },
        element('span', { class: 'title' }, options.title),
        this.#extent,
        this.#value,
      ),
    );
    this.figure.append(this.#drawing);
  }

  /**
   * @param {readonly number[]} atMs
   * @param {StatisticSeries} series
   * @param {TimeWindow} window
   */
  show(atMs, series, window) {
    this.#atMs = atMs;
    this.#series = series;
    const width = this.#drawing.clientWidth;
    const height = this.#drawing.clientHeight;
    if (width === 0 || height === 0) return;
    const known = series.max.filter((value) => value !== null);
    const { top, ticks } = this.#options.scale(
      Math.max(0, ...known),
      this.#options.atLeast,
      height > 130 ? 4 : 2,
    );
    const { fromMs, untilMs } = window;
    const x = (/** @type {number} */ at) =>
      LEFT + ((at - fromMs) / Math.max(1, untilMs - fromMs)) * (width - LEFT - RIGHT);
    const y = (/** @type {number} */ value) => height - BOTTOM - (value / top) * (height - TOP - BOTTOM);
    this.#place = { x, y, height };
    this.#drawing.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#drawing.replaceChildren(
      ...ticks.map((tick) => this.#grid(tick, y(tick), width)),
      ...timeTicks(fromMs, untilMs, (width - LEFT) / 66).map(({ atMs: at, label }) =>
        drawing('text', { class: 'tick time', x: x(at), y: height - 4 }, label),
      ),
      ...this.#bands(x, y),
      ...this.#lines(x, y),
      this.#cross,
    );
    this.#tell();
    this.#drawing.setAttribute('aria-label', this.#label(known));
  }

  /**
   * Shows the value at an instant, or the last one.
   * @param {number | null} atMs
   */
  point(atMs) {
    const index = atMs === null ? null : nearest(this.#atMs, atMs);
    this.#tell(index);
    const at = index === null ? undefined : this.#atMs[index];
    const value = index === null ? null : (this.#series.last[index] ?? null);
    if (at === undefined || this.#place === null) {
      this.#cross.setAttribute('visibility', 'hidden');
      return;
    }
    const { x, y, height } = this.#place;
    this.#cross.replaceChildren(
      drawing('line', { x1: x(at), x2: x(at), y1: TOP, y2: height - BOTTOM }),
      ...(value === null ? [] : [drawing('circle', { cx: x(at), cy: y(value), r: 4 })]),
    );
    this.#cross.setAttribute('visibility', 'visible');
  }

  /**
   * The instant under a place on the drawing.
   * @param {number} offsetX
   * @param {TimeWindow} window
   */
  instantAt(offsetX, { fromMs, untilMs }) {
    const share = (offsetX - LEFT) / Math.max(1, this.#drawing.clientWidth - LEFT - RIGHT);
    return fromMs + Math.min(1, Math.max(0, share)) * (untilMs - fromMs);
  }

  /** @param {number | null} [index] */
  #tell(index = null) {
    const { valueText } = this.#options;
    const { last } = this.#series;
    if (index !== null) {
      const value = last[index] ?? null;
      say(this.#extent, timeText(this.#atMs[index] ?? 0));
      say(this.#value, value === null ? 'not known' : valueText(value));
      return;
    }
    const value = last.findLast((each) => each !== null);
    const known = [...this.#series.min, ...this.#series.max].filter((each) => each !== null);
    say(this.#value, value === undefined || value === null ? 'not known yet' : valueText(value));
    const span =
      known.length < 2 ? '' : `${valueText(Math.min(...known))} to ${valueText(Math.max(...known))}`;
    say(this.#extent, span);
  }

  /** @param {readonly number[]} known */
  #label(known) {
    const { title, valueText } = this.#options;
    const last = this.#series.last.findLast((value) => value !== null);
    if (last === undefined || last === null) return `${title}: not known yet`;
    return `${title}: ${valueText(last)} at the end, at most ${valueText(Math.max(...known))}`;
  }

  /**
   * @param {number} tick
   * @param {number} y
   * @param {number} width
   */
  #grid(tick, y, width) {
    return drawing(
      'g',
      { class: 'grid' },
      drawing('line', { x1: LEFT, x2: width - RIGHT, y1: y, y2: y }),
      drawing('text', { class: 'tick', x: LEFT - 7, y: y + 4 }, this.#options.tickText(tick)),
    );
  }

  /**
   * @param {(atMs: number) => number} x
   * @param {(value: number) => number} y
   */
  #bands(x, y) {
    return this.#runs().map((run) => {
      const upper = run.map((index) => `${x(this.#atMs[index] ?? 0)},${y(this.#series.max[index] ?? 0)}`);
      const lower = run.map((index) => `${x(this.#atMs[index] ?? 0)},${y(this.#series.min[index] ?? 0)}`);
      return drawing('polygon', { class: 'band', points: [...upper, ...lower.reverse()].join(' ') });
    });
  }

  /**
   * @param {(atMs: number) => number} x
   * @param {(value: number) => number} y
   */
  #lines(x, y) {
    return this.#runs().map((run) => {
      const points = run.map((index) => `${x(this.#atMs[index] ?? 0)},${y(this.#series.last[index] ?? 0)}`);
      const [only] = run;
      if (run.length === 1 && only !== undefined) {
        const at = this.#atMs[only] ?? 0;
        return drawing('circle', { class: 'dot', cx: x(at), cy: y(this.#series.last[only] ?? 0), r: 2.5 });
      }
      return drawing('polyline', { class: 'series', points: points.join(' ') });
    });
  }

  /** @returns {number[][]} stretches without a break, as indexes */
  #runs() {
    /** @type {number[][]} */
    const runs = [];
    this.#series.last.forEach((value, index) => {
      if (value === null) return;
      if (index > 0 && this.#series.last[index - 1] !== null) runs.at(-1)?.push(index);
      else runs.push([index]);
    });
    return runs;
  }
}

/**
 * @param {readonly number[]} sorted
 * @param {number} wanted
 */
function nearest(sorted, wanted) {
  if (sorted.length === 0) return null;
  let [low, high] = [0, sorted.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  return Math.abs((sorted[low] ?? 0) - wanted) <= Math.abs((sorted[high] ?? 0) - wanted) ? low : high;
}
