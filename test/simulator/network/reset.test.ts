import { once } from 'node:events';
import { expect, test } from 'vitest';
import { reset } from '../../../simulator/network/reset.ts';
import { rawClient } from '../../support/raw-client.ts';
import { seenTarget } from './target.ts';

test('A reset reaches the other end as one', async () => {
  await using target = await seenTarget();
  const client = await rawClient(target.port);
  const { ended } = await target.connection(1);
  const closed = once(client.socket, 'close');
  reset(client.socket);
  await closed;
  expect(await ended).toBe('ECONNRESET');
});

test('A connection whose end is on the way out is closed by a reset all the same', async () => {
  await using target = await seenTarget();
  const client = await rawClient(target.port);
  await target.connection(1);
  const closed = once(client.socket, 'close');
  client.socket.end();
  reset(client.socket);
  await closed;
  expect(client.socket.destroyed).toBe(true);
});
