// The steps `network` and `waitForTarget`: how they are read, and what they do on a stage.

import { describe, expect, test } from 'vitest';
import { readScenario } from '../../../simulator/scenario/load.ts';
import type { Scenario } from '../../../simulator/scenario/scenario.ts';
import type { Stage, StepFailure } from '../../../simulator/scenario/stage.ts';
import { usesNetwork } from '../../../simulator/scenario/steps/network.ts';
import { ClockStopped } from '../../../simulator/time/clock.ts';
import { RealClock } from '../../../simulator/time/real-clock.ts';
import { VirtualClock } from '../../../simulator/time/virtual-clock.ts';

async function withSteps(steps: string): Promise<Scenario> {
  const text = `name: Test\ngroups: { spring: {} }\nsteps:\n${steps}\nexpect: [{ lost: none }]\n`;
  const { scenario, problems } = await readScenario({ name: 'test.yaml', text });
  expect(problems).toEqual([]);
  return scenario!;
}

describe('The step network', () => {
  test.each([
    ['up', null],
    ['refuse', { kind: 'refuse' }],
    ['{ refuse: true }', { kind: 'refuse' }],
    ['reset', { kind: 'reset', of: 'request', afterBytes: 0 }],
    ['{ reset: { after: 100 B } }', { kind: 'reset', of: 'request', afterBytes: 100 }],
    [
      '{ reset: { of: answer, after: 1kB }, times: 3 }',
      { kind: 'reset', of: 'answer', afterBytes: 1_000, times: 3 },
    ],
    ['stall', { kind: 'stall', of: 'both', afterBytes: 0 }],
    ['{ stall: { of: answer, after: 10 B } }', { kind: 'stall', of: 'answer', afterBytes: 10 }],
    ['{ stall: true, probability: 10% }', { kind: 'stall', of: 'both', afterBytes: 0, probability: 0.1 }],
    ['{ throttle: 1 kB/s }', { kind: 'throttle', bytesPerSecond: 1_000 }],
    ['{ latency: 200 ms }', { kind: 'latency', ms: 200, jitterMs: 0 }],
    ['{ latency: 200ms, jitter: 50ms }', { kind: 'latency', ms: 200, jitterMs: 50 }],
    ['half-open', { kind: 'half-open' }],
    ['{ halfOpen: true, times: 1 }', { kind: 'half-open', times: 1 }],
    ['drop answers', { kind: 'drop answers', instead: 'silence' }],
    ['{ dropAnswers: reset }', { kind: 'drop answers', instead: 'reset' }],
  ])('takes %s', async (value, fault) => {
    const { steps } = await withSteps(`  - network: ${value}`);
    const put: unknown[] = [];
    const stage: Pick<Stage, 'network'> = { network: async (given) => void put.push(given) };
    await steps[0]!.play(stage as Stage);
    expect(put).toEqual([fault]);
  });

  test.each([
    ['  - network: up', true],
    ['  - load: spring\n  - repeat: 2\n    steps: [{ wait: 1s }, { network: refuse }]', true],
    ['  - parallel: [[{ load: spring }], [{ repeat: 2, steps: [{ network: stall }] }]]', true],
    ['  - load: spring\n  - receiver: down\n  - waitForTarget: 1s', false],
  ])('is found wherever it stands: %s', async (steps, uses) => {
    expect(usesNetwork(await withSteps(steps))).toBe(uses);
  });
});

describe('The step waitForTarget', () => {
  async function waited(
    clock: VirtualClock | RealClock,
    targetBack: Stage['targetBack'],
  ): Promise<readonly StepFailure[]> {
    const { steps } = await withSteps('  - waitForTarget: 2m');
    const failures: StepFailure[] = [];
    const stage = { clock, targetBack, failed: (failure: StepFailure) => void failures.push(failure) };
    await clock.run('the scenario', () => steps[0]!.play(stage as unknown as Stage));
    return failures;
  }

  test('asks for so long, and campaign time stands still until the target is back', async () => {
    const clock = new VirtualClock();
    const asked: number[] = [];
    let fired = false;
    clock.at(clock.nowMs() + 1, 'a periodic message', () => {
      fired = true;
    });
    const failures = await waited(clock, async (withinMs) => {
      asked.push(withinMs);
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
      return null;
    });
    expect([asked, failures, fired, clock.nowMs() - clock.epochMs]).toEqual([[120_000], [], false, 0]);
  });

  test('goes on in real time as well', async () => {
    expect(await waited(new RealClock(), async () => null)).toEqual([]);
  });

  test('fails with the last answer if the target stays away', async () => {
    const failures = await waited(new VirtualClock(), async () => 'the connection was refused');
    expect(failures).toMatchObject([
      {
        title: 'the target did not come back within 2m of real time',
        lines: ['last answer: the connection was refused'],
        atMs: 0,
      },
    ]);
    expect(failures[0]!.place.source.name).toBe('test.yaml');
  });

  test.each([
    ['virtual', new VirtualClock()],
    ['real', new RealClock()],
  ])('asks no longer when the run is interrupted, on a %s clock', async (_kind, clock) => {
    let ended = false;
    const waiting = waited(clock, (_withinMs, signal) => {
      setImmediate(() => clock.stop('interrupted'));
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          ended = true;
          resolve('interrupted');
        });
      });
    });
    await expect(waiting).rejects.toBeInstanceOf(ClockStopped);
    expect(ended).toBe(true);
  });
});
