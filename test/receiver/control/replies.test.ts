import { expect, test } from 'vitest';
import type { RepliesMessage } from '../../../receiver/control/messages.ts';
import { startBench } from './controlled.ts';

test('rules are set in front, in place, switched, taken away and cleared', async () => {
  await using bench = await startBench();
  const ask = async (method: string, path = '', body?: string): Promise<RepliesMessage> => {
    const response = await fetch(`${bench.api}/replies${path}`, {
      method,
      ...(body === undefined ? {} : { body }),
    });
    return (await response.json()) as RepliesMessage;
  };
  const { replyPlan } = bench.receiver;
  const decided = () => replyPlan.decide(() => ({ event: 'periodic', group: 'spring' }))?.rule ?? 'as usual';

  expect(await ask('GET')).toEqual({ rules: [] });
  await ask('POST', '', '{ event: periodic, times: 1, status: 503 }');
  const both = await ask('POST', '', '[{"silence": true, "event": "started"}]');
  expect(both.rules.map(({ id, on, rule }) => [id, on, rule])).toEqual([
    [2, true, { silence: true, event: 'started' }],
    [1, true, { event: 'periodic', times: 1, status: 503 }],
  ]);
  await ask('POST', '/1/off');
  expect(decided()).toBe('as usual');
  await ask('POST', '/1/on');
  expect(decided()).toBe('rule 1');
  expect((await ask('GET')).rules[1]).toMatchObject({
    id: 1,
    answered: 1,
    summary: '503, periodic, 1 times',
  });
  expect((await ask('DELETE', '/1')).rules.map(({ id }) => id)).toEqual([2]);

  // What was got can be sent back.
  const again = await ask('PUT', '', JSON.stringify((await ask('GET')).rules.map(({ rule }) => rule)));
  expect(again.rules.map(({ rule }) => rule)).toEqual([{ silence: true, event: 'started' }]);
  expect(await ask('PUT', '', '[]')).toEqual({ rules: [] });
  await ask('POST', '', '503');
  expect(await ask('POST', '', 'default')).toEqual({ rules: [] });
  await ask('POST', '', '503');
  expect(await ask('DELETE')).toEqual({ rules: [] });
});

test('a rule that is wrong changes nothing, and says where it is wrong', async () => {
  await using bench = await startBench();
  await fetch(`${bench.api}/replies`, { method: 'POST', body: '503' });
  const response = await fetch(`${bench.api}/replies`, {
    method: 'PUT',
    body: '- { evnt: periodic, status: 503 }',
  });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({
    error: { code: 'bad-document', problems: [{ line: 1, column: 5, hint: 'did you mean "event"?' }] },
  });
  expect(bench.receiver.replyPlan.rules.map(({ id }) => id)).toEqual([1]);
});
