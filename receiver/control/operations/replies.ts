import type { Desk } from '../desk.ts';
import { documentSchema } from '../document-schema.ts';
import type { RepliesMessage } from '../messages.ts';
import { type Answer, json, type Operation } from '../operation.ts';
import type { Parameter } from '../query.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { repliesShape } from '../replies-desk.ts';

const ID: Parameter = {
  name: 'id',
  about: 'The id of the rule.',
  schema: { type: 'integer', minimum: 1 },
  example: 1,
};

const BODY: NonNullable<Operation['body']> = {
  about:
    'YAML or JSON, as `reply:` in a scenario: a status, a word, one rule, or a list of which the first that applies wins.',
  schema: documentSchema(repliesShape),
  examples: {
    rule: {
      summary: 'The third periodic message is refused',
      value: { event: 'periodic', nth: 3, status: 503 },
    },
    all: { summary: 'Every request is refused', value: 503 },
  },
};

/** Getting and setting the reply plan. */
export function replyOperations({ replies }: Desk): readonly Operation[] {
  const inForce = { 200: { about: 'The rules in force.', schema: 'Replies' } };
  const changeOne = (params: Readonly<Record<string, string>>, how: 'remove' | 'on' | 'off'): Answer => {
    const { id = '' } = params;
    if (!/^\d{1,15}$/.test(id)) return refusal('no-such-rule', `there is no reply rule "${id}"`);
    return answer(replies.change(Number(id), how));
  };
  return [
    {
      id: 'getReplies',
      method: 'GET',
      path: '/replies',
      summary: 'The reply rules in force',
      parameters: [],
      body: null,
      answers: inForce,
      errors: [],
      handle: () => json(replies.message()),
    },
    {
      id: 'replaceReplies',
      method: 'PUT',
      path: '/replies',
      summary: 'Put rules in place of those in force',
      description: 'An empty list, or `default`: every answer is as usual.',
      parameters: [],
      body: BODY,
      answers: inForce,
      errors: ['bad-document', 'conflict'],
      atOnce: 16,
      handle: ({ body }) => answer(replies.set(body, 'in place')),
    },
    {
      id: 'addReplies',
      method: 'POST',
      path: '/replies',
      summary: 'Put rules in front of those in force, which keep their counts',
      parameters: [],
      body: BODY,
      answers: inForce,
      errors: ['bad-document', 'conflict'],
      atOnce: 16,
      handle: ({ body }) => answer(replies.set(body, 'in front')),
    },
    {
      id: 'clearReplies',
      method: 'DELETE',
      path: '/replies',
      summary: 'Answer as usual',
      parameters: [],
      body: null,
      answers: inForce,
      errors: [],
      handle: () => json(replies.clear()),
    },
    {
      id: 'removeReply',
      method: 'DELETE',
      path: '/replies/{id}',
      summary: 'Take one rule away',
      pathParameters: [ID],
      parameters: [],
      body: null,
      answers: inForce,
      errors: ['no-such-rule'],
      handle: ({ params }) => changeOne(params, 'remove'),
    },
    ...(['on', 'off'] as const).map(
      (how): Operation => ({
        id: how === 'on' ? 'switchReplyOn' : 'switchReplyOff',
        method: 'POST',
        path: `/replies/{id}/${how}`,
        summary: how === 'on' ? 'Switch a rule on again' : 'Switch a rule off; it stays where it is',
        pathParameters: [ID],
        parameters: [],
        body: null,
        answers: inForce,
        errors: ['no-such-rule'],
        handle: ({ params }) => changeOne(params, how),
      }),
    ),
  ];
}

function answer(result: RepliesMessage | Refusal): Answer {
  return 'kind' in result ? result : json(result);
}
