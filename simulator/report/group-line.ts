// The time line of one group: how busy its agents were while it dialed, and below it what happened when.

import type { GroupState } from '../../receiver/contract/vocabulary.ts';
import type { NetworkFaults, Timeline, TimelineEvent } from '../scenario/timeline.ts';
import type { Style } from './style.ts';
import { cut } from './width.ts';

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const LOADED = '─';
const UNLOADING = '╌';
const DIALING = '━';
const UNKNOWN = '·';
const FAULT = '▒';

const STATE_LABELS: Readonly<Record<GroupState, string>> = {
  NotLoaded: 'not loaded',
  InActive: 'inactive',
  WaitingUnload: 'waiting to unload',
  UnloadInProgress: 'unloading',
  Active: 'active',
  Running: 'running',
};

/** The short name of a change: the event, the new dial mode, or the state that a periodic message is the first to report. */
export function changeLabel({ event, state, dialMode }: TimelineEvent): string {
  if (event === 'started') return `started ${dialMode ?? ''}`.trim();
  if (event === 'dial mode changed') return dialMode ?? event;
  return event === 'periodic' ? STATE_LABELS[state] : event;
}

/**
 * One character a column of campaign time: blank while not loaded, a line while loaded, a dashed line while being unloaded, a bar or a
 * thick line while dialing, and dots where changes were left out.
 */
export function activityLine(timeline: Timeline, campaignMs: number, columns: number, style: Style): string {
  const columnOf = (atMs: number): number => columnAt(atMs, campaignMs, columns);
  const cells: Record<GroupState, string> = {
    NotLoaded: ' ',
    InActive: ' ',
    WaitingUnload: style.faint(UNLOADING),
    UnloadInProgress: style.faint(UNLOADING),
    Active: style.faint(LOADED),
    Running: style.good(DIALING),
  };
  const line: string[] = Array.from({ length: columns }, () => ' ');
  const { events, eventsLeftOut } = timeline;
  events.forEach(({ atMs, state }, index) => {
    const next = events[index + 1];
    const unknown = eventsLeftOut > 0 && index === events.length - 2;
    const until = next === undefined ? columns : columnOf(next.atMs);
    line.fill(unknown ? style.faint(UNKNOWN) : cells[state], columnOf(atMs), until);
  });
  for (const { atMs, busyFactor } of busyOf(timeline)) {
    const bar = BARS[Math.min(BARS.length - 1, Math.floor(busyFactor * BARS.length))]!;
    line[columnOf(atMs)] = style.good(bar);
  }
  return filledBars(line, timeline, columnOf, style).join('');
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

/** A label at its own place on a line, in whatever unit the line is measured. */
export interface PlacedLabel {
  readonly text: string;
  readonly at: number;
  readonly width: number;
  /** It names the end of a group. */
  readonly ends?: boolean;
}

/** How much of a line labels take. */
export interface LabelRoom {
  readonly room: number;
  /** Between two labels. */
  readonly gap: number;
  /** A label further from its own place than this is left out, unless it is the first, the last, or of an unload. */
  readonly mostShift: number;
}

/**
 * As many labels of changes as fit beside one another, in order and near their own places. Where there is no room for all, the last one
 * stays before all others, then the first one, those of unloads, and the others by time. The last one stays even without room for it.
 */
export function fittingLabels(
  labels: readonly PlacedLabel[],
  { room, gap, mostShift }: LabelRoom,
): readonly PlacedLabel[] {
  const last = labels.length - 1;
  const rankOf = (index: number): number => {
    if (index === last) return 0;
    if (index === 0) return 1;
    return labels[index]!.ends === true ? 2 : 3;
  };
  const placed = (indices: readonly number[]): readonly PlacedLabel[] | null => {
    let free = 0;
    const right = indices.map((index) => {
      const label = labels[index]!;
      const at = Math.max(label.at, free);
      free = at + label.width + gap;
      return { ...label, at };
    });
    let end = room;
    const left = right.toReversed().map((label) => {
      const at = Math.min(label.at, end - label.width);
      end = at - gap;
      return { ...label, at };
    });
    const fits = left.every(({ at }, position) => {
      const index = indices[indices.length - 1 - position]!;
      return at >= 0 && (rankOf(index) < 3 || Math.abs(at - labels[index]!.at) <= mostShift);
    });
    return fits ? left.toReversed() : null;
  };
  if (labels.length === 0) return [];
  let shown = placed([last]);
  if (shown === null) return [{ ...labels[last]!, at: 0 }];
  let kept: readonly number[] = [last];
  const byRank = labels
    .slice(0, -1)
    .map((_, index) => index)
    .sort((a, b) => rankOf(a) - rankOf(b) || a - b);
  for (const index of byRank) {
    const more = [...kept, index].sort((a, b) => a - b);
    const fitting = placed(more);
    if (fitting === null) continue;
    kept = more;
    shown = fitting;
  }
  return shown;
}

/** One character a column of campaign time: a block while a network fault was in force. */
export function faultLine(
  { spans }: NetworkFaults,
  campaignMs: number,
  columns: number,
  style: Style,
): string {
  const line: string[] = Array.from({ length: columns }, () => ' ');
  for (const { fromMs, untilMs } of spans) {
    const from = columnAt(fromMs, campaignMs, columns);
    // However short, it is seen.
    line.fill(
      style.warning(FAULT),
      from,
      Math.max(from + 1, Math.ceil((untilMs / Math.max(1, campaignMs)) * columns)),
    );
  }
  return line.join('');
}

/** The names of the network faults below their line, placed as those of changes. */
export function faultNames(
  { spans, leftOut }: NetworkFaults,
  campaignMs: number,
  columns: number,
  room: number,
): string {
  const labels = spans.map(({ fault, fromMs }) => labelAt(fault, fromMs, campaignMs, columns));
  return labelLine(labels, leftOut, columns, room, 2);
}

/** The names of the changes, each at its column or as near to it as there is room in so many columns; the rest is counted. */
export function eventLine(timeline: Timeline, campaignMs: number, columns: number, room: number): string {
  const labels = timeline.events.map((event) => ({
    ...labelAt(changeLabel(event), event.atMs, campaignMs, columns),
    ends: event.event.startsWith('unloaded'),
  }));
  return labelLine(labels, timeline.eventsLeftOut, columns, room, 1);
}

function columnAt(atMs: number, campaignMs: number, columns: number): number {
  return Math.min(columns - 1, Math.floor((atMs / Math.max(1, campaignMs)) * columns));
}

function labelAt(text: string, atMs: number, campaignMs: number, columns: number): PlacedLabel {
  return { text, at: columnAt(atMs, campaignMs, columns), width: text.length };
}

/** Labels within so many columns; how many more there are may stand beyond these, within `room`. */
function labelLine(
  labels: readonly PlacedLabel[],
  more: number,
  columns: number,
  room: number,
  gap: number,
): string {
  const fitted = (width: number): readonly PlacedLabel[] =>
    fittingLabels(labels, { room: width, gap, mostShift: Number.POSITIVE_INFINITY });
  const all = labels.length + more;
  let shown = fitted(columns);
  if (shown.length < all) shown = fitted(Math.min(columns, room - ` +${all} more`.length));
  let line = '';
  for (const { at, text } of shown) line = line.padEnd(at) + text;
  const suffix = shown.length < all ? ` +${all - shown.length} more` : '';
  return line.length + suffix.length <= room ? line + suffix : cut(line, room);
}
