// What the groups went through, a band each: the state by colour and by height, so that it reads without colour too.

import type { GroupState } from '../../../receiver/contract/vocabulary.ts';
import { sinceEpochText } from '../../../receiver/document/instant-text.ts';
import type { RunResult } from '../../scenario/result.ts';
import type { Timeline, TimelineEvent } from '../../scenario/timeline.ts';
import { count, numberText } from '../numbers.ts';
import { axis } from './axis.ts';
import { element, type Markup } from './markup.ts';

/** Groups that get a band; the rest is counted. */
const MOST_GROUPS = 200;
/** Of those, so many stand there at once; the others open below. */
const FIRST_GROUPS = 12;
/** Bands of all groups together. */
const MOST_BANDS = 8_000;
/** A label takes about so much of the width, and so much for each letter. */
const LABEL_GAP = 1.5;
const LETTER = 0.75;
const MOST_SHIFT = 12;
const HEIGHT = 18;

const LOOKS: Readonly<Record<GroupState, { readonly look: string; readonly height: number }>> = {
  NotLoaded: { look: 'not-loaded', height: 2 },
  InActive: { look: 'not-loaded', height: 2 },
  WaitingUnload: { look: 'unloading', height: 8 },
  UnloadInProgress: { look: 'unloading', height: 8 },
  Active: { look: 'active', height: 8 },
  Running: { look: 'running', height: HEIGHT },
};

const LEGEND = [
  ['running', 'dialing'],
  ['active', 'loaded'],
  ['unloading', 'being unloaded'],
] as const;

/** The time lines of all groups above one axis. */
export function timeLines({ timelines, campaignMs }: RunResult): Markup | null {
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
    labelOf(event),
    ' ',
    element('span', { class: 'faint' }, event.state),
  );
}

/** What a change is called. */
function labelOf({ event, dialMode }: TimelineEvent): string {
  if (event === 'started') return `started ${dialMode ?? ''}`.trim();
  if (event === 'dial mode changed') return `dial mode changed to ${dialMode ?? 'none'}`;
  return event;
}

/** What fits above a band. */
function shortLabelOf(event: TimelineEvent): string {
  return event.event === 'dial mode changed' ? (event.dialMode ?? event.event) : labelOf(event);
}

function band({ label, events, eventsLeftOut }: Timeline, campaignMs: number, most: number): Markup {
  const x = (atMs: number): number => round((Math.min(campaignMs, Math.max(0, atMs)) / campaignMs) * 100);
  const drawn = events.slice(0, most);
  // Beyond the changes that are drawn nothing is known.
  const known = drawn.length < events.length || eventsLeftOut > 0 ? (drawn.at(-1)?.atMs ?? 0) : campaignMs;
  const bands = drawn.flatMap(({ atMs, state }, index) => {
    const from = x(atMs);
    const until = x(drawn[index + 1]?.atMs ?? known);
    const { look, height } = LOOKS[state];
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
      element('title', {}, `${sinceEpochText(event.atMs)} ${labelOf(event)}`),
    ),
  );
  return element(
    'svg',
    { class: 'band', role: 'img', height: 40, 'aria-label': `${label}: ${summaryOf(events)}` },
    element('line', { class: 'base', x1: '0%', x2: '100%', y1: 20 + HEIGHT, y2: 20 + HEIGHT }),
    known < campaignMs
      ? element('rect', {
          class: 'unknown',
          x: `${x(known)}%`,
          y: 20 + HEIGHT - 4,
          width: `${round(100 - x(known))}%`,
          height: 4,
        })
      : null,
    bands,
    marks,
    labels(drawn, x),
  );
}

/** The names of the changes, each above its own instant; those without room are left to the list below. */
function labels(events: readonly TimelineEvent[], x: (atMs: number) => number): readonly Markup[] {
  let free = 0;
  return events.flatMap((event) => {
    const text = shortLabelOf(event);
    const width = text.length * LETTER;
    const own = x(event.atMs);
    // A little to the right is still near enough.
    const at = Math.max(own, free);
    const atEnd = at > 100 - width;
    if (at - own > MOST_SHIFT || (atEnd && 100 - width < free)) return [];
    free = at + width + LABEL_GAP;
    return [
      element('text', { x: `${atEnd ? 100 : round(at)}%`, y: 13, 'text-anchor': atEnd ? 'end' : null }, text),
    ];
  });
}

function summaryOf(events: readonly TimelineEvent[]): string {
  if (events.length === 0) return 'no change';
  const shown = events.slice(0, 8).map((event) => `${labelOf(event)} at ${sinceEpochText(event.atMs)}`);
  return events.length > shown.length ? `${shown.join(', ')} and more` : shown.join(', ');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
