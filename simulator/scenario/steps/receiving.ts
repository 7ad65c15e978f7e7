// Steps on the other end: how the embedded receiver answers, and whether it listens at all.

import { required } from '../../../receiver/document/record.ts';
import { word } from '../../../receiver/document/scalar-shapes.ts';
import { replyShape } from '../../../receiver/reply/reply-shape.ts';
import { type StepKind, stepKind } from '../step.ts';

export const receivingSteps: readonly StepKind[] = [
  stepKind(
    'reply',
    'changes how the receiver answers from now on',
    {
      reply: required(
        replyShape,
        'a status or word, a rule, or rules that are tried before those in force; default: answer as usual again',
        { example: { event: 'periodic', nth: 3, status: 503 } },
      ),
    },
    ({ reply }) => ({
      check: (checking) => checking.resolve(reply.groups),
      play: async (stage) => stage.reply(reply.change),
    }),
  ),
  stepKind(
    'receiver',
    'takes the receiver down, so that connections are refused, or up again',
    {
      receiver: required(
        word('a state of the receiver', ['down', 'up']),
        'down: connections are refused and the open ones end; up: it listens again',
      ),
    },
    ({ receiver }) => ({
      check: () => {},
      play: (stage) => stage.listen(receiver === 'up'),
    }),
  ),
];
