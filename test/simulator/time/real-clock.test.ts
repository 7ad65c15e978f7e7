// Against real time, so nothing is said about how late anything is: only about order, and that nothing is early.

import { describe, expect, test } from 'vitest';
import { ClockStopped } from '../../../simulator/time/clock.ts';
import { hostNowMs } from '../../../simulator/time/host-time.ts';
import { RealClock } from '../../../simulator/time/real-clock.ts';

describe.each([
  ['real', 1],
  ['scaled', 250],
] as const)('A %s clock', (kind, speed) => {
  /** Campaign milliseconds that take so many real ones. */
  const campaign = (realMs: number): number => realMs * speed;

  test('fires in order of the instants, ties in the order in which they were set, and never early', async () => {
    const clock = new RealClock({ speed });
    const startMs = clock.nowMs();
    const fired: { readonly label: string; readonly early: boolean }[] = [];
    const set = (realMs: number, label: string): void => {
      const atMs = startMs + campaign(realMs);
      clock.at(atMs, label, () => fired.push({ label, early: clock.nowMs() < atMs }));
    };
    set(12, 'last');
    set(4, 'tie 1');
    set(4, 'tie 2');
    set(0, 'first');
    clock
      .at(startMs + campaign(6), 'cancelled', () => fired.push({ label: 'cancelled', early: false }))
      .cancel();
    await clock.run('test', () => clock.sleep(campaign(20), 'all of it'));
    clock.stop('test ended');
    expect(fired).toEqual(['first', 'tie 1', 'tie 2', 'last'].map((label) => ({ label, early: false })));
  });

  test('does not drift: a message counted from the first instant comes at or after its own, none is left out', async () => {
    const clock = new RealClock({ speed });
    const startMs = clock.nowMs();
    const dueMs: number[] = [];
    const arm = (count: number): void => {
      const atMs = startMs + count * campaign(2);
      clock.at(atMs, 'tick', () => {
        arm(count + 1);
        if (clock.nowMs() >= atMs) dueMs.push(count);
      });
    };
    arm(1);
    await clock.run('test', () =>
      clock.waitFor(startMs + campaign(5_000), 'ten ticks', (wake) => {
        clock.at(startMs + campaign(20), 'woken', wake);
        return () => {};
      }),
    );
    clock.stop('test ended');
    expect(dueMs.slice(0, 9)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('sleeps at least as long as it was told', async () => {
    const clock = new RealClock({ speed });
    const [hostMs, nowMs] = [hostNowMs(), clock.nowMs()];
    await clock.sleep(campaign(5), 'five');
    expect(hostNowMs() - hostMs).toBeGreaterThanOrEqual(5);
    expect(clock.nowMs() - nowMs).toBeGreaterThanOrEqual(campaign(5));
  });

  test('does not stand still for work, nor keeps work of one key apart', async () => {
    const clock = new RealClock({ speed });
    const work = Promise.withResolvers<string>();
    let begun = 0;
    const begin = (): Promise<string> => {
      begun += 1;
      return work.promise;
    };
    const held = [clock.hold('spring', 'first', begin), clock.hold('spring', 'second', begin)];
    expect(begun).toBe(2);
    await clock.sleep(campaign(1), 'time passes all the same');
    await clock.settled();
    work.resolve('answered');
    expect(await Promise.all(held)).toEqual(['answered', 'answered']);
  });

  test('after a stall makes up for everything in the order in which it was due, what is set meanwhile included', async () => {
    const clock = new RealClock({ speed });
    const startMs = clock.nowMs();
    const fired: string[] = [];
    const arm = (count: number): void => {
      clock.at(startMs + count * campaign(1), 'tick', () => {
        arm(count + 1);
        fired.push(`tick ${count}`);
      });
    };
    arm(1);
    clock.at(startMs + campaign(3.5), 'end', () => {
      fired.push('end');
      clock.stop('test ended');
    });
    while (clock.nowMs() < startMs + campaign(6));
    await expect(clock.sleep(campaign(60_000), 'a minute')).rejects.toThrow('test ended');
    expect(fired).toEqual(['tick 1', 'tick 2', 'tick 3', 'end']);
  });

  test('rejects what waits when it is stopped, and fires nothing any more', async () => {
    const clock = new RealClock({ speed });
    const fired: string[] = [];
    clock.at(clock.nowMs(), 'now', () => fired.push('now'));
    const waiting = clock.sleep(campaign(60_000), 'a minute');
    clock.stop('interrupted');
    await expect(waiting).rejects.toThrow(ClockStopped);
    await expect(clock.sleep(0, 'afterwards')).rejects.toThrow(/^interrupted at /);
    // Whatever had been due now would have fired before this.
    await new RealClock().sleep(3, 'three');
    expect(fired).toEqual([]);
  });

  test('an action that throws ends its waits with an error that names the label', async () => {
    const clock = new RealClock({ speed });
    clock.at(clock.nowMs(), 'end of calls', () => {
      throw new Error('no such group');
    });
    await expect(clock.sleep(campaign(60_000), 'a minute')).rejects.toThrow(
      /^end of calls, due at .*: no such group$/,
    );
  });

  test('says what it is', () => {
    expect([new RealClock({ speed }).kind, new RealClock({ speed }).speed]).toEqual([kind, speed]);
  });
});

test('a wait on the real clock that is woken ends before its deadline', async () => {
  const clock = new RealClock();
  let wakeIt = (): void => {};
  const waiting = clock.waitFor(clock.nowMs() + 3_600_000, 'an hour', (wake) => {
    wakeIt = wake;
    return () => {};
  });
  wakeIt();
  expect(await waiting).toBe(true);
  clock.stop('test ended');
});
