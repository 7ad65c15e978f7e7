// The statistics of the groups over campaign time, as their periodic messages told them.

import { durationText } from '../../../receiver/document/duration.ts';
import type { RunResult } from '../../scenario/result.ts';
import type { StatisticsSample, Timeline } from '../../scenario/timeline.ts';
import { count } from '../numbers.ts';
import { axis } from './axis.ts';
import { element, type Markup } from './markup.ts';

/** Groups whose charts are drawn; the report `json` has them all. */
const MOST_GROUPS = 24;
const WIDTH = 1_000;
const HEIGHT = 100;

interface Statistic {
  readonly key: Exclude<keyof StatisticsSample, 'atMs'>;
  readonly title: string;
  readonly meaning: string;
  /** The axis never ends below this. */
  readonly atLeast: number;
  readonly text: (value: number) => string;
  /** Where the axis may end. */
  readonly tops: readonly number[];
}

const percent = (value: number): string => `${Math.round(value * 1_000) / 10} %`;

const FRACTIONS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
const DURATIONS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1_440, 2_880, 10_080, 43_200].map(
  (minutes) => minutes * 60,
);

const STATISTICS: readonly Statistic[] = [
  {
    key: 'busyFactor',
    title: 'Busy factor',
    meaning: 'how busy the agents were',
    atLeast: 1,
    text: percent,
    tops: FRACTIONS,
  },
  {
    key: 'hitRatio',
    title: 'Hit ratio',
    meaning: 'how many calls reached somebody',
    atLeast: 0.1,
    text: percent,
    tops: FRACTIONS,
  },
  {
    key: 'overdialRate',
    title: 'Overdial rate',
    meaning: 'how many answered calls found no agent',
    atLeast: 0.01,
    text: percent,
    tops: FRACTIONS,
  },
  {
    key: 'timeToComplete',
    title: 'Time to complete',
    meaning: 'estimated time to the end of the calling lists',
    atLeast: 60,
    text: (seconds) => durationText(Math.round(seconds) * 1_000),
    tops: DURATIONS,
  },
];

/** The charts of every group that dialed; null where none did. */
export function charts({ timelines, campaignMs }: RunResult): Markup | null {
  const dialed = timelines.filter(({ statistics }) => statistics.length > 1);
  if (dialed.length === 0) return null;
  const rest = dialed.length - MOST_GROUPS;
  return element(
    'section',
    { class: 'statistics' },
    element('h3', {}, 'Statistics while dialing'),
    dialed.slice(0, MOST_GROUPS).map((timeline, index) =>
      element(
        'details',
        { open: index === 0, class: 'charts' },
        element('summary', {}, element('bdi', {}, timeline.label)),
        element(
          'div',
          { class: 'chart-grid' },
          STATISTICS.map((statistic) => chart(statistic, timeline, Math.max(1, campaignMs))),
        ),
      ),
    ),
    rest > 0
      ? element('p', { class: 'faint' }, `and ${count(rest, 'more group')}: see the report json`)
      : null,
  );
}

function chart(statistic: Statistic, { label, statistics }: Timeline, campaignMs: number): Markup | null {
  const { key, title, meaning, atLeast, text, tops } = statistic;
  const known = statistics.flatMap((sample) => sample[key] ?? []);
  if (known.length === 0) return null;
  const highest = Math.max(atLeast, ...known);
  const top = tops.find((each) => each >= highest) ?? highest;
  const x = (atMs: number): number => round((atMs / campaignMs) * WIDTH);
  const y = (value: number): number => round(HEIGHT - (value / top) * HEIGHT);
  const least = text(Math.min(...known));
  const most = text(Math.max(...known));
  return element(
    'figure',
    { class: 'chart' },
    element(
      'figcaption',
      { title: meaning },
      element('span', { class: 'title' }, title),
      element('output', { class: 'value faint' }, least === most ? most : `${least} to ${most}`),
    ),
    element(
      'div',
      { class: 'plot' },
      element(
        'p',
        { class: 'scale', 'aria-hidden': 'true' },
        element('span', {}, text(top)),
        element('span', {}, text(0)),
      ),
      element(
        'svg',
        {
          role: 'img',
          viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
          preserveAspectRatio: 'none',
          'aria-label': `${title} of ${label}: ${meaning}, from ${least} to ${most}`,
          'data-top': top,
          'data-unit': key === 'timeToComplete' ? 'seconds' : 'fraction',
          'data-until': campaignMs,
        },
        [0, 0.5, 1].map((part) =>
          element('line', { class: 'grid', x1: 0, x2: WIDTH, y1: HEIGHT * part, y2: HEIGHT * part }),
        ),
        stretches(statistics, key).map((stretch) =>
          line(stretch.map(([atMs, value]) => `${x(atMs)},${y(value)}`)),
        ),
        element('line', { class: 'cross', y1: 0, y2: HEIGHT, x1: 0, x2: 0, visibility: 'hidden' }),
      ),
      element('span', {}),
      axis(campaignMs),
    ),
  );
}

function line(points: readonly string[]): Markup {
  // A stretch of one value would have no length.
  const shown = points.length === 1 ? [points[0]!, points[0]!] : points;
  return element('polyline', { class: 'series', points: shown.join(' ') });
}

/** The values with breaks where nothing was known, or where the group did not dial for long. */
function stretches(
  statistics: readonly StatisticsSample[],
  key: Statistic['key'],
): readonly (readonly (readonly [number, number])[])[] {
  const gaps = statistics.slice(1).map(({ atMs }, index) => atMs - statistics[index]!.atMs);
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  const found: [number, number][][] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const sample of statistics) {
    const value = sample[key];
    if (value === null) {
      lastMs = Number.NEGATIVE_INFINITY;
      continue;
    }
    if (sample.atMs - lastMs > usual * 3) found.push([]);
    found.at(-1)!.push([sample.atMs, value]);
    lastMs = sample.atMs;
  }
  return found;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
