// Steps in which campaign time passes.

import { groupStateShape } from '../../../receiver/contract/word-shapes.ts';
import { byKind } from '../../../receiver/document/composite-shapes.ts';
import { durationText } from '../../../receiver/document/duration.ts';
import { record, required } from '../../../receiver/document/record.ts';
import { duration } from '../../../receiver/document/scalar-shapes.ts';
import type { Stage } from '../stage.ts';
import { type StepKind, stepKind } from '../step.ts';
import { resolveTarget, targetShape } from '../target.ts';

const untilState = record(
  {
    group: required(targetShape, 'the groups that are watched; every one of them must get there'),
    state: required(groupStateShape('a group state'), 'the state that is waited for'),
    within: required(duration(), 'how long it may take, or the run fails'),
  },
  { what: 'waitUntil' },
);

/** A wait includes its last instant: what else is due then comes first, so that `wait: 10s` sees the message due after 10 s. */
async function passTime(stage: Stage, ms: number, label: string): Promise<void> {
  await stage.clock.sleep(ms, label);
  await stage.clock.sleep(0, label);
}

export const waitingSteps: readonly StepKind[] = [
  stepKind(
    'wait',
    'lets campaign time pass',
    { wait: required(duration(), 'how long, such as 2m50s', { example: '2m50s' }) },
    ({ wait }) => ({
      check: () => {},
      passesTime: true,
      play: (stage) => passTime(stage, wait, `the step wait: ${durationText(wait)}`),
    }),
  ),
  stepKind(
    'waitUntil',
    'lets campaign time pass until an instant, or until groups are in a state',
    {
      waitUntil: required(
        byKind({ scalar: duration('a campaign time since the start, such as 12m'), mapping: untilState }),
        'a campaign time since the start (one that has passed is no wait), or a group, a state and how long it may take',
      ),
    },
    ({ waitUntil }, place) => {
      if (typeof waitUntil === 'number') {
        return {
          check: () => {},
          passesTime: true,
          play: async (stage) => {
            const rest = stage.clock.epochMs + waitUntil - stage.clock.nowMs();
            if (rest > 0) await passTime(stage, rest, `the step waitUntil: ${durationText(waitUntil)}`);
          },
        };
      }
      const { group, state, within } = waitUntil;
      return {
        check: (checking) => void checking.resolve(group),
        passesTime: true,
        play: async (stage) => {
          const { labels } = resolveTarget(group, [...stage.groups.keys()]);
          const left = (): string[] => labels.filter((label) => stage.groups.get(label)!.state !== state);
          if (left().length === 0) return;
          const reached = await stage.clock.waitFor(
            stage.clock.nowMs() + within,
            `the step waitUntil: ${state}`,
            (wake) =>
              stage.onGroupChange(() => {
                if (left().length === 0) wake();
              }),
          );
          if (reached) return;
          stage.failed({
            place,
            title: `${left().join(', ')} did not become ${state} within ${durationText(within)}`,
            lines: left().map((label) => `${label} is ${stage.groups.get(label)!.state}`),
            atMs: stage.clock.nowMs() - stage.clock.epochMs,
          });
        },
      };
    },
  ),
];
