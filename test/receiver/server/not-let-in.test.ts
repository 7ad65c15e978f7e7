import { expect, test } from 'vitest';
import { startReceiver } from '../../../receiver/index.ts';

test('a notification from somebody who is not let in has notified nobody', async () => {
  const receiver = await startReceiver({ access: [{ scheme: 'bearer', token: 'right' }] });
  const post = (token: string): Promise<Response> =>
    fetch(receiver.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ GSW_USER_EVENT: 'CampaignLoaded', GSW_CAMPAIGN_GROUP_STATE: 'CampaignActive' }),
    });
  expect((await post('wrong')).status).toBe(401);
  expect(receiver.journal.get(1)!.content).toEqual({
    kind: 'unusable',
    problem: 'not let in',
    detail: 'credentials wrong',
  });
  expect(receiver.arrivals('loaded')).toEqual([]);
  expect((await post('right')).status).toBe(200);
  expect(receiver.arrivals('loaded')).toHaveLength(1);
  await receiver.close();
});
