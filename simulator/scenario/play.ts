import type { Stage } from './stage.ts';
import type { Step } from './step.ts';

/**
 * Plays steps one after another. Each begins once what the one before sent has come to its end, as far as the clock stands still
 * for that.
 *
 * Expectations watch from the first action before them on: from the first step after the last that judged or let time pass. So in
 * `stop, unload, expect stopped, expect unloaded` both are watched for before `stop`.
 */
export async function playSteps(steps: readonly Step[], stage: Stage): Promise<void> {
  let armed = 0;
  for (const [index, step] of steps.entries()) {
    if (index >= armed) armed = armNext(steps, index, stage);
    await stage.clock.settled();
    await step.play(stage);
  }
}

/** Arms the next expectations of a run of steps without a wait in between; gives where the steps after them begin. */
function armNext(steps: readonly Step[], from: number, stage: Stage): number {
  const row = {};
  let at = from;
  while (at < steps.length && steps[at]!.arm === undefined) {
    if (steps[at]!.passesTime) return at + 1;
    at += 1;
  }
  for (; at < steps.length && steps[at]!.arm !== undefined; at += 1) steps[at]!.arm!(stage, row);
  return at;
}
