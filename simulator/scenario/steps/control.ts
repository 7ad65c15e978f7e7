// Steps that hold other steps.

import { listOf } from '../../../receiver/document/composite-shapes.ts';
import { required } from '../../../receiver/document/record.ts';
import { integer } from '../../../receiver/document/scalar-shapes.ts';
import type { Shape } from '../../../receiver/document/shape.ts';
import { playSteps } from '../play.ts';
import { type Step, type StepKind, stepKind } from '../step.ts';

/** More rounds than this add nothing to what can be known beforehand. */
const ROUNDS_CHECKED = 3;

/** The kinds that repeat steps or run them side by side; `steps` reads what is inside, any kind again. */
export function controlSteps(step: Shape<Step>): readonly StepKind[] {
  const steps = listOf(step, { atLeast: 1 });
  return [
    stepKind(
      'repeat',
      'runs steps several times in a row',
      {
        repeat: required(
          integer('a whole number of rounds from 1 to 1000000', { min: 1, max: 1_000_000 }),
          'how often',
          { example: 3 },
        ),
        steps: required(steps, 'what is repeated', { example: [{ wait: '10s' }] }),
      },
      ({ repeat, steps: inner }) => ({
        inner,
        passesTime: true,
        check: (checking) => {
          for (let round = 0; round < Math.min(repeat, ROUNDS_CHECKED); round += 1) {
            for (const each of inner) each.check(checking);
          }
        },
        play: async (stage) => {
          for (let round = 0; round < repeat; round += 1) await playSteps(inner, stage);
        },
      }),
    ),
    stepKind(
      'parallel',
      'runs lists of steps side by side and goes on when all have ended',
      {
        parallel: required(listOf(steps, { atLeast: 2 }), 'two or more lists of steps', {
          example: [[{ load: 'spring' }], [{ load: 'autumn' }]],
        }),
      },
      ({ parallel }) => ({
        inner: parallel.flat(),
        passesTime: true,
        check: (checking) =>
          checking.branches(
            parallel.map((branch) => () => {
              for (const each of branch) each.check(checking);
            }),
          ),
        play: (stage) =>
          stage.clock.fork(
            'a branch of the step parallel',
            parallel.map((branch) => () => playSteps(branch, stage)),
          ),
      }),
    ),
  ];
}
