// The live display as lines: what is played, how far campaign time is, how the groups stand, what arrives and how fast, what is next.

import { durationText } from '../../../receiver/document/duration.ts';
import { safeText } from '../../../receiver/expect/shown-text.ts';
import { count, numberText } from '../numbers.ts';
import type { Style } from '../style.ts';
import { cut } from '../width.ts';
import { campaignTimeText, latencyText, rateText, type Sums, speedText, sumsOf } from './amounts.ts';
import type { Picture, PlayingScenario } from './picture.ts';
import { type Row, rowText, type Segment } from './segments.ts';

/** How much room there is, and how it is painted. */
export interface ScreenRoom {
  readonly columns: number;
  readonly rows: number;
  readonly style: Style;
}

/** More scenarios that are played at once are counted. */
const MOST_NAMED = 4;
const LONGEST = 200;
const WIDEST = 120;
const PERCENTILES = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['p99', 0.99],
] as const;

/** The lines, each within the columns and all of them within the rows; none while nothing is played. */
export function screenLines(picture: Picture, { columns, rows, style }: ScreenRoom): string[] {
  if (picture.playing.length === 0) return [];
  const sums = sumsOf(picture.playing);
  // One column and one row stay free: what ends at the very edge makes terminals go to the next line.
  const width = Math.min(columns - 1, WIDEST);
  const all: readonly Row[] = [
    ...headRows(picture, width),
    { label: 'groups', segments: groupSegments(sums) },
    { label: 'sent', segments: sentSegments(sums) },
    { label: 'latency', segments: latencySegments(sums) },
    ...nextRows(picture),
    { segments: keySegments(picture) },
  ];
  return all
    .filter(({ segments }) => segments.length > 0)
    .slice(0, Math.max(1, rows - 1))
    .map((row) => rowText(row, width, style));
}

function headRows(picture: Picture, columns: number): readonly Row[] {
  const { playing, total, done } = picture;
  const [only] = playing;
  if (only !== undefined && playing.length === 1) {
    const of = total > 1 ? `${only.number} of ${total} · ` : '';
    const name = cut(`${of}${safeText(only.name, LONGEST)}`, columns - 1);
    return [
      { segments: [{ text: name, paint: 'strong' }] },
      { label: 'campaign', segments: [...stateSegments(picture), ...timeSegments(only)] },
    ];
  }
  const more = playing.length - MOST_NAMED;
  return [
    {
      segments: [
        { text: `${done} of ${total} done`, paint: 'strong' },
        { text: `${playing.length} playing` },
        ...stateSegments(picture),
      ],
    },
    ...playing.slice(0, MOST_NAMED).map((each) => ({
      label: campaignTimeText(each.snapshot.campaignMs),
      segments: [
        { text: safeText(each.name, LONGEST) },
        ...(each.pace === null ? [] : [{ text: speedText(each.pace.speed) }]),
      ],
    })),
    ...(more > 0 ? [{ segments: [{ text: `and ${count(more, 'more scenario')}` }] }] : []),
  ];
}

function stateSegments({ paused, ending }: Picture): readonly Segment[] {
  if (ending) return [{ text: 'ending', paint: 'warning' }];
  return paused ? [{ text: 'paused', paint: 'warning' }] : [];
}

function timeSegments({ snapshot, pace }: PlayingScenario): readonly Segment[] {
  const { campaignMs, clock } = snapshot;
  return [
    { text: campaignTimeText(campaignMs), paint: 'accent' },
    ...(pace === null ? [] : [{ text: `${speedText(pace.speed)} real time` }]),
    { text: clock.kind === 'scaled' ? `clock ${clock.speed}x` : `${clock.kind} clock`, paint: 'faint' },
  ];
}

function groupSegments({ groups }: Sums): readonly Segment[] {
  return [...groups]
    .toSorted(([, a], [, b]) => b - a)
    .map(([state, times]) => ({
      text: `${numberText(times)} ${state}`,
      ...(state === 'Running' ? { paint: 'good' as const } : {}),
    }));
}

function sentSegments({ sent, received, lost, underWay, perSecond }: Sums): readonly Segment[] {
  return [
    { text: `${numberText(sent)} sent` },
    { text: `${numberText(received)} received` },
    { text: `${numberText(lost)} lost`, ...(lost > 0 ? { paint: 'error' as const } : {}) },
    ...(perSecond === null ? [] : [{ text: rateText(perSecond) }]),
    ...(underWay > 0 ? [{ text: `${numberText(underWay)} under way`, paint: 'faint' as const }] : []),
  ];
}

function latencySegments({ latencies }: Sums): readonly Segment[] {
  return PERCENTILES.flatMap(([name, share]) => {
    const ms = latencies.percentileMs(share);
    return ms === null ? [] : [{ text: `${name} ${latencyText(ms)}` }];
  });
}

function nextRows({ playing }: Picture): readonly Row[] {
  const [only] = playing;
  if (only === undefined || playing.length > 1 || only.snapshot.next === null) return [];
  const { next, campaignMs } = only.snapshot;
  const inMs = Math.max(0, next.atMs - campaignMs);
  const rounded = inMs < 1_000 ? Math.round(inMs / 100) * 100 : Math.round(inMs / 1_000) * 1_000;
  return [
    {
      label: 'next',
      segments: [{ text: `in ${durationText(rounded)}` }, { text: safeText(next.label, LONGEST) }],
    },
  ];
}

function keySegments({ keys, paused, ending }: Picture): readonly Segment[] {
  if (!keys || ending) return [];
  return [
    { text: 'q ends with a report', paint: 'faint' },
    { text: paused ? 'space goes on' : 'space pauses', paint: 'faint' },
  ];
}
