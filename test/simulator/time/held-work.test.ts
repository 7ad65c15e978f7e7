import { expect, test } from 'vitest';
import { ClockStopped } from '../../../simulator/time/clock.ts';
import { RealClock } from '../../../simulator/time/real-clock.ts';
import { VirtualClock } from '../../../simulator/time/virtual-clock.ts';

/** Work that ends when the test says so. */
function openWork(): {
  readonly work: () => Promise<void>;
  readonly begun: boolean;
  end(): void;
  fail(): void;
} {
  let begun = false;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return {
    get begun() {
      return begun;
    },
    work: () => {
      begun = true;
      return promise;
    },
    end: () => resolve(),
    fail: () => reject(new Error('the work failed')),
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('the clock stands still while work is held, and goes on once it has settled', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  const post = openWork();
  const log: string[] = [];
  clock.at(10, 'sends', () => void clock.hold('spring', 'POST', post.work));
  clock.at(10, 'same instant', () => log.push('same instant'));
  clock.at(20, 'later', () => log.push('later'));
  const ran = clock.run('test', () => clock.sleep(100, 'all'));
  for (let i = 0; i < 5; i += 1) await turn();
  expect([post.begun, clock.nowMs(), log]).toEqual([true, 10, []]);
  post.end();
  await ran;
  expect([clock.nowMs(), log]).toEqual([100, ['same instant', 'later']]);
});

test('work of one key goes one after another, in order; work of other keys goes beside it', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  const [first, second, other] = [openWork(), openWork(), openWork()];
  const firstDone = clock.hold('spring', 'first', first.work);
  const secondDone = clock.hold('spring', 'second', second.work);
  const otherDone = clock.hold('autumn', 'other', other.work);
  await turn();
  expect([first.begun, second.begun, other.begun]).toEqual([true, false, true]);
  first.end();
  await firstDone;
  await turn();
  expect(second.begun).toBe(true);
  second.end();
  other.end();
  await Promise.all([secondDone, otherDone]);
});

test('work that fails does not keep the next of its key from beginning, nor time from passing', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  const [first, second] = [openWork(), openWork()];
  const firstDone = clock.hold('spring', 'first', first.work);
  const secondDone = clock.hold('spring', 'second', second.work);
  first.fail();
  await expect(firstDone).rejects.toThrow('the work failed');
  second.end();
  await secondDone;
  await clock.run('test', () => clock.sleep(5, 'five'));
  expect(clock.nowMs()).toBe(5);
});

test('work that throws before it gives a promise is over, too', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  const thrown = clock.hold('spring', 'thrown', () => {
    throw new Error('at once');
  });
  await expect(thrown).rejects.toThrow('at once');
  await clock.run('test', () => clock.sleep(5, 'five'));
  expect(clock.nowMs()).toBe(5);
});

test('work gives what it gave', async () => {
  const clock = new VirtualClock();
  expect(await clock.hold('spring', 'gives', async () => 42)).toBe(42);
});

test('a script can wait until nothing is held, also for work that begins meanwhile behind other work', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  const [first, second] = [openWork(), openWork()];
  let settled = false;
  const ran = clock.run('test', async () => {
    void clock.hold('spring', 'first', first.work);
    void clock.hold('spring', 'second', second.work);
    await clock.settled();
    settled = true;
  });
  first.end();
  for (let i = 0; i < 3; i += 1) await turn();
  expect([second.begun, settled]).toEqual([true, false]);
  second.end();
  await ran;
  expect([settled, clock.nowMs()]).toEqual([true, 0]);
});

test('where nothing is held there is nothing to wait for', async () => {
  const clock = new VirtualClock({ epochMs: 0 });
  await clock.run('test', () => clock.settled());
  expect(clock.nowMs()).toBe(0);
});

test('a stop ends the wait for held work, which itself goes on', async () => {
  const clock = new VirtualClock();
  const post = openWork();
  const held = clock.hold('spring', 'POST', post.work);
  const ran = clock.run('test', () => clock.settled());
  clock.stop('interrupted');
  await expect(ran).rejects.toThrow('interrupted at 00:00:00.000');
  post.end();
  await held;
});

test.each([
  ['virtual', () => new VirtualClock()],
  ['real', () => new RealClock()],
] as const)(
  'on a %s clock that was stopped, nothing counts as settled: a script must not go on',
  async (_kind, open) => {
    const clock = open();
    clock.stop('interrupted');
    await expect(clock.settled()).rejects.toThrow(ClockStopped);
  },
);
