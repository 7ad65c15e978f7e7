import { expect, test } from 'vitest';
import {
  differenceText,
  isUnchanged,
  type Replayed,
} from '../../../../simulator/report/live/difference-text.ts';
import { PLAIN_STYLE } from '../../../../simulator/report/style.ts';
import { played } from '../../harness/playing.ts';

const scenario = (expectations: string, steps = '{ load: spring }', reply = ''): string => `name: Test
ocs: { options: { send-campaigngroup-states: true, campaigngroup-states-interval: 10 } }
groups: { spring: {} }
${reply}steps: [${steps}]
expect: [${expectations}]
`;

async function replayed(before: string | null, after: string | null): Promise<Replayed> {
  return {
    before: before === null ? null : await played(before),
    after: after === null ? null : await played(after),
  };
}

function textOf(...all: readonly Replayed[]): string {
  return differenceText(all, { columns: 100, style: PLAIN_STYLE, whole: ({ name }) => ` whole ${name}\n` });
}

test('a scenario that newly fails is told with what failed, its place and why, and nothing else of it', async () => {
  const change = await replayed(scenario('{ lost: none }'), scenario('{ lost: none }, { lost: 3 }'));
  expect(textOf(change)).toBe(
    [
      ' ✗ newly fails  Test',
      '   expectations 1 → 2',
      '',
      ' ✗ test.yaml:5:28  expected exactly 3 lost, counted 0',
      '      5 │ expect: [{ lost: none }, { lost: 3 }]',
      '        │                            ^^^^',
      '',
      '',
    ].join('\n'),
  );
});

test('one that is mended says what holds now, and which numbers have changed', async () => {
  const refusing = 'receiver: { reply: { event: periodic, status: 503 } }\n';
  const change = await replayed(
    scenario('{ lost: none }', '{ load: spring }, { wait: 20s }', refusing),
    scenario('{ lost: none }', '{ load: spring }, { wait: 30s }'),
  );
  expect(textOf(change)).toBe(
    [
      ' ✓ mended  Test',
      '   ✓ none lost holds now',
      '   notifications 3 → 4 · sent 3 → 4 · answered with 2xx 1 → 4 · recorded 3 → 4',
      '',
      '',
    ].join('\n'),
  );
});

test('of one that fails as before only what is new is told', async () => {
  const change = await replayed(scenario('{ lost: 3 }'), scenario('{ lost: 3 }, { lost: 4 }'));
  const text = textOf(change);
  expect(text).toMatch(/^ ✗ still fails, otherwise {2}Test\n {3}✗ 1 other as before\n/);
  expect(text).toContain('expected exactly 4 lost');
  expect(text).not.toContain('expected exactly 3 lost');
});

test('a step that newly fails is told with its place', async () => {
  const change = await replayed(
    scenario('{ lost: none }'),
    scenario(
      '{ lost: none }',
      '{ load: spring }, { waitUntil: { group: spring, state: Running, within: 1s } }',
    ),
  );
  expect(textOf(change)).toContain('spring did not become Running within 1s at 00:00:01.000');
});

test('two expectations of one name are told apart', async () => {
  const change = await replayed(scenario('{ lost: 3 }'), scenario('{ lost: 3 }, { lost: 3 }'));
  expect(textOf(change).match(/expected exactly 3 lost/g)).toHaveLength(1);
});

test('what comes out as before is one line, however many there are', async () => {
  const passed = await replayed(scenario('{ lost: none }'), scenario('{ lost: none }'));
  const failed = await replayed(scenario('{ lost: 3 }'), scenario('{ lost: 3 }'));
  expect(textOf(passed)).toBe(' unchanged: Test · passed\n');
  expect(textOf(passed, failed, passed)).toBe(' unchanged: 3 scenarios · 2 passed · 1 failed\n');
  expect([passed, failed].map(isUnchanged)).toEqual([true, true]);
});

test('a new scenario is shown as any run shows it, and one that is gone by its name', async () => {
  const fresh = await replayed(null, scenario('{ lost: none }'));
  const gone = await replayed(scenario('{ lost: none }'), null);
  expect(textOf(gone, fresh)).toBe(' gone Test\n whole Test\n');
  expect([fresh, gone].map(isUnchanged)).toEqual([false, false]);
});
