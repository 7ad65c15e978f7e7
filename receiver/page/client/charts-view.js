// @ts-check
// The four statistics of the chosen group over time, one under the same time as the others: pointing at one points at all.
/** @import { SeriesMessage, StatisticName } from '../../control/messages.ts' */
/** @import { Api } from './api.js' */
/** @import { Group } from './group-book.js' */
/** @import { TimeWindow } from './time-line.js' */

import { durationText, percentText } from './amount-text.js';
import { Chart } from './chart.js';
import { byId, say } from './element.js';
import { atMostEvery } from './per-frame.js';
import { durationScale, valueScale } from './scale.js';
import { visibleText } from './visible-text.js';

const POINTS = 300;
const EVERY_MS = 1_000;

const percentTick = (/** @type {number} */ value) => `${Number((value * 100).toFixed(2))} %`;

/** @type {readonly (readonly [StatisticName, import('./chart.js').ChartOptions])[]} */
const CHARTS = [
  [
    'busyFactor',
    {
      title: 'Busy factor',
      meaning: "share of the agents' logged-in time spent on calls of this group (inferred)",
      atLeast: 1,
      scale: valueScale,
      valueText: percentText,
      tickText: percentTick,
    },
  ],
  [
    'hitRatio',
    {
      title: 'Hit ratio',
      meaning: 'live answers divided by dial attempts (inferred)',
      atLeast: 0.1,
      scale: valueScale,
      valueText: percentText,
      tickText: percentTick,
    },
  ],
  [
    'overdialRate',
    {
      title: 'Overdial rate',
      meaning: 'abandoned and dropped calls divided by calls answered by live parties',
      atLeast: 0.02,
      scale: valueScale,
      valueText: percentText,
      tickText: percentTick,
    },
  ],
  [
    'timeToComplete',
    {
      title: 'Time to complete',
      meaning: 'ready records divided by processing speed',
      atLeast: 60,
      scale: durationScale,
      valueText: durationText,
      tickText: durationText,
    },
  ],
];

export class ChartsView {
  #api;
  #title = byId('charts-title', HTMLElement);
  #grid = byId('chart-grid', HTMLElement);
  #charts = CHARTS.map(([name, options]) => ({ name, chart: new Chart(options) }));
  /** @type {Group | null} */
  #group = null;
  /** @type {SeriesMessage | null} */
  #series = null;
  /** @type {TimeWindow} */
  #window = { fromMs: 0, untilMs: 1 };
  #ask = atMostEvery(EVERY_MS, () => this.#fetch());

  /** @param {Api} api */
  constructor(api) {
    this.#api = api;
    for (const { chart } of this.#charts) {
      this.#grid.append(chart.figure);
      chart.figure.addEventListener('mousemove', (event) => {
        if (!(event.target instanceof SVGElement)) return;
        const left = event.target.closest('svg')?.getBoundingClientRect().left ?? 0;
        this.#point(chart.instantAt(event.clientX - left, this.#window));
      });
      chart.figure.addEventListener('mouseleave', () => this.#point(null));
    }
    new ResizeObserver(() => this.draw()).observe(this.#grid);
  }

  /** @param {Group} group */
  choose(group) {
    if (group.key !== this.#group?.key) this.#series = null;
    this.#group = group;
    say(this.#title, `Statistics of ${visibleText(group.name)}`);
    this.#fetch();
  }

  /** The chosen group has news. */
  news() {
    this.#ask();
  }

  /** @param {TimeWindow} window */
  setWindow(window) {
    this.#window = window;
    this.draw();
  }

  draw() {
    const { atMs = [], series } = this.#series ?? {};
    const { fromMs, untilMs } = this.#window;
    const first = atMs.findIndex((at) => at >= fromMs);
    const from = first === -1 ? atMs.length : first;
    const until = atMs.findLastIndex((at) => at <= untilMs) + 1;
    for (const { name, chart } of this.#charts) {
      const { last = [], min = [], max = [] } = series?.[name] ?? {};
      chart.show(
        atMs.slice(from, until),
        { last: last.slice(from, until), min: min.slice(from, until), max: max.slice(from, until) },
        this.#window,
      );
    }
  }

  clear() {
    this.#group = null;
    this.#series = null;
    say(this.#title, 'Statistics');
    this.draw();
  }

  async #fetch() {
    const group = this.#group;
    if (group === null) return;
    const outcome = await this.#api.statistics(group.name, group.tenant, POINTS);
    if (this.#group?.key !== group.key) return;
    if (outcome.kind === 'ok') this.#series = outcome.value;
    this.draw();
  }

  /** @param {number | null} atMs */
  #point(atMs) {
    for (const { chart } of this.#charts) chart.point(atMs);
  }
}
