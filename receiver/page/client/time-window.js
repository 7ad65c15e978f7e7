// @ts-check
// Which stretch of time the time lines and the charts show: all of it, or the last part before the newest notification. Campaign time
// may run faster than ours, so the newest notification is "now".
/** @import { Group } from './group-book.js' */
/** @import { TimeWindow } from './time-line.js' */

import { byId, element } from './element.js';

const SPANS = [
  ['all', 0],
  ['last 24 hours', 86_400_000],
  ['last hour', 3_600_000],
  ['last 10 minutes', 600_000],
  ['last minute', 60_000],
];

export class TimeWindowChoice {
  #select = byId('window', HTMLSelectElement);

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.#select.append(...SPANS.map(([label, ms]) => element('option', { value: ms ?? 0 }, String(label))));
    this.#select.addEventListener('change', onChange);
  }

  /**
   * @param {readonly Group[]} groups
   * @returns {TimeWindow}
   */
  of(groups) {
    if (groups.length === 0) return { fromMs: 0, untilMs: 1_000 };
    const first = groups.reduce(
      (least, { firstAtMs }) => Math.min(least, firstAtMs),
      Number.POSITIVE_INFINITY,
    );
    const last = groups.reduce((most, { lastAtMs }) => Math.max(most, lastAtMs), Number.NEGATIVE_INFINITY);
    const span = Number(this.#select.value);
    const untilMs = Math.max(last, first + 1_000);
    return { fromMs: span === 0 ? first : Math.max(first, untilMs - span), untilMs };
  }
}
