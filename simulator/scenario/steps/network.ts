// Steps on the way to the target: what is wrong with the network, and the end of the target's own downtime.

import { durationText } from '../../../receiver/document/duration.ts';
import { required } from '../../../receiver/document/record.ts';
import { duration } from '../../../receiver/document/scalar-shapes.ts';
import { networkShape } from '../network-shape.ts';
import type { Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';
import { type Step, type StepKind, stepKind } from '../step.ts';

export const networkSteps: readonly StepKind[] = [
  stepKind(
    'network',
    'puts a fault between sender and target, or takes it away',
    {
      network: required(
        networkShape,
        'a fault, in force for every connection from now on, in place of the one before; up: none any more',
        { example: 'refuse' },
      ),
    },
    ({ network }) => ({
      check: () => {},
      play: (stage) => stage.network(network.fault),
    }),
  ),
  stepKind(
    'waitForTarget',
    'waits in real time until the target takes connections again',
    {
      waitForTarget: required(duration(), 'how long it may take, or the run fails; real time, such as 2m', {
        example: '2m',
      }),
    },
    ({ waitForTarget }, place) => ({
      check: () => {},
      passesTime: true,
      play: async (stage) => {
        const why = await untilBack(stage, waitForTarget);
        if (why === null) return;
        stage.failed({
          place,
          title: `the target did not come back within ${durationText(waitForTarget)} of real time`,
          lines: [`last answer: ${why}`],
          atMs: stage.clock.nowMs() - stage.clock.epochMs,
        });
      },
    }),
  ),
];

/** Campaign time stands still meanwhile, on a clock that can; a clock that is stopped ends the asking. */
async function untilBack(stage: Stage, withinMs: number): Promise<string | null> {
  const label = `the step waitForTarget: ${durationText(withinMs)}`;
  const asking = new AbortController();
  let why: string | null = null;
  await stage.clock.waitFor(Number.POSITIVE_INFINITY, label, (wake) => {
    const ask = async (): Promise<void> => {
      try {
        why = await stage.targetBack(withinMs, asking.signal);
      } finally {
        wake();
      }
    };
    void stage.clock.hold('the target', label, ask);
    return () => asking.abort();
  });
  return why;
}

/** Whether a scenario ever touches the network: without that nothing need stand between sender and target. */
export function usesNetwork({ steps }: Pick<Scenario, 'steps'>): boolean {
  const touches = (step: Step): boolean => step.key === 'network' || (step.inner ?? []).some(touches);
  return steps.some(touches);
}
