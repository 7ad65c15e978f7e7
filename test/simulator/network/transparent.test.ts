// With nothing wrong a network is not there, as far as either end can tell.

import { connect, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openNetwork } from '../../../simulator/network/network.ts';
import fc from '../../support/fast-check.ts';
import { rawClient } from '../../support/raw-client.ts';
import { closedPort } from '../../support/raw-server.ts';
import { seenTarget } from './target.ts';
import { connected, through } from './through.ts';

const chunks = fc.array(fc.uint8Array({ maxLength: 3_000 }), { maxLength: 12 });
const latin1 = (bytes: readonly Uint8Array[]): string => Buffer.concat(bytes).toString('latin1');

test('bytes of any chunks come through both ways as they were, whoever ends first', async () => {
  await using target = await seenTarget();
  await using network = await openNetwork();
  await fc.assert(
    fc.asyncProperty(chunks, chunks, fc.boolean(), async (there, back, senderEndsFirst) => {
      const { client, seen } = await connected(network, target);
      let returned = '';
      client.socket.on('data', (bytes) => {
        returned += bytes.toString('latin1');
      });
      for (const chunk of there) client.socket.write(chunk);
      for (const chunk of back) seen.socket.write(chunk);
      if (senderEndsFirst) {
        client.socket.end();
        expect(await seen.ended).toBe('end');
        seen.socket.end();
        expect((await client.ended).error).toBeNull();
      } else {
        seen.socket.end();
        expect((await client.ended).error).toBeNull();
        expect(await seen.ended).toBe('end');
      }
      expect(seen.received).toBe(latin1(there));
      expect(returned).toBe(latin1(back));
    }),
    { numRuns: 40 },
  );
});

test('a side that has ended still hears the other', async () => {
  await using target = await seenTarget();
  await using network = await openNetwork();
  const { client, seen } = await connected(network, target);
  client.socket.end('all I have to say');
  expect(await seen.ended).toBe('end');
  seen.socket.write('one, ');
  await client.until('one, ');
  seen.socket.end('two');
  expect(await client.ended).toEqual({ received: 'one, two', error: null });
});

test('8 MB wait at the sender while the target does not read, and come through when it does', async () => {
  const most = 8 * 1_024 * 1_024;
  let got = 0;
  const server = createServer({ pauseOnConnect: true });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  await using network = await openNetwork();
  const { port } = server.address() as { port: number };
  const accepted = new Promise<import('node:net').Socket>(
    (resolve) => void server.once('connection', resolve),
  );
  const led = await network.leadTo('127.0.0.1', port);
  const socket = connect(led.port, led.host);
  const target = await accepted;
  const done = new Promise<void>((resolve) => void socket.end(Buffer.alloc(most, 7), resolve));
  // The sender's own socket says when the system takes no more.
  let before = -1;
  for (let still = 0; still < 20; ) {
    await new Promise((resolve) => void setImmediate(resolve));
    const passed = network.counts().bytesToTarget;
    still = passed === before && passed > 0 ? still + 1 : 0;
    before = passed;
  }
  expect(before).toBeLessThan(most);
  target.resume().on('data', (bytes) => {
    got += bytes.length;
  });
  await Promise.all([done, new Promise((resolve) => void target.once('end', resolve))]);
  expect(got).toBe(most);
  target.destroy();
  await new Promise((resolve) => void server.close(resolve));
});

describe('What happens at one end is seen at the other:', () => {
  test('a reset by the target, after what it had sent', async () => {
    await using target = await seenTarget(
      ({ socket }) => void socket.write('part', () => socket.resetAndDestroy()),
    );
    await using network = await openNetwork();
    const { client } = await connected(network, target);
    const port = client.socket.localPort!;
    client.send('request');
    expect(await client.ended).toEqual({ received: 'part', error: 'ECONNRESET' });
    expect(network.faultOn(port)).toBeNull();
  });

  test('a reset by the sender, after what it had sent', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    const { client, seen } = await connected(network, target);
    client.socket.write('part', () => client.socket.resetAndDestroy());
    expect(await seen.ended).toBe('ECONNRESET');
    expect(seen.received).toBe('part');
  });

  test('a target that speaks first, or hangs up at once', async () => {
    const server = createServer((socket) => void socket.end('220 hello'));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    await using network = await openNetwork();
    const client = await through(network, (server.address() as { port: number }).port);
    expect(await client.ended).toEqual({ received: '220 hello', error: null });
    await new Promise((resolve) => void server.close(resolve));
  });
});

describe('A target that cannot be reached', () => {
  test('is told with the very error of the system', async () => {
    const port = await closedPort();
    await using network = await openNetwork();
    const straight = await new Promise<NodeJS.ErrnoException>(
      (resolve) => void connect(port, '127.0.0.1').once('error', resolve),
    );
    const led = await network.leadTo('127.0.0.1', port).catch((error: NodeJS.ErrnoException) => error);
    expect(led).toMatchObject({ code: 'ECONNREFUSED', message: straight.message, syscall: 'connect' });
    expect(network.refusing).toBeNull();
    expect(network.counts()).toMatchObject({ connections: 0, open: 0 });
  });

  test('by its name is told so', async () => {
    await using network = await openNetwork();
    await expect(network.leadTo('nowhere.invalid', 80)).rejects.toMatchObject({
      code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
    });
  });
});

describe('A way', () => {
  test('is for one connection: a second one to it is refused', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    const led = await network.leadTo('127.0.0.1', target.port);
    await rawClient(led.port);
    await target.connection(1);
    await expect(rawClient(led.port)).rejects.toThrow('ECONNREFUSED');
    expect(target.connections).toHaveLength(1);
  });

  test('can be asked for 200 times at once, and all are gone after the end', async () => {
    await using target = await seenTarget(({ socket }, chunk) => void socket.write(chunk));
    const network = await openNetwork();
    const clients = await Promise.all(Array.from({ length: 200 }, () => through(network, target.port)));
    for (const [index, client] of clients.entries()) client.send(`<${index}>`);
    await Promise.all(clients.map((client, index) => client.until(`<${index}>`)));
    expect(clients.map(({ received }) => received)).toEqual(clients.map((_, index) => `<${index}>`));
    expect(network.counts()).toMatchObject({ connections: 200, open: 200, hit: 0 });
    const unused = await network.leadTo('127.0.0.1', target.port);
    await network.close();
    expect(network.counts().open).toBe(0);
    await Promise.all(clients.map(({ ended }) => ended));
    await Promise.all(target.connections.map(({ ended }) => ended));
    await expect(rawClient(unused.port)).rejects.toThrow('ECONNREFUSED');
    await expect(network.leadTo('127.0.0.1', target.port)).rejects.toThrow('the network has been closed');
  });
});
