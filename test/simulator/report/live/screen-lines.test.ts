import fc from 'fast-check';
import { expect, test } from 'vitest';
import { progressLine } from '../../../../simulator/report/live/progress-line.ts';
import { screenLines } from '../../../../simulator/report/live/screen-lines.ts';
import { PLAIN_STYLE } from '../../../../simulator/report/style.ts';
import { widthOf } from '../../../../simulator/report/width.ts';
import { Latencies } from '../../../../simulator/sender/latencies.ts';
import { picture, playing, snapshot } from './pictures.ts';

function shown(columns: number, changes: Parameters<typeof picture>[0] = {}, rows = 24): string {
  return screenLines(picture(changes), { columns, rows, style: PLAIN_STYLE }).join('\n');
}

test('on 80 columns all there is to know is on the screen', () => {
  expect(shown(80)).toBe(
    [
      ' 2 of 5 · A whole day of fifty groups',
      ' campaign 00:12:30 · 412x real time · virtual clock',
      ' groups   46 NotLoaded · 3 Running · 1 Active',
      ' sent     12,410 sent · 12,398 received · 3 lost · 1,240/s · 12 under way',
      ' latency  p50 0.42 ms · p95 3.1 ms · p99 3.1 ms',
      ' next     in 3s · periodic message of spring',
      ' q ends with a report · space pauses',
    ].join('\n'),
  );
});

test('on 20 columns the most important of each line is left, and no number is cut', () => {
  expect(shown(20)).toBe(
    [
      ' 2 of 5 · A whole …',
      ' 00:12:30',
      ' 46 NotLoaded',
      ' 12,410 sent',
      ' p50 0.42 ms',
      ' in 3s',
      ' q ends with a rep…',
    ].join('\n'),
  );
});

test('on 140 columns nothing is spread further than it can be read', () => {
  expect(shown(140)).toBe(shown(120));
});

test('a run that stands still says so first, and how it goes on', () => {
  const text = shown(80, { paused: true });
  expect(text).toContain('campaign paused · 00:12:30');
  expect(text).toContain('space goes on');
});

test('a run that is ending says so, and asks for no keys', () => {
  const text = shown(80, { ending: true });
  expect(text).toContain('campaign ending · ');
  expect(text).not.toContain('q ends');
});

test('where nobody can type, no keys are named', () => {
  expect(shown(80, { keys: false })).not.toContain('space');
});

test('several scenarios at once have a line each, and their sums', () => {
  const text = shown(80, {
    total: 12,
    done: 3,
    playing: Array.from({ length: 6 }, (_, index) =>
      playing({ name: `Scenario ${index + 4}`, number: index + 4 }),
    ),
  });
  expect(text).toBe(
    [
      ' 3 of 12 done · 6 playing',
      ...[4, 5, 6, 7].map((number) => ` 00:12:30 Scenario ${number} · 412x`),
      ' and 2 more scenarios',
      ' groups   276 NotLoaded · 18 Running · 6 Active',
      ' sent     74,460 sent · 74,388 received · 18 lost · 7,442/s · 72 under way',
      ' latency  p50 0.42 ms · p95 3.1 ms · p99 3.1 ms',
      ' q ends with a report · space pauses',
    ].join('\n'),
  );
});

test('a screen of few rows shows as many lines as fit, and one row stays free', () => {
  expect(shown(80, {}, 4).split('\n')).toEqual(shown(80).split('\n').slice(0, 3));
});

test('a name cannot write on the screen by itself', () => {
  expect(shown(80, { playing: [playing({ name: '\u001b[2Jgone\nand more' })] })).not.toMatch(
    /\u001b|^and more/m,
  );
});

test('before anything was sent there are no latencies, and none are made up', () => {
  const text = shown(80, {
    playing: [playing({ snapshot: snapshot({ sent: 0, next: null, latencies: new Latencies() }) })],
  });
  expect(text).not.toMatch(/latency|next/);
});

test('no line is ever as wide as the screen, whatever the name and the numbers', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.nat(10 ** 9),
      (columns, name, sent) => {
        const lines = screenLines(picture({ playing: [playing({ name, snapshot: snapshot({ sent }) })] }), {
          columns,
          rows: 24,
          style: PLAIN_STYLE,
        });
        expect(lines.length).toBeGreaterThan(3);
        expect(lines.filter((line) => widthOf(line) >= Math.max(columns, 3))).toEqual([]);
      },
    ),
  );
});

test('a log has one line of it', () => {
  expect(progressLine(picture())).toBe(
    '00:12:30 · 2 of 5 A whole day of fifty groups · 412x · 12,410 sent · 12,398 received · 3 lost · 1,240/s · p95 3.1 ms · 46 NotLoaded · 1 Active · 3 Running',
  );
  expect(progressLine(picture({ playing: [playing(), playing()] }))).toMatch(
    /^1 of 5 scenarios done · 2 playing · /,
  );
  expect(progressLine(picture({ playing: [] }))).toBeNull();
});
