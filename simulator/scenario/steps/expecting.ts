import { required } from '../../../receiver/document/record.ts';
import { expectStepShape } from '../../../receiver/expect/step.ts';
import type { Watch } from '../stage.ts';
import { type Step, type StepKind, stepKind } from '../step.ts';

/** The step that waits for notifications: it goes on as soon as they have arrived, and judges when its time is over. */
export const expectingStep: StepKind = stepKind(
  'expect',
  'waits until notifications have arrived, or until the time for them is over',
  {
    expect: required(expectStepShape, 'which notifications, how many and within which time', {
      example: { event: 'started', within: '1s' },
    }),
  },
  ({ expect: spec }, place): Omit<Step, 'key' | 'place'> => {
    // One step may be played by several branches and rounds: each stage keeps its own watch of it.
    const watches = new WeakMap<object, Watch>();
    return {
      check: (checking) => checking.expectation(spec),
      arm: (stage, row) => void watches.set(stage, stage.watch(spec, row)),
      play: async (stage) => {
        const watch = watches.get(stage) ?? stage.watch(spec, {});
        const deadlineMs = watch.begin();
        if (!watch.settled) {
          const label = `the step expect: ${watch.title}`;
          const settled = await stage.clock.waitFor(deadlineMs, label, (wake) => watch.onSettled(wake));
          // The last instant belongs to the window: what else is due at it comes first.
          if (!settled) await stage.clock.sleep(0, label);
        }
        watches.delete(stage);
        stage.judged(place, watch.finish());
      },
    };
  },
);
