import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../simulator/time/clock.ts';
import { RealClock } from '../../../simulator/time/real-clock.ts';
import { VirtualClock } from '../../../simulator/time/virtual-clock.ts';

describe('Branches on the virtual clock', () => {
  test('go side by side, and the script goes on at the instant at which the last one ended', async () => {
    const clock = new VirtualClock({ epochMs: 0 });
    const log: string[] = [];
    const branch =
      (name: string, ...waits: number[]) =>
      async () => {
        for (const wait of waits) {
          await clock.sleep(wait, name);
          log.push(`${clock.nowMs()} ${name}`);
        }
      };
    await clock.run('test', async () => {
      await clock.fork('branches', [branch('a', 10, 10), branch('b', 5, 20), branch('c', 10)]);
      log.push(`${clock.nowMs()} after`);
      await clock.sleep(1, 'one more');
    });
    expect(log).toEqual(['5 b', '10 a', '10 c', '20 a', '25 b', '25 after']);
    expect(clock.nowMs()).toBe(26);
  });

  test('let no time pass between the end of the last one and what the script does next', async () => {
    const clock = new VirtualClock({ epochMs: 0 });
    let passed = false;
    await clock.run('test', async () => {
      await clock.fork('branches', [async () => {}, () => clock.sleep(10, 'ten'), async () => {}]);
      clock.at(10, 'at the same instant', () => {
        passed = true;
      });
      for (let i = 0; i < 20; i += 1) await Promise.resolve();
      expect([passed, clock.nowMs()]).toEqual([false, 10]);
      await clock.sleep(0, 'now');
      expect(passed).toBe(true);
    });
  });

  test('may hold branches themselves', async () => {
    const clock = new VirtualClock({ epochMs: 0 });
    const ends: number[] = [];
    await clock.run('test', () =>
      clock.fork('outer', [
        async () => {
          await clock.fork('inner', [() => clock.sleep(30, 'x'), async () => {}, () => clock.sleep(20, 'y')]);
          ends.push(clock.nowMs());
          await clock.sleep(5, 'after the inner ones');
          ends.push(clock.nowMs());
        },
        async () => {
          await clock.sleep(25, 'z');
          ends.push(clock.nowMs());
        },
      ]),
    );
    expect(ends).toEqual([25, 30, 35]);
  });

  test('may be none at all', async () => {
    const clock = new VirtualClock({ epochMs: 0 });
    await clock.run('test', async () => {
      await clock.fork('none', []);
      await clock.sleep(3, 'three');
    });
    expect(clock.nowMs()).toBe(3);
  });
});

describe.each([
  ['virtual', () => new VirtualClock()],
  ['scaled', () => new RealClock({ speed: 1_000 })],
] as const)('When a branch fails on the %s clock', (_kind, open) => {
  test('the others still come to their end, then the script fails as the first one did', async () => {
    const clock: Clock = open();
    const ended: string[] = [];
    const failing = clock.run('test', () =>
      clock.fork('branches', [
        async () => {
          await clock.sleep(10, 'ten');
          ended.push('long');
        },
        async () => {
          await clock.sleep(1, 'one');
          throw new Error('the short one failed');
        },
      ]),
    );
    await expect(failing).rejects.toThrow('the short one failed');
    expect(ended).toEqual(['long']);
    clock.stop('test ended');
  });
});
