// The time line of one group: how busy its agents were while it dialed, and below it what happened when.

import type { Timeline, TimelineEvent } from '../scenario/timeline.ts';
import type { Style } from './style.ts';
import { cut } from './width.ts';

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const LOADED = '─';
const DIALING = '━';

/** What a state change is called under the line. */
function labelOf({ event, dialMode }: TimelineEvent): string {
  if (event === 'started') return `started ${dialMode ?? ''}`.trim();
  if (event === 'dial mode changed') return dialMode ?? event;
  return event;
}

/** One character a column of campaign time: blank while not loaded, a line while loaded, a bar or a thick line while dialing. */
export function activityLine(timeline: Timeline, campaignMs: number, columns: number, style: Style): string {
  const columnOf = (atMs: number): number =>
    Math.min(columns - 1, Math.floor((atMs / Math.max(1, campaignMs)) * columns));
  const cells: string[] = Array.from({ length: columns }, () => ' ');
  let loaded = false;
  let dialing = false;
  let from = 0;
  const fill = (to: number): void => {
    const cell = dialing ? style.good(DIALING) : loaded ? style.faint(LOADED) : ' ';
    for (let column = from; column < to; column += 1) cells[column] = cell;
    from = to;
  };
  for (const event of timeline.events) {
    fill(columnOf(event.atMs));
    loaded = !event.event.startsWith('unloaded');
    dialing = event.dialMode !== null;
    if (event.event === 'stopped' || !loaded) dialing = false;
  }
  fill(columns);
  for (const { atMs, busyFactor } of busyOf(timeline)) {
    const bar = BARS[Math.min(BARS.length - 1, Math.floor(busyFactor * BARS.length))]!;
    cells[columnOf(atMs)] = style.good(bar);
  }
  return filledBars(cells, timeline, columnOf, style).join('');
}

/** How busy the agents were, where that was known. */
function busyOf({ statistics }: Timeline): readonly { readonly atMs: number; readonly busyFactor: number }[] {
  return statistics.flatMap(({ atMs, busyFactor }) => (busyFactor === null ? [] : [{ atMs, busyFactor }]));
}

/** Between two periodic messages the bar of the first stands for the time up to the second, while the group dials. */
function filledBars(
  cells: string[],
  timeline: Timeline,
  columnOf: (atMs: number) => number,
  style: Style,
): string[] {
  const dialing = style.good(DIALING);
  let bar = '';
  const bars = new Set(busyOf(timeline).map(({ atMs }) => columnOf(atMs)));
  return cells.map((cell, column) => {
    if (bars.has(column)) bar = cell;
    else if (cell !== dialing) bar = '';
    return cell === dialing && bar !== '' ? bar : cell;
  });
}

/** The names of the state changes, each at its column or as soon after as there is room; the rest is counted. */
export function eventLine(timeline: Timeline, campaignMs: number, columns: number): string {
  let line = '';
  let shown = 0;
  for (const event of timeline.events) {
    const column = Math.floor((event.atMs / Math.max(1, campaignMs)) * columns);
    const at = line === '' ? Math.min(column, columns - 1) : Math.max(column, line.length + 1);
    const label = labelOf(event);
    const more = timeline.events.length - shown - 1 > 0 ? 6 : 0;
    if (at + label.length > columns - more) {
      // The last one may stand further left if it would not fit at its own column.
      const back = columns - more - label.length;
      if (back <= line.length) break;
      line = line.padEnd(back) + label;
    } else line = line.padEnd(at) + label;
    shown += 1;
  }
  const left = timeline.events.length - shown + timeline.eventsLeftOut;
  return left > 0 ? cut(`${line} +${left} more`, columns + 10) : line;
}
