import { expect, test } from 'vitest';
import { ClockStopped } from '../../../simulator/time/clock.ts';
import { DEFAULT_EPOCH_MS } from '../../../simulator/time/instant.ts';
import { VirtualClock } from '../../../simulator/time/virtual-clock.ts';

/** Sets a timer that writes down when it ran. */
function marking(clock: VirtualClock, log: string[]): (sinceMs: number, label: string) => void {
  return (sinceMs, label) =>
    void clock.at(clock.epochMs + sinceMs, label, () =>
      log.push(`${clock.nowMs() - clock.epochMs} ${label}`),
    );
}

test('every due instant is visited, in order, and none is jumped over', async () => {
  const clock = new VirtualClock();
  const log: string[] = [];
  const mark = marking(clock, log);
  for (const sinceMs of [30, 10, 1_000_000, 20, 999]) mark(sinceMs, 'due');
  await clock.run('test', () => clock.sleep(86_400_000, 'a day'));
  expect(log).toEqual(['10 due', '20 due', '30 due', '999 due', '1000000 due']);
  expect(clock.nowMs() - clock.epochMs).toBe(86_400_000);
});

test('what is due at one instant runs in the order in which it was set, whatever is set from within', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  const log: string[] = [];
  const mark = marking(clock, log);
  clock.at(5, 'first', () => {
    log.push('5 first');
    mark(5, 'set last');
  });
  mark(5, 'second');
  await clock.run('test', async () => {
    await clock.sleep(5, 'until then');
    log.push('5 script');
    await clock.sleep(0, 'the rest of the instant');
  });
  expect(log).toEqual(['5 first', '5 second', '5 script', '5 set last']);
});

test('an instant that has passed counts as now', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  const log: string[] = [];
  await clock.run('test', async () => {
    await clock.sleep(50, 'until 50');
    marking(clock, log)(10, 'late');
    await clock.sleep(1, 'a bit');
  });
  expect(log).toEqual(['50 late']);
});

test('a timer that was cancelled never runs, also where an earlier one of the same instant cancels it', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  const log: string[] = [];
  clock.at(1, 'early', () => log.push('early')).cancel();
  clock.at(2, 'canceller', () => doomed.cancel());
  const doomed = clock.at(2, 'doomed', () => log.push('doomed'));
  marking(clock, log)(3, 'kept');
  await clock.run('test', () => clock.sleep(10, 'all of it'));
  expect(log).toEqual(['3 kept']);
});

test('nothing runs before the first script and nothing after the last one', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  const log: string[] = [];
  const mark = marking(clock, log);
  mark(1, 'within');
  mark(2, 'at the end');
  mark(3, 'after');
  await new Promise((resolve) => setImmediate(resolve));
  expect(log).toEqual([]);
  await clock.run('test', () => clock.sleep(2, 'two'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(log).toEqual(['1 within', '2 at the end']);
  expect(clock.nowMs()).toBe(2);
});

test('time goes on where it stood when another script is run', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  await clock.run('one', () => clock.sleep(7, 'seven'));
  const gave = await clock.run('two', async () => {
    await clock.sleep(3, 'three');
    return 'done';
  });
  expect([gave, clock.nowMs()]).toEqual(['done', 10]);
});

test('a script that fails makes the run fail as it did, and ends time', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  const log: string[] = [];
  marking(clock, log)(9, 'after');
  const failing = clock.run('test', async () => {
    await clock.sleep(4, 'four');
    throw new RangeError('as it did');
  });
  await expect(failing).rejects.toThrow(new RangeError('as it did'));
  expect([clock.nowMs(), log]).toEqual([4, []]);
});

test('a wait that is woken ends at once; one that is not ends at its deadline', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  let disarmed = 0;
  const wakes: (() => void)[] = [];
  const arm = (wake: () => void) => {
    wakes.push(wake);
    return () => {
      disarmed += 1;
    };
  };
  clock.at(5, 'wakes', () => wakes[0]!());
  await clock.run('test', async () => {
    expect([await clock.waitFor(100, 'woken', arm), clock.nowMs()]).toEqual([true, 5]);
    expect([await clock.waitFor(100, 'not woken', arm), clock.nowMs()]).toEqual([false, 100]);
    expect([await clock.waitFor(50, 'deadline passed', arm), clock.nowMs()]).toEqual([false, 100]);
  });
  expect(disarmed).toBe(3);
  // Waking somebody who has gone on long since does nothing.
  wakes[1]!();
  expect(disarmed).toBe(3);
});

test('a wait whose reason is there already when it begins lets no time pass', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  let disarmed = 0;
  await clock.run('test', async () => {
    const woken = await clock.waitFor(100, 'at once', (wake) => {
      wake();
      return () => {
        disarmed += 1;
      };
    });
    expect([woken, clock.nowMs(), disarmed]).toEqual([true, 0, 1]);
    await clock.sleep(1, 'time passes again');
  });
  expect(clock.nowMs()).toBe(1);
});

test('a wait that is woken at its very deadline, before the deadline itself, counts as woken', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  let wakeIt = (): void => {};
  clock.at(10, 'wakes', () => wakeIt());
  const woken = await clock.run('test', () =>
    clock.waitFor(10, 'until 10', (wake) => {
      wakeIt = wake;
      return () => {};
    }),
  );
  expect(woken).toBe(true);
});

test('an action that throws ends the run with an error that names its label and instant', async () => {
  const clock = new VirtualClock();
  clock.at(clock.epochMs + 150_000, 'periodic message of spring', () => {
    throw new Error('no such list');
  });
  const failing = clock.run('test', () => clock.sleep(600_000, 'ten minutes'));
  await expect(failing).rejects.toThrow('periodic message of spring, due at 00:02:30.000: no such list');
  await expect(failing).rejects.toMatchObject({ cause: { message: 'no such list' } });
});

test('stopping ends every wait, and says why and when', async () => {
  const clock = new VirtualClock();
  const ended: string[] = [];
  const ends = async (wait: Promise<unknown>): Promise<void> => {
    await wait.catch((error: Error) => {
      expect(error).toBeInstanceOf(ClockStopped);
      ended.push(error.message);
    });
  };
  clock.at(clock.epochMs + 90_000, 'stops', () => clock.stop('interrupted'));
  await clock.run('test', () =>
    clock.fork('branches', [
      () => ends(clock.sleep(3_600_000, 'an hour')),
      () => ends(clock.waitFor(clock.epochMs + 3_600_000, 'an hour', () => () => {})),
    ]),
  );
  expect(ended).toEqual(Array(2).fill('interrupted at 00:01:30.000'));
});

test('a clock that was stopped stays so: no timer fires, no wait begins, and the first reason is kept', async () => {
  const clock = new VirtualClock();
  const log: string[] = [];
  marking(clock, log)(5, 'before');
  clock.stop('enough');
  clock.stop('more than enough');
  marking(clock, log)(6, 'afterwards');
  await expect(clock.run('test', () => clock.sleep(10, 'ten'))).rejects.toThrow('enough at 00:00:00.000');
  expect([log, clock.nowMs()]).toEqual([[], clock.epochMs]);
});

test.each([
  [
    'in one long wait with many timers',
    async (clock: VirtualClock) => {
      const tick = (): void => void clock.at(clock.nowMs() + 1, 'tick', tick);
      tick();
      await clock.sleep(5_000, 'five thousand timers');
    },
  ],
  [
    'in many short waits',
    async (clock: VirtualClock) => {
      for (let round = 0; round < 5_000; round += 1) await clock.sleep(1, 'a round');
    },
  ],
])('signals and sockets get their turn %s without any work held', async (_where, script) => {
  const clock = new VirtualClock({ epochMs: 0 });
  const turnsAtMs: number[] = [];
  let over = false;
  const takeTurn = (): void => {
    turnsAtMs.push(clock.nowMs());
    if (!over) setImmediate(takeTurn);
  };
  setImmediate(takeTurn);
  await clock.run('test', () => script(clock));
  over = true;
  expect(clock.nowMs()).toBe(5_000);
  // At least one in any 1,500 instants, to the very end.
  const gaps = [0, ...turnsAtMs, 5_000].map((atMs, index, all) => atMs - (all[index - 1] ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(1_500);
});

test('it says of itself what it is', () => {
  const clock = new VirtualClock();
  expect([clock.kind, clock.speed, clock.epochMs, clock.nowMs()]).toEqual([
    'virtual',
    null,
    DEFAULT_EPOCH_MS,
    DEFAULT_EPOCH_MS,
  ]);
});
