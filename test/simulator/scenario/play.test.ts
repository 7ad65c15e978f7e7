// In which order steps are played, and from when on expectations watch.

import { describe, expect, test } from 'vitest';
import type { Place } from '../../../receiver/document/place.ts';
import { playSteps } from '../../../simulator/scenario/play.ts';
import type { Stage } from '../../../simulator/scenario/stage.ts';
import type { Step } from '../../../simulator/scenario/step.ts';
import { HEAD, played } from '../harness/playing.ts';

const place: Place = { source: { name: 'test', text: 'x' }, start: 0, end: 1 };

/** Plays steps named by words: `expect…` watches, `wait…` lets time pass, everything else does something. */
async function story(...words: readonly string[]): Promise<readonly string[]> {
  const log: string[] = [];
  const stage = { clock: { settled: async () => void log.push('settled') } } as unknown as Stage;
  const steps = words.map(
    (key): Step => ({
      key,
      place,
      check: () => {},
      ...(key.startsWith('expect') ? { arm: () => log.push(`arm ${key}`) } : {}),
      ...(key.startsWith('wait') ? { passesTime: true } : {}),
      play: async () => void log.push(key),
    }),
  );
  await playSteps(steps, stage);
  return log;
}

const withoutSettling = (log: readonly string[]): readonly string[] =>
  log.filter((line) => line !== 'settled');

test('before each step everything that was sent has come to its end', async () => {
  expect(await story('load', 'wait', 'stop')).toEqual([
    'settled',
    'load',
    'settled',
    'wait',
    'settled',
    'stop',
  ]);
});

describe('Expectations watch', () => {
  test.each([
    ['from the action before on', ['stop', 'expect'], ['arm expect', 'stop', 'expect']],
    [
      'from the first of several actions on, all of them',
      ['stop', 'unload', 'expect 1', 'expect 2'],
      ['arm expect 1', 'arm expect 2', 'stop', 'unload', 'expect 1', 'expect 2'],
    ],
    [
      'from after the wait on',
      ['load', 'wait', 'stop', 'expect'],
      ['load', 'wait', 'arm expect', 'stop', 'expect'],
    ],
    [
      'from the end of a wait on, if that is right before',
      ['wait', 'expect'],
      ['wait', 'arm expect', 'expect'],
    ],
    [
      'each for what comes after the ones before',
      ['load', 'expect 1', 'start', 'expect 2'],
      ['arm expect 1', 'load', 'expect 1', 'arm expect 2', 'start', 'expect 2'],
    ],
    ['from the very begin on', ['expect', 'load'], ['arm expect', 'expect', 'load']],
    ['not at all where there are none', ['load', 'stop'], ['load', 'stop']],
  ])('%s', async (_when, words, log) => {
    expect(withoutSettling(await story(...words))).toEqual(log);
  });
});

describe('In a run', () => {
  test.each([
    [
      'after its cause',
      '- stop: spring\n  - unload: spring\n  - expect: { event: stopped }\n  - expect: { event: unloaded, within: 1h }',
      'passed',
    ],
    ['with time in between', '- stop: spring\n  - wait: 1s\n  - expect: { event: stopped }', 'failed'],
    ['with its cause still to come', '- expect: { event: stopped, within: 1m }\n  - stop: spring', 'failed'],
    [
      'in each round of a repetition',
      '- repeat: 3\n    steps: [{ changeMode: spring, to: Progress }, { expect: { event: dial mode changed } }, { changeMode: spring, to: Predict }, { expect: { event: dial mode changed } }]',
      'passed',
    ],
    [
      'beside its cause',
      '- parallel:\n      - [{ expect: { event: stopped, within: 1m } }]\n      - [{ wait: 30s }, { stop: spring }]',
      'passed',
    ],
  ])('an expectation %s is judged as it should be', async (_where, steps, status) => {
    const result = await played(`${HEAD}
steps:
  - load: spring
  - start: spring
  - wait: 5s
  ${steps}
`);
    expect([result.status, result.judged.length > 0]).toEqual([status, true]);
  });

  test('what stands in a repetition is judged once a round', async () => {
    const result = await played(`${HEAD}
steps:
  - repeat: 3
    steps: [{ load: spring }, { expect: { event: loaded } }, { wait: 1m }, { unload: spring }]
`);
    expect(result.judged.map(({ verdict }) => verdict.status)).toEqual(['passed', 'passed', 'passed']);
    expect(result.campaignMs).toBe(180_000);
  });
});
