// What the sender makes of each fault: how its one attempt ended, what the target has of it, and whose fault it was.

import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openNetwork } from '../../../simulator/network/network.ts';
import type { NetworkFault } from '../../../simulator/network/network-fault.ts';
import type { Way } from '../../../simulator/sender/connecting.ts';
import type { PostOutcome } from '../../../simulator/sender/transport.ts';
import { ANSWER_200, closedPort, type RawServerOptions, rawServer } from '../../support/raw-server.ts';
import { certificateAuthority } from '../../support/self-made-certificate.ts';
import { connectingTo, openTransport, postTo } from '../sender/posting.ts';

interface Met {
  readonly fault: NetworkFault;
  readonly kind: PostOutcome['kind'];
  /** Requests that the target has in full. */
  readonly requests: number;
  /** What was kept back comes when nothing is wrong any more, though the sender has long given up. */
  readonly late?: boolean;
  /** It is so slow that no TLS handshake comes to its end in time. */
  readonly slow?: boolean;
  readonly told: string;
}

const MET: readonly Met[] = [
  { fault: { kind: 'refuse' }, kind: 'refused', requests: 0, told: 'connections refused' },
  {
    fault: { kind: 'reset', of: 'request', afterBytes: 0 },
    kind: 'reset',
    requests: 0,
    told: 'reset at the request',
  },
  {
    fault: { kind: 'reset', of: 'request', afterBytes: 100 },
    kind: 'reset',
    requests: 0,
    told: 'reset after 100 B of the request',
  },
  {
    fault: { kind: 'reset', of: 'answer', afterBytes: 0 },
    kind: 'reset',
    requests: 1,
    told: 'reset at the answer',
  },
  {
    fault: { kind: 'stall', of: 'request', afterBytes: 0 },
    kind: 'timed out',
    requests: 0,
    told: 'stalled at the request',
    late: true,
  },
  {
    fault: { kind: 'stall', of: 'answer', afterBytes: 20 },
    kind: 'timed out',
    requests: 1,
    told: 'stalled after 20 B of the answer',
  },
  {
    fault: { kind: 'half-open' },
    kind: 'timed out',
    requests: 0,
    told: 'half-open, the request went nowhere',
  },
  {
    fault: { kind: 'drop answers', instead: 'silence' },
    kind: 'timed out',
    requests: 1,
    told: 'the answer dropped',
  },
  {
    fault: { kind: 'drop answers', instead: 'close' },
    kind: 'reset',
    requests: 1,
    told: 'the answer dropped, and a close instead',
  },
  {
    fault: { kind: 'drop answers', instead: 'reset' },
    kind: 'reset',
    requests: 1,
    told: 'the answer dropped, and a reset instead',
  },
  {
    fault: { kind: 'throttle', bytesPerSecond: 50 },
    kind: 'timed out',
    requests: 0,
    told: 'throttled to 50 B/s',
    slow: true,
    late: true,
  },
  {
    fault: { kind: 'latency', ms: 60_000, jitterMs: 0 },
    kind: 'timed out',
    requests: 0,
    told: 'delayed by 1m each way',
    slow: true,
    late: true,
  },
];

const authority = certificateAuthority();

describe.concurrent.each(['http', 'https'] as const)('Over %s', (scheme) => {
  const tls: Pick<RawServerOptions, 'tls'> = scheme === 'https' ? { tls: authority.issue() } : {};

  describe.each([
    ['on a connection that was there before', true],
    ['on a new connection', false],
  ])('%s', (_where, before) => {
    test.each(MET)(
      '"$told" is one attempt that ended as "$kind"',
      async ({ fault, kind, requests, told, late = false, slow = false }) => {
        await using target = await rawServer(ANSWER_200, tls);
        await using network = await openNetwork();
        await using transport = openTransport(
          connectingTo(target.url, {
            way: network,
            tls: { ca: authority.cert, cert: null, key: null, passphrase: null },
          }),
        );
        const short = postTo(target.url, {
          poolSize: 1,
          responseTimeoutSeconds: 0.3,
          body: '"x"'.repeat(50),
        });
        const earlier = before ? 1 : 0;
        if (before) expect(await transport.post(short)).toMatchObject({ kind: 'answered', status: 200 });
        await network.change(fault);
        const outcome = await transport.post(short);
        expect(outcome).toMatchObject({ kind, status: null, fault: told });
        await target.whenRequests(earlier + requests);
        await network.change(null);
        expect(await transport.post(short)).toMatchObject({ kind: 'answered', status: 200 });
        const all = earlier + requests + (late && !(slow && tls.tls !== undefined && !before) ? 2 : 1);
        await target.whenRequests(all);
        expect(target.requests).toHaveLength(all);
      },
    );
  });
});

test('a target that refuses is not the fault of the network', async () => {
  const port = await closedPort();
  await using network = await openNetwork();
  await network.change({ kind: 'reset', of: 'request', afterBytes: 0 });
  const url = `http://127.0.0.1:${port}/`;
  await using transport = openTransport(connectingTo(url, { way: network }));
  const outcome = await transport.post(postTo(url));
  expect(outcome).toMatchObject({
    kind: 'refused',
    detail: `the connection was refused (ECONNREFUSED 127.0.0.1:${port})`,
  });
  expect(outcome.fault).toBeUndefined();
});

test.each([
  ['resets', 'reset', (socket: Socket) => void socket.resetAndDestroy()],
  ['never answers', 'timed out', () => {}],
] as const)('a target that %s is not the fault of the network', async (_what, kind, answer) => {
  await using target = await rawServer(answer);
  await using network = await openNetwork();
  await network.change({ kind: 'drop answers', instead: 'silence' });
  await using transport = openTransport(connectingTo(target.url, { way: network }));
  const outcome = await transport.post(postTo(target.url, { responseTimeoutSeconds: 0.1 }));
  expect(outcome.kind).toBe(kind);
  expect(outcome.fault).toBeUndefined();
});

test('a connection that was half-open is lost by the network, also when it is used after that is over', async () => {
  await using target = await rawServer(ANSWER_200);
  await using network = await openNetwork();
  await using transport = openTransport(connectingTo(target.url, { way: network }));
  const post = postTo(target.url, { poolSize: 1 });
  expect(await transport.post(post)).toMatchObject({ kind: 'answered' });
  await network.change({ kind: 'half-open' });
  await network.change(null);
  const told = 'half-open, the request went nowhere';
  expect(await transport.post(post)).toMatchObject({ kind: 'reset', fault: told, whole: false });
  const { fault, ...next } = await transport.post(post);
  expect([next.kind, fault]).toEqual(['answered', undefined]);
});

test('a connection that was refused is lost by the network, though nothing is wrong any more when that is known', async () => {
  await using target = await rawServer(ANSWER_200);
  await using network = await openNetwork();
  await using transport = openTransport(connectingTo(target.url, { way: network }));
  const told = { kind: 'refused', fault: 'connections refused' };
  void network.change({ kind: 'refuse' });
  const refused = transport.post(postTo(target.url));
  void network.change(null);
  expect(await refused).toMatchObject(told);
});

test('a door that is shut before anybody came in is remembered, and no other', async () => {
  await using target = await rawServer(ANSWER_200);
  await using network = await openNetwork();
  const { port } = await network.leadTo('127.0.0.1', Number(new URL(target.url).port));
  expect(network.refusedAt(port)).toBeNull();
  void network.change({ kind: 'refuse' });
  void network.change(null);
  expect(network.refusedAt(port)).toBe('connections refused');
  expect(network.refusedAt(Number(new URL(target.url).port))).toBeNull();
});

test('an answer that came late over a slow network says so', async () => {
  await using target = await rawServer(ANSWER_200);
  await using network = await openNetwork();
  await network.change({ kind: 'latency', ms: 20, jitterMs: 0 });
  await using transport = openTransport(connectingTo(target.url, { way: network }));
  expect(await transport.post(postTo(target.url))).toMatchObject({
    kind: 'answered',
    status: 200,
    fault: 'delayed by 20ms each way',
  });
});

test('a target that cannot be reached is waited for no longer than for any connection', async () => {
  const way: Way = {
    leadTo: () => new Promise(() => {}),
    faultOn: () => null,
    throughFrom: () => null,
    refusedAt: () => null,
  };
  const url = 'http://127.0.0.1:9/';
  await using transport = openTransport(connectingTo(url, { way }));
  expect(await transport.post(postTo(url, { responseTimeoutSeconds: 0.05 }))).toMatchObject({
    kind: 'timed out',
    detail: 'no connection to 127.0.0.1:9 within 0.05 s',
  });
});
