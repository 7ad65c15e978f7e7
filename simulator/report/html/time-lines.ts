// What the groups went through, a band each: the state by colour and by height, so that it reads without colour too.

import type { GroupState } from '../../../receiver/contract/vocabulary.ts';
import { sinceEpochText } from '../../../receiver/document/instant-text.ts';
import type { RunResult } from '../../scenario/result.ts';
import type { NetworkFaultSpan, NetworkFaults, Timeline, TimelineEvent } from '../../scenario/timeline.ts';
import { changeLabel, fittingLabels, type PlacedLabel } from '../group-line.ts';
import { count, numberText } from '../numbers.ts';
import { axis } from './axis.ts';
import { element, type Markup } from './markup.ts';

/** Groups that get a band; the rest is counted. */
const MOST_GROUPS = 200;
/** Of those, so many stand there at once; the others open below. */
const FIRST_GROUPS = 12;
/** Bands of all groups together. */
const MOST_BANDS = 8_000;
/** Between two labels, and for each letter of one, about so many percent of a band on a page of 800 pixels. */
const LABEL_GAP = 1.5;
const LETTER = 1;
/** The same for a letter on a page of 400 pixels. */
const NARROW_LETTER = 1.8;
const MOST_SHIFT = 14;
const HEIGHT = 18;

const LOOKS: Readonly<Record<GroupState, { readonly look: string; readonly height: number }>> = {
  NotLoaded: { look: 'not-loaded', height: 2 },
  InActive: { look: 'not-loaded', height: 2 },
  WaitingUnload: { look: 'unloading', height: 5 },
  UnloadInProgress: { look: 'unloading', height: 5 },
  Active: { look: 'active', height: 8 },
  Running: { look: 'running', height: HEIGHT },
};

const LEGEND = [
  ['running', 'dialing'],
  ['active', 'loaded'],
  ['unloading', 'being unloaded'],
] as const;

/** The time lines of all groups above one axis. */
export function timeLines({ timelines, networkFaults, campaignMs }: RunResult): Markup | null {
  if (timelines.length === 0) return null;
  const shown = timelines.slice(0, MOST_GROUPS);
  const most = Math.max(6, Math.floor(MOST_BANDS / shown.length));
  const rest = timelines.length - shown.length;
  const rows = shown.map((timeline) => groupRow(timeline, Math.max(1, campaignMs), most));
  return element(
    'section',
    { class: 'time-lines' },
    element(
      'div',
      { class: 'bar' },
      element('h3', {}, timelines.length === 1 ? 'Group' : `${numberText(timelines.length)} groups`),
      element(
        'p',
        { class: 'legend', 'aria-hidden': 'true' },
        LEGEND.map(([look, text]) => element('span', { class: `key ${look}` }, text)),
      ),
    ),
    rows.slice(0, FIRST_GROUPS),
    networkFaults.spans.length === 0 ? null : networkRow(networkFaults, Math.max(1, campaignMs)),
    element('div', { class: 'group axis-row' }, element('span', {}), axis(campaignMs)),
    rows.length > FIRST_GROUPS
      ? element(
          'details',
          {},
          element('summary', { class: 'faint' }, `${count(rows.length - FIRST_GROUPS, 'more group')}`),
          rows.slice(FIRST_GROUPS),
        )
      : null,
    rest > 0
      ? element('p', { class: 'faint' }, `and ${count(rest, 'more group')}: see the report json`)
      : null,
  );
}

/** When which network fault was in force; all of them in a list that opens below. */
function networkRow({ spans, leftOut }: NetworkFaults, campaignMs: number): Markup {
  const x = (atMs: number): number => round((Math.min(campaignMs, atMs) / campaignMs) * 100);
  const textOf = ({ fault, fromMs, untilMs }: NetworkFaultSpan): string =>
    `${fault} from ${sinceEpochText(fromMs)} to ${sinceEpochText(untilMs)}`;
  const named = fittingLabels(
    spans.map(({ fault, fromMs }) => ({ text: fault, at: x(fromMs), width: fault.length * LETTER })),
    { room: 100, gap: LABEL_GAP, mostShift: MOST_SHIFT },
  );
  return element(
    'div',
    { class: 'group' },
    element('p', { class: 'name' }, 'network', element('small', {}, count(spans.length + leftOut, 'fault'))),
    element(
      'details',
      { class: 'line' },
      element(
        'summary',
        { title: 'Every network fault' },
        element(
          'svg',
          {
            class: 'band',
            role: 'img',
            height: 40,
            'aria-label': `network: ${spans.slice(0, 8).map(textOf).join(', ')}`,
          },
          element('line', { class: 'base', x1: '0%', x2: '100%', y1: 20 + HEIGHT, y2: 20 + HEIGHT }),
          spans.map((span) =>
            element(
              'rect',
              {
                class: 'fault',
                x: `${x(span.fromMs)}%`,
                y: 20,
                width: `${round(Math.max(0.15, x(span.untilMs) - x(span.fromMs)))}%`,
                height: HEIGHT,
              },
              element('title', {}, textOf(span)),
            ),
          ),
          named.map((label) => labelText(label, named)),
        ),
      ),
      element(
        'ol',
        { class: 'events' },
        spans.map((span) => element('li', {}, textOf(span))),
        leftOut === 0 ? null : element('li', { class: 'faint' }, `and ${count(leftOut, 'more fault')}`),
      ),
    ),
  );
}

function groupRow(timeline: Timeline, campaignMs: number, most: number): Markup {
  const { label, events, eventsLeftOut, periodicMessages } = timeline;
  const left = eventsLeftOut > 0 ? ` and ${count(eventsLeftOut, 'more change')}` : '';
  return element(
    'div',
    { class: 'group' },
    element(
      'p',
      { class: 'name' },
      element('bdi', {}, label),
      element('small', {}, `${count(periodicMessages, 'periodic message')}`),
    ),
    element(
      'details',
      { class: 'line' },
      element('summary', { title: 'Every change of this group' }, band(timeline, campaignMs, most)),
      element(
        'ol',
        { class: 'events' },
        events.map(eventItem),
        left === '' ? null : element('li', { class: 'faint' }, left.trim()),
      ),
    ),
  );
}

function eventItem(event: TimelineEvent): Markup {
  return element(
    'li',
    {},
    element('time', {}, sinceEpochText(event.atMs)),
    ' ',
    longLabelOf(event),
    ' ',
    element('span', { class: 'faint' }, event.state),
  );
}

/** The full name of a change. */
function longLabelOf(event: TimelineEvent): string {
  return event.event === 'dial mode changed'
    ? `dial mode changed to ${event.dialMode ?? 'none'}`
    : changeLabel(event);
}

function band({ label, events, eventsLeftOut }: Timeline, campaignMs: number, most: number): Markup {
  const x = (atMs: number): number => round((Math.min(campaignMs, Math.max(0, atMs)) / campaignMs) * 100);
  const drawn = events.length > most ? [...events.slice(0, most - 1), ...events.slice(-1)] : events;
  // Of the time between the last two changes that are drawn nothing is known where others are left out.
  const unknown = drawn.length < events.length || eventsLeftOut > 0 ? drawn.length - 2 : null;
  const bands = drawn.flatMap(({ atMs, state }, index) => {
    const from = x(atMs);
    const until = x(drawn[index + 1]?.atMs ?? campaignMs);
    const { look, height } = index === unknown ? { look: 'unknown', height: 4 } : LOOKS[state];
    if (until <= from && state !== 'Running') return [];
    return [
      element('rect', {
        class: look,
        x: `${from}%`,
        y: 20 + HEIGHT - height,
        width: `${round(Math.max(0.15, until - from))}%`,
        height,
      }),
    ];
  });
  const marks = drawn.map((event) =>
    element(
      'line',
      { class: 'change', x1: `${x(event.atMs)}%`, x2: `${x(event.atMs)}%`, y1: 18, y2: 20 + HEIGHT },
      element('title', {}, `${sinceEpochText(event.atMs)} ${longLabelOf(event)}`),
    ),
  );
  return element(
    'svg',
    { class: 'band', role: 'img', height: 40, 'aria-label': `${label}: ${summaryOf(events)}` },
    element('line', { class: 'base', x1: '0%', x2: '100%', y1: 20 + HEIGHT, y2: 20 + HEIGHT }),
    bands,
    marks,
    labels(drawn, x),
  );
}

/**
 * The names of the changes, each above its own instant; those without room are left to the list below. Where the page is narrow only the
 * last one, and the first if there is room for both, are shown.
 */
function labels(events: readonly TimelineEvent[], x: (atMs: number) => number): readonly Markup[] {
  const shown = fittingLabels(
    events.map((event) => {
      const text = changeLabel(event);
      return {
        text,
        at: x(event.atMs),
        width: text.length * LETTER,
        ends: event.event.startsWith('unloaded'),
      };
    }),
    { room: 100, gap: LABEL_GAP, mostShift: MOST_SHIFT },
  );
  return shown.map((label) => labelText(label, shown));
}

/** One of the labels of a band. */
function labelText(label: PlacedLabel, shown: readonly PlacedLabel[]): Markup {
  const narrowEnd = ({ text, at }: PlacedLabel): number => at + text.length * NARROW_LETTER;
  const last = shown.at(-1)!;
  const atEnd = label === last && narrowEnd(label) > 100;
  const lastFrom = narrowEnd(last) > 100 ? 100 - last.text.length * NARROW_LETTER : last.at;
  const optional = label !== last && (label !== shown[0] || narrowEnd(label) + LABEL_GAP > lastFrom);
  return element(
    'text',
    {
      x: `${atEnd ? 100 : round(label.at)}%`,
      y: 13,
      'text-anchor': atEnd ? 'end' : null,
      class: optional ? 'optional' : null,
    },
    label.text,
  );
}

function summaryOf(events: readonly TimelineEvent[]): string {
  const last = events.at(-1);
  if (last === undefined) return 'no change';
  const textOf = (event: TimelineEvent): string => `${longLabelOf(event)} at ${sinceEpochText(event.atMs)}`;
  if (events.length <= 8) return events.map(textOf).join(', ');
  return `${events.slice(0, 7).map(textOf).join(', ')} and ${count(events.length - 8, 'more change')}, at last ${textOf(last)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
