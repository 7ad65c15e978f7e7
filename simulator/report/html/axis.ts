import { durationText } from '../../../receiver/document/duration.ts';
import { element, type Markup } from './markup.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Steps between ticks, in milliseconds; beyond the last one whole days. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500]
  .concat([1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND))
  .concat([1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE))
  .concat([1, 2, 3, 6, 12, 24, 48].map((hours) => hours * HOUR));
const MOST_TICKS = 6;

/** Campaign time below bands or a chart: round instants from the beginning to the end. */
export function axis(campaignMs: number): Markup {
  const end = Math.max(1, campaignMs);
  const step =
    STEPS.find((each) => end / each <= MOST_TICKS) ?? Math.ceil(end / MOST_TICKS / (24 * HOUR)) * 24 * HOUR;
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
  return element(
    'svg',
    { class: 'axis', height: 16, 'aria-hidden': 'true' },
    ticks.map((atMs, index) => {
      const part = Math.round((atMs / end) * 10_000) / 100;
      const anchor = index === 0 ? null : part > 97 ? 'end' : 'middle';
      return element(
        'text',
        { x: `${part}%`, y: 12, 'text-anchor': anchor, class: index % 2 === 1 ? 'odd' : null },
        durationText(atMs),
      );
    }),
  );
}
