// Campaign time that is made to stand still and go on. Against real time nothing is said about how late anything is.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PeriodicTimer } from '../../../simulator/campaign/periodic-timer.ts';
import type { Clock } from '../../../simulator/time/clock.ts';
import { afterHostMs, nextTurn } from '../../../simulator/time/host-time.ts';
import { RealClock } from '../../../simulator/time/real-clock.ts';
import { VirtualClock } from '../../../simulator/time/virtual-clock.ts';

/** Lets real time pass, and with it whatever a clock that does not stand still would do. */
function real(ms: number): Promise<void> {
  return new Promise((resolve) => afterHostMs(ms, resolve));
}

function turn(): Promise<void> {
  return new Promise((resolve) => nextTurn(resolve));
}

describe.each([
  ['virtual', () => new VirtualClock({ epochMs: 0 }) as Clock],
  ['real', () => new RealClock({ epochMs: 0 }) as Clock],
  ['scaled', () => new RealClock({ epochMs: 0, speed: 500 }) as Clock],
] as const)('On a %s clock that is paused', (_kind, open) => {
  test('campaign time stands still and nothing fires; then it goes on from there', async () => {
    const clock = open();
    const fired: string[] = [];
    clock.at(1, 'first', () => {
      fired.push('first');
      clock.pause();
    });
    clock.at(2, 'second', () => fired.push('second'));
    const playing = clock.run('test', () => clock.sleep(2, 'two'));
    while (!clock.paused) await turn();
    const pausedAtMs = clock.nowMs();
    await real(8);
    expect([clock.nowMs(), fired]).toEqual([pausedAtMs, ['first']]);
    clock.resume();
    await playing;
    expect(fired).toEqual(['first', 'second']);
    expect(clock.nowMs()).toBeGreaterThanOrEqual(2);
    clock.stop('test ended');
  });

  test('a script that waits for what is under way goes on only afterwards', async () => {
    const clock = open();
    const went: string[] = [];
    clock.pause();
    const playing = clock.run('test', async () => {
      went.push('begun');
      await clock.settled();
      went.push('gone on');
    });
    await real(2);
    expect(went).toEqual(['begun']);
    clock.resume();
    await playing;
    expect(went).toEqual(['begun', 'gone on']);
    clock.stop('test ended');
  });

  test('work under way ends, and time goes on once both are over', async () => {
    const clock = open();
    const work = Promise.withResolvers<string>();
    const held = clock.hold('spring', 'a POST', () => work.promise);
    clock.pause();
    const playing = clock.run('test', () => clock.settled());
    work.resolve('answered');
    expect(await held).toBe('answered');
    clock.resume();
    await playing;
    clock.stop('test ended');
  });

  test('an interrupt ends what waits', async () => {
    const clock = open();
    clock.pause();
    const playing = clock.run('test', () => clock.sleep(60_000, 'a minute'));
    clock.stop('interrupted');
    await expect(playing).rejects.toThrow(/^interrupted at /);
    clock.resume();
    await expect(clock.settled()).rejects.toThrow('interrupted');
  });

  test('pausing twice is pausing once, and so is going on', async () => {
    const clock = open();
    clock.resume();
    expect(clock.paused).toBe(false);
    clock.pause();
    clock.pause();
    expect(clock.paused).toBe(true);
    clock.resume();
    clock.resume();
    expect(clock.paused).toBe(false);
    await clock.run('test', () => clock.sleep(1, 'one'));
    clock.stop('test ended');
  });

  test('what comes next is known, with its instant', () => {
    const clock = open();
    expect(clock.next()).toBeNull();
    clock.at(9_000_000, 'end of the day', () => {});
    clock.at(8_000_000, 'cancelled', () => {}).cancel();
    clock.pause();
    expect(clock.next()).toEqual({ atMs: 9_000_000, label: 'end of the day' });
    clock.stop('test ended');
    expect(clock.next()).toBeNull();
  });
});

test('what is periodic keeps its rhythm over pauses of a virtual clock, wherever they come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 0, max: 49 }), { maxLength: 6 }),
      async (pausesAtMs) => {
        const clock = new VirtualClock({ epochMs: 0 });
        const heard: number[] = [];
        const timer = new PeriodicTimer(clock, 'periodic message', () => void heard.push(clock.nowMs()));
        for (const atMs of pausesAtMs) {
          clock.at(atMs, 'pause', () => {
            clock.pause();
            nextTurn(() => clock.resume());
          });
        }
        await clock.run('test', async () => {
          timer.arm(10);
          await clock.sleep(55, 'five of them');
          timer.cancel();
        });
        expect(heard).toEqual([10, 20, 30, 40, 50]);
      },
    ),
    { numRuns: 30 },
  );
});

test('what is periodic keeps its rhythm over a pause of a scaled clock: every message at its own campaign instant or just after', async () => {
  const clock = new RealClock({ epochMs: 0, speed: 1_000 });
  const heard: number[] = [];
  const timer = new PeriodicTimer(clock, 'periodic message', () => {
    heard.push(clock.nowMs());
    if (heard.length !== 2) return;
    clock.pause();
    // Five intervals of real time: not one of them is made up for.
    afterHostMs(50, () => {
      expect(heard.length).toBe(2);
      clock.resume();
    });
  });
  timer.arm(10_000);
  await clock.sleep(45_000, 'four of them');
  timer.cancel();
  clock.stop('test ended');
  expect(heard.length).toBeGreaterThanOrEqual(4);
  expect(heard.map((atMs, index) => atMs >= (index + 1) * 10_000)).toEqual(heard.map(() => true));
});

test('of several timers that are overdue on a real clock, those after the one that pauses it stay', async () => {
  const clock = new RealClock({ epochMs: 0, speed: 1_000 });
  const fired: string[] = [];
  clock.at(0, 'pauses', () => {
    fired.push('pauses');
    clock.pause();
  });
  clock.at(0, 'after', () => fired.push('after'));
  while (fired.length === 0) await turn();
  await real(3);
  expect(fired).toEqual(['pauses']);
  clock.resume();
  await clock.sleep(1, 'the rest');
  expect(fired).toEqual(['pauses', 'after']);
  clock.stop('test ended');
});
