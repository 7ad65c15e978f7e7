// The virtual clock against the simplest thing that could be right: a list that is sorted again at every step.

import { expect, test } from 'vitest';
import type { Timer } from '../../../simulator/time/clock.ts';
import { VirtualClock } from '../../../simulator/time/virtual-clock.ts';
import fc from '../../support/fast-check.ts';

/** What one script does, in turn. */
type Operation =
  | { readonly kind: 'sleep'; readonly ms: number }
  | { readonly kind: 'set'; readonly inMs: number; readonly again: number | null }
  | { readonly kind: 'cancel'; readonly nth: number };

const ms = fc.integer({ min: 0, max: 12 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant('sleep' as const), ms }),
  // A timer may set another one when it fires, once.
  fc.record({ kind: fc.constant('set' as const), inMs: ms, again: fc.option(ms) }),
  fc.record({ kind: fc.constant('cancel' as const), nth: fc.nat(12) }),
);
const scripts = fc.array(fc.array(operation, { maxLength: 12 }), { minLength: 1, maxLength: 4 });

async function onTheClock(program: readonly (readonly Operation[])[]): Promise<readonly string[]> {
  const clock = new VirtualClock({ epochMs: 0 });
  const log: string[] = [];
  const timers: Timer[] = [];
  const set = (inMs: number, again: number | null): void => {
    const name = `timer ${timers.length}`;
    timers.push(
      clock.at(clock.nowMs() + inMs, name, () => {
        log.push(`${clock.nowMs()} ${name}`);
        if (again !== null) set(again, null);
      }),
    );
  };
  await clock.run('program', () =>
    clock.fork(
      'scripts',
      program.map((operations, index) => async () => {
        for (const each of operations) {
          if (each.kind === 'sleep') await clock.sleep(each.ms, 'sleep');
          else if (each.kind === 'set') set(each.inMs, each.again);
          else timers[each.nth]?.cancel();
          log.push(`${clock.nowMs()} script ${index} ${each.kind}`);
        }
      }),
    ),
  );
  log.push(`${clock.nowMs()} end`);
  return log;
}

interface Due {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

function onAList(program: readonly (readonly Operation[])[]): readonly string[] {
  const log: string[] = [];
  let nowMs = 0;
  let order = 0;
  let due: Due[] = [];
  const timers: Due[] = [];
  const add = (inMs: number, run: () => void): Due => {
    const entry = { atMs: nowMs + inMs, order, run };
    order += 1;
    due.push(entry);
    return entry;
  };
  const set = (inMs: number, again: number | null): void => {
    const name = `timer ${timers.length}`;
    timers.push(
      add(inMs, () => {
        log.push(`${nowMs} ${name}`);
        if (again !== null) set(again, null);
      }),
    );
  };
  let running = program.length;
  const goOn = (index: number, from: number): void => {
    const operations = program[index]!;
    for (let at = from; at < operations.length; at += 1) {
      const each = operations[at]!;
      const done = (): void => void log.push(`${nowMs} script ${index} ${each.kind}`);
      if (each.kind === 'sleep') {
        add(each.ms, () => {
          done();
          goOn(index, at + 1);
        });
        return;
      }
      if (each.kind === 'set') set(each.inMs, each.again);
      else due = due.filter((entry) => entry !== timers[each.nth]);
      done();
    }
    running -= 1;
  };
  for (const index of program.keys()) goOn(index, 0);
  while (running > 0) {
    due.sort((a, b) => a.atMs - b.atMs || a.order - b.order);
    const next = due.shift()!;
    nowMs = next.atMs;
    next.run();
  }
  log.push(`${nowMs} end`);
  return log;
}

test('whatever scripts wait for, set and cancel, everything happens as on a sorted list', async () => {
  await fc.assert(
    fc.asyncProperty(scripts, async (program) => {
      expect(await onTheClock(program)).toEqual(onAList(program));
    }),
    { numRuns: 300 },
  );
});

test('whatever work is held, it ends at the instant at which it was due, and that of one key in order', async () => {
  const sending = fc.record({ atMs: fc.integer({ min: 1, max: 6 }), key: fc.nat(2), turns: fc.nat(2) });
  await fc.assert(
    fc.asyncProperty(fc.array(sending, { minLength: 1, maxLength: 8 }), async (sendings) => {
      const clock = new VirtualClock({ epochMs: 0 });
      const begun: { readonly key: number; readonly index: number; readonly atMs: number }[] = [];
      const ended: number[] = [];
      for (const [index, { atMs, key, turns }] of sendings.entries()) {
        clock.at(atMs, 'sends', () => {
          void clock.hold(String(key), 'work', async () => {
            begun.push({ key, index, atMs: clock.nowMs() });
            for (let i = 0; i < turns; i += 1) await new Promise((resolve) => setImmediate(resolve));
            ended[index] = clock.nowMs();
          });
        });
      }
      await clock.run('test', async () => {
        await clock.sleep(7, 'seven');
        await clock.settled();
      });
      expect(ended).toEqual(sendings.map((each) => each.atMs));
      expect(begun).toHaveLength(sendings.length);
      const dueOrder = sendings
        .map((each, index) => ({ ...each, index }))
        .sort((a, b) => a.atMs - b.atMs || a.index - b.index);
      for (const key of [0, 1, 2]) {
        expect(begun.filter((each) => each.key === key).map((each) => each.index)).toEqual(
          dueOrder.filter((each) => each.key === key).map((each) => each.index),
        );
      }
    }),
    { numRuns: 60 },
  );
});
