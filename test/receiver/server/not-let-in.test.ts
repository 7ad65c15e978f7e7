import { expect, test } from 'vitest';
import { startReceiver } from '../../../receiver/index.ts';
import { rawClient } from '../../support/raw-client.ts';
import { startedReceiver } from '../../support/started-receiver.ts';

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

test('no method, no way to write a path and no header of a proxy gets around the credentials', async () => {
  await using receiver = await startedReceiver({
    answerAs: { kind: 'elasticsearch', flavour: 'elasticsearch', indices: new Map() },
    access: [{ scheme: 'bearer', token: 'right' }],
  });
  const targets = [
    '/',
    '//',
    '/%2e%2e/',
    '/index/_doc',
    '/_cluster/health',
    'http://127.0.0.1/',
    'http://x/_bulk',
    '*',
  ];
  const heads = [
    [],
    [
      'X-Forwarded-Authorization: Bearer right',
      'Proxy-Authorization: Bearer right',
      'X-Forwarded-For: 127.0.0.1',
    ],
    ['Authorization: Bearer wrong', 'Authorization: Bearer right'],
    ['Authorization: Bearer right', 'Authorization: Bearer wrong'],
    ['Authorization: Bearer right, Bearer right'],
    ['Upgrade: websocket', 'Connection: upgrade', 'Sec-WebSocket-Protocol: right'],
  ];
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE', 'CONNECT']) {
    for (const target of targets) {
      for (const head of heads) {
        const client = await rawClient(receiver.port);
        const lines = [
          `${method} ${method === 'CONNECT' ? '127.0.0.1:1' : target} HTTP/1.1`,
          'Host: x',
          ...head,
        ];
        client.send(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`);
        expect([lines, (await client.ended).received.slice(9, 12)]).toEqual([lines, '401']);
      }
    }
  }
});
