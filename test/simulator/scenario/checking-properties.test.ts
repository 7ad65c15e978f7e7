// What the checker says for sure against what really happens: it may be silent, but never wrong.

import { expect, test } from 'vitest';
import { contractOf } from '../../../receiver/contract/contract.ts';
import type { Place } from '../../../receiver/document/place.ts';
import { AgentGroups } from '../../../simulator/campaign/agent-groups.ts';
import type { Command } from '../../../simulator/campaign/command.ts';
import { Checking } from '../../../simulator/scenario/checking.ts';
import fc from '../../support/fast-check.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { GroupUnderTest } from '../campaign/group-under-test.ts';

const LABELS = ['spring', 'autumn'] as const;

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ name: 'Load' }) },
  { weight: 2, arbitrary: fc.constant({ name: 'Unload' }) },
  fc.constant({ name: 'ForceUnload' }),
  {
    weight: 3,
    arbitrary: fc.record({
      name: fc.constant('StartDialing' as const),
      mode: fc.constantFrom('Predict', 'Progress', 'Preview', 'PredictGVP'),
    }),
  },
  fc.record({
    name: fc.constant('SetDialingMode' as const),
    mode: fc.constantFrom('Predict', 'Progress', 'Preview'),
  }),
  fc.constant({ name: 'StopDialing' }),
  fc.constant({ name: 'GeneralInfo', text: '' }),
) as fc.Arbitrary<Command>;

/** A command, or time that passes before the next one: none, a few seconds, or enough for all calls to end. */
const happening = fc.record({
  group: fc.constantFrom(...LABELS),
  command,
  thenSeconds: fc.constantFrom(0, 0, 30, 3_600),
});

test('a command that is said to be refused for sure is refused, and one that cannot be refused is taken', () => {
  const said = { refused: 0, taken: 0 };
  fc.assert(
    fc.property(fc.array(happening, { minLength: 1, maxLength: 14 }), (happenings) => {
      const text = ' '.repeat(happenings.length);
      const checkers = [false, true].map((wantsRefusal) => ({
        wantsRefusal,
        checking: new Checking(
          LABELS.map((label) => ({ label, agentGroupKey: 'the same' })),
          [],
          contractOf(),
        ),
      }));
      const clock = new ManualClock();
      const agentGroups = new AgentGroups();
      const groups = new Map(
        LABELS.map((label) => [label, new GroupUnderTest({ label }, { clock, agentGroups }).group]),
      );
      for (const [index, { group, command: told, thenSeconds }] of happenings.entries()) {
        const place: Place = { source: { name: 'test', text }, start: index, end: index + 1 };
        const { kind } = groups.get(group)!.execute(told);
        for (const { checking, wantsRefusal } of checkers) {
          const before = checking.problems.length;
          checking.command([{ value: group, place }], told, place, wantsRefusal);
          if (checking.problems.length === before) continue;
          said[wantsRefusal ? 'taken' : 'refused'] += 1;
          expect([index, checking.problems.at(-1)!.message, kind]).toEqual([
            index,
            checking.problems.at(-1)!.message,
            wantsRefusal ? 'accepted' : 'refused',
          ]);
        }
        clock.moveTo(clock.nowMs() + thenSeconds * 1_000);
      }
    }),
    {
      numRuns: 400,
      examples: [
        [
          // Loaded while it still unloads, which is refused, and once more when it has unloaded by itself.
          [
            { group: 'spring', command: { name: 'Load' }, thenSeconds: 0 },
            { group: 'spring', command: { name: 'StartDialing', mode: 'Predict' }, thenSeconds: 3_600 },
            { group: 'spring', command: { name: 'Unload' }, thenSeconds: 0 },
            { group: 'spring', command: { name: 'Load' }, thenSeconds: 3_600 },
            { group: 'spring', command: { name: 'Load' }, thenSeconds: 0 },
          ],
        ],
      ],
    },
  );
  expect(said.refused).toBeGreaterThan(500);
  expect(said.taken).toBeGreaterThan(200);
});
