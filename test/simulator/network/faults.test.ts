// Each fault at raw sockets: the very bytes that come through, and what either end sees.

import { describe, expect, test } from 'vitest';
import { openNetwork } from '../../../simulator/network/network.ts';
import type { NetworkFault } from '../../../simulator/network/network-fault.ts';
import fc from '../../support/fast-check.ts';
import { rawClient } from '../../support/raw-client.ts';
import { seenTarget } from './target.ts';
import { connected, through } from './through.ts';

async function codeOf(connecting: Promise<unknown>): Promise<string> {
  return connecting.then(
    () => 'connected',
    (error: Error) => error.message,
  );
}

describe('Refused:', () => {
  test('new connections are refused by the system itself, and the target sees none of them', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    expect(network.refusing).toBeNull();
    network.change({ kind: 'refuse' });
    expect(network.refusing).toBe('connections refused');
    expect(await codeOf(through(network, target.port))).toBe('ECONNREFUSED');
    expect(target.connections).toHaveLength(0);
  });

  test('a connection whose way was asked for before is refused as well', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    const led = network.leadTo('127.0.0.1', target.port);
    network.change({ kind: 'refuse' });
    const { port } = await led;
    expect(await codeOf(rawClient(port))).toBe('ECONNREFUSED');
  });

  test('connections that exist are reset at both ends', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    const { client, seen } = await connected(network, target);
    const port = client.socket.localPort!;
    client.send('half a');
    await seen.until('half a');
    network.change({ kind: 'refuse' });
    expect(await client.ended).toEqual({ received: '', error: 'ECONNRESET' });
    expect(await seen.ended).toBe('ECONNRESET');
    expect(network.faultOn(port)).toBe('connections refused');
  });

  test('afterwards connections are made as before', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    network.change({ kind: 'refuse' });
    network.change(null);
    const { client, seen } = await connected(network, target);
    client.send('hello');
    await seen.until('hello');
    expect(network.refusing).toBeNull();
  });
});

describe('Reset:', () => {
  test.each([
    [0, ''],
    [1, 'r'],
    [7, 'request'],
  ])('after %d bytes of the request the target has "%s" and both ends a reset', async (afterBytes, got) => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    const { client, seen } = await connected(network, target);
    const port = client.socket.localPort!;
    network.change({ kind: 'reset', of: 'request', afterBytes });
    client.send('requests');
    expect((await client.ended).error).toBe('ECONNRESET');
    expect(await seen.ended).toBe('ECONNRESET');
    expect(seen.received).toBe(got);
    expect(network.faultOn(port)).toBe(
      afterBytes === 0 ? 'reset at the request' : `reset after ${afterBytes} B of the request`,
    );
  });

  test('a request of just so many bytes goes through, and so does each after it', async () => {
    await using target = await seenTarget((connection) => void connection.socket.write('answer'));
    await using network = await openNetwork();
    network.change({ kind: 'reset', of: 'request', afterBytes: 7 });
    const { client, seen } = await connected(network, target);
    client.send('request');
    await client.until('answer');
    client.send('another');
    await client.until('answeranswer');
    expect(seen.received).toBe('requestanother');
    expect(network.counts()).toMatchObject({ hit: 0, bytesToTarget: 14, bytesToSender: 12 });
  });

  test('bytes are counted over pieces, and those sent before the fault are not', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    const { client, seen } = await connected(network, target);
    client.send('before');
    await seen.until('before');
    network.change({ kind: 'reset', of: 'request', afterBytes: 5 });
    client.send('abc');
    await seen.until('abc');
    client.send('defg');
    expect((await client.ended).error).toBe('ECONNRESET');
    await seen.ended;
    expect(seen.received).toBe('beforeabcde');
  });

  test('after 10 bytes of the answer the sender has these, then a reset', async () => {
    await using target = await seenTarget((connection) => void connection.socket.write('HTTP/1.1 200 OK'));
    await using network = await openNetwork();
    network.change({ kind: 'reset', of: 'answer', afterBytes: 10 });
    const { client, seen } = await connected(network, target);
    client.send('request');
    expect(await client.ended).toEqual({ received: 'HTTP/1.1 2', error: 'ECONNRESET' });
    expect(await seen.ended).toBe('ECONNRESET');
    expect(seen.received).toBe('request');
  });

  test('of a megabyte the target has just as much as was let through', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    network.change({ kind: 'reset', of: 'request', afterBytes: 12_345 });
    const { client, seen } = await connected(network, target);
    client.send(Buffer.alloc(1_000_000, 'x'));
    expect(await seen.ended).toBe('ECONNRESET');
    expect(seen.received).toHaveLength(12_345);
    expect((await client.ended).error).toMatch(/ECONNRESET|EPIPE/);
  });

  test('an end that comes before so many bytes goes through', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    network.change({ kind: 'reset', of: 'request', afterBytes: 100 });
    const { client, seen } = await connected(network, target);
    client.socket.end('short');
    expect(await seen.ended).toBe('end');
    seen.socket.end('bye');
    expect(await client.ended).toEqual({ received: 'bye', error: null });
  });
});

describe('Stalled:', () => {
  test('nothing gets through either way, the connection stays, and when it is over everything goes on', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    const { client, seen } = await connected(network, target);
    client.send('a');
    await seen.until('a');
    network.change({ kind: 'stall', of: 'both', afterBytes: 0 });
    client.send('b');
    seen.socket.write('c');
    // Another connection comes to show that whatever was to come has come.
    await expectHeld(network, client.socket.localPort!);
    expect([seen.received, client.received]).toEqual(['a', '']);
    network.change(null);
    await seen.until('ab');
    await client.until('c');
    client.socket.end();
    expect(await seen.ended).toBe('end');
  });

  test('of the answer so many bytes still come', async () => {
    await using target = await seenTarget((connection) => void connection.socket.write('0123456789'));
    await using network = await openNetwork();
    network.change({ kind: 'stall', of: 'answer', afterBytes: 4 });
    const { client, seen } = await connected(network, target);
    client.send('request');
    await client.until('0123');
    expect([client.received, seen.received]).toEqual(['0123', 'request']);
    expect(network.faultOn(client.socket.localPort!)).toBe('stalled after 4 B of the answer');
    network.change(null);
    await client.until('0123456789');
  });

  test('the end and the reset of the sender are kept back too', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    const one = await connected(network, target);
    const other = await connected(network, target);
    network.change({ kind: 'stall', of: 'request', afterBytes: 0 });
    one.client.socket.end('bye');
    other.client.socket.write('gone', () => other.client.socket.resetAndDestroy());
    await expectHeld(network, one.client.socket.localPort!);
    await other.client.ended;
    expect([one.seen.received, other.seen.received]).toEqual(['', '']);
    network.change(null);
    expect(await one.seen.ended).toBe('end');
    expect(await other.seen.ended).toBe('ECONNRESET');
    expect([one.seen.received, other.seen.received]).toEqual(['bye', 'gone']);
  });

  test('of many connections whose sender has gone only some are kept', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    network.change({ kind: 'stall', of: 'both', afterBytes: 0 });
    for (let batch = 0; batch < 6; batch += 1) {
      const clients = await Promise.all(Array.from({ length: 50 }, () => through(network, target.port)));
      for (const client of clients) client.socket.end();
    }
    await target.connection(300);
    let told = 0;
    await new Promise<void>((resolve) => {
      for (const { ended } of target.connections) {
        void ended.then(() => {
          told += 1;
          if (told === 300 - 256) resolve();
        });
      }
    });
    expect(network.counts()).toMatchObject({ connections: 300, open: 256 });
  });
});

describe('Half-open:', () => {
  test('the target sees its end, the sender nothing; what it sends is swallowed', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    const { client, seen } = await connected(network, target);
    client.send('a');
    await seen.until('a');
    network.change({ kind: 'half-open' });
    expect(await seen.ended).toBe('end');
    client.send('b');
    await expectHeld(network, client.socket.localPort!);
    expect(seen.received).toBe('a');
    expect(client.socket.readyState).toBe('open');
    network.change(null);
    client.send('c');
    expect(await client.ended).toEqual({ received: '', error: 'ECONNRESET' });
    expect(target.connections).toHaveLength(1);
  });

  test('new connections are taken and never reach the target', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    network.change({ kind: 'half-open' });
    const client = await through(network, target.port);
    client.send('a');
    await expectHeld(network, client.socket.localPort!);
    expect(target.connections).toHaveLength(0);
    expect(network.faultOn(client.socket.localPort!)).toBe('half-open, the request went nowhere');
    network.change(null);
    const later = await connected(network, target);
    later.client.send('b');
    await later.seen.until('b');
  });
});

describe('One fault after another', () => {
  test('takes hold of what the one before has kept back', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    const { client, seen } = await connected(network, target);
    network.change({ kind: 'stall', of: 'both', afterBytes: 0 });
    client.send('request');
    await expectHeld(network, client.socket.localPort!);
    network.change({ kind: 'reset', of: 'request', afterBytes: 3 });
    expect((await client.ended).error).toBe('ECONNRESET');
    expect(await seen.ended).toBe('ECONNRESET');
    expect(seen.received).toBe('req');
  });

  test('loses and doubles nothing, and changes no order, if it only keeps back', async () => {
    const keeping: readonly (NetworkFault | null)[] = [
      null,
      { kind: 'stall', of: 'both', afterBytes: 0 },
      { kind: 'stall', of: 'request', afterBytes: 5 },
      { kind: 'latency', ms: 3, jitterMs: 3 },
      { kind: 'throttle', bytesPerSecond: 100 },
    ];
    await using target = await seenTarget(({ socket }, chunk) => void socket.write(chunk));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...keeping), fc.string({ minLength: 1 })), { minLength: 1 }),
        fc.integer({ min: 1 }),
        async (parts, seed) => {
          await using network = await openNetwork(seed);
          const { client, seen } = await connected(network, target);
          for (const [fault, text] of parts) {
            const changed = network.change(fault);
            client.send(text);
            await changed;
          }
          network.change(null);
          client.socket.end();
          expect(await seen.ended).toBe('end');
          seen.socket.end();
          const all = Buffer.from(parts.map(([, text]) => text).join('')).toString('latin1');
          expect(await client.ended).toEqual({ received: all, error: null });
          expect(seen.received).toBe(all);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('Answers dropped:', () => {
  test.each([
    ['close' as const, null],
    ['reset' as const, 'ECONNRESET'],
  ])(
    'with a %s instead, the target has the request, sends its answer and sees an orderly end',
    async (instead, error) => {
      await using target = await seenTarget((connection) => void connection.socket.write('answer'));
      await using network = await openNetwork();
      const { client, seen } = await connected(network, target);
      const port = client.socket.localPort!;
      network.change({ kind: 'drop answers', instead });
      client.send('request');
      expect(await client.ended).toEqual({ received: '', error });
      expect(await seen.ended).toBe('end');
      expect(seen.received).toBe('request');
      expect(network.faultOn(port)).toBe(`the answer dropped, and a ${instead} instead`);
    },
  );

  test('silently, the target has the request and the sender nothing, not even an end', async () => {
    await using target = await seenTarget((connection) => void connection.socket.end('answer'));
    await using network = await openNetwork();
    network.change({ kind: 'drop answers', instead: 'silence' });
    const { client, seen } = await connected(network, target);
    client.send('request');
    await expectHeld(network, client.socket.localPort!);
    expect([seen.received, client.received, client.socket.readyState]).toEqual(['request', '', 'open']);
    client.socket.end();
    expect(await seen.ended).toBe('end');
  });

  test('a target that ends without an answer is heard', async () => {
    await using target = await seenTarget((connection) => void connection.socket.resetAndDestroy());
    await using network = await openNetwork();
    network.change({ kind: 'drop answers', instead: 'silence' });
    const { client } = await connected(network, target);
    const port = client.socket.localPort!;
    client.send('request');
    expect(await client.ended).toEqual({ received: '', error: 'ECONNRESET' });
    expect(network.faultOn(port)).toBeNull();
  });
});

describe('Only some', () => {
  const RESET: NetworkFault = { kind: 'reset', of: 'request', afterBytes: 0 };

  test('requests are hit, so many times, whichever connection they come on', async () => {
    await using target = await seenTarget((connection) => void connection.socket.write('answer'));
    await using network = await openNetwork();
    network.change({ ...RESET, times: 2 });
    const errors: (string | null)[] = [];
    for (let round = 0; round < 4; round += 1) {
      const client = await through(network, target.port);
      client.send('request');
      await client.until('answer').catch(() => {});
      client.socket.end();
      (await target.connection(round + 1)).socket.end();
      errors.push((await client.ended).error);
    }
    expect(errors).toEqual(['ECONNRESET', 'ECONNRESET', null, null]);
  });

  test('connections go half-open, so many of them', async () => {
    await using target = await seenTarget();
    await using network = await openNetwork();
    network.change({ kind: 'half-open', times: 1 });
    const one = await connected(network, target);
    const other = await connected(network, target);
    one.client.send('into the void');
    expect(await one.seen.ended).toBe('end');
    other.client.send('request');
    await other.seen.until('request');
    expect([one.seen.received, one.client.socket.readyState]).toEqual(['', 'open']);
    expect(network.counts()).toMatchObject({ connections: 2, hit: 1 });
  });

  test('requests are hit by chance: of one connection, and the same of each seed', async () => {
    const answered = async (seed: number): Promise<number> => {
      await using target = await seenTarget((connection) => void connection.socket.write('answer'));
      await using network = await openNetwork(seed);
      network.change({ ...RESET, probability: 0.2 });
      const { client } = await connected(network, target);
      for (let count = 0; ; count += 1) {
        client.send('request');
        const expected = 'answer'.repeat(count + 1);
        if (
          !(await client.until(expected).then(
            () => true,
            () => false,
          ))
        )
          return count;
      }
    };
    const counts = await Promise.all([1, 2, 3, 4, 5].map(answered));
    expect(new Set(counts).size).toBeGreaterThan(2);
    expect(await Promise.all([1, 2, 3, 4, 5].map(answered))).toEqual(counts);
  });
});

/** Waits until the fault has taken hold of what the sender has sent. */
async function expectHeld(network: { faultOn(port: number): string | null }, port: number): Promise<void> {
  while (network.faultOn(port) === null) await new Promise((resolve) => void setImmediate(resolve));
  await new Promise((resolve) => void setImmediate(resolve));
}
