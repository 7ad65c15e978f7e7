// Over TLS, and through a proxy's tunnel, what is counted and dropped begins with the first request: else none would get through.

import { type AddressInfo, connect as connectPlain, createServer, type Socket } from 'node:net';
import { connect, type SecureVersion } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { openNetwork } from '../../../simulator/network/network.ts';
import { ANSWER_200, rawServer } from '../../support/raw-server.ts';
import { certificateAuthority } from '../../support/self-made-certificate.ts';

const authority = certificateAuthority();
const own = authority.issue();
const REQUEST = `POST /states HTTP/1.1\r\nHost: target\r\nContent-Length: 4\r\n\r\nbody`;

interface Tried {
  readonly received: string;
  readonly error: string | null;
}

/** Shakes hands, sends one request as soon as it can, and tells how the connection ended, or what had come until `enough`. */
function overTls(socket: Socket, version: SecureVersion, enough = 'never'): Promise<Tried> {
  let received = '';
  let error: string | null = null;
  const tls = connect({
    socket,
    ca: authority.cert,
    cert: own.cert,
    key: own.key,
    minVersion: version,
    maxVersion: version,
  });
  tls.once('secureConnect', () => tls.write(REQUEST));
  return new Promise((resolve) => {
    const settle = (): void => resolve({ received, error });
    tls.on('data', (bytes) => {
      received += String(bytes);
      if (received.includes(enough)) tls.destroy();
    });
    tls.on('error', (problem: NodeJS.ErrnoException) => {
      error = problem.code ?? problem.message;
    });
    tls.on('close', settle);
    socket.on('close', settle);
  });
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('Over %s', (version) => {
  test.each([false, true])(
    'dropped answers let the request through (client certificate asked for: %s)',
    async (asked) => {
      const asking = { ca: authority.cert, requestCert: asked, rejectUnauthorized: asked };
      await using target = await rawServer(ANSWER_200, { tls: { ...authority.issue(), ...asking } });
      await using network = await openNetwork();
      network.change({ kind: 'drop answers', instead: 'reset' });
      const led = await network.leadTo('127.0.0.1', target.port);
      const tried = await overTls(connectPlain(led.port, led.host), version);
      expect(tried).toEqual({ received: '', error: 'ECONNRESET' });
      await target.whenRequests(1);
      expect(target.requests).toMatchObject([{ body: 'body' }]);
    },
  );

  test('a reset at the request comes after the handshake and before any of it', async () => {
    await using target = await rawServer(ANSWER_200, { tls: authority.issue() });
    await using network = await openNetwork();
    network.change({ kind: 'reset', of: 'request', afterBytes: 0 });
    const led = await network.leadTo('127.0.0.1', target.port);
    const tried = await overTls(connectPlain(led.port, led.host), version);
    expect(tried).toEqual({ received: '', error: 'ECONNRESET' });
    expect([target.bytes, target.connections]).toEqual([0, 1]);
    expect(network.counts().bytesToTarget).toBeGreaterThan(200);
  });

  test('with nothing wrong the answer comes', async () => {
    await using target = await rawServer(ANSWER_200, { tls: authority.issue() });
    await using network = await openNetwork();
    const led = await network.leadTo('127.0.0.1', target.port);
    const tried = await overTls(connectPlain(led.port, led.host), version, 'ok');
    expect(tried).toMatchObject({ received: expect.stringMatching(/^HTTP\/1.1 200/), error: null });
  });

  test('through a tunnel, a dropped answer is that of the target', async () => {
    await using target = await rawServer(ANSWER_200, { tls: authority.issue() });
    await using proxy = await tunnel();
    await using network = await openNetwork();
    network.change({ kind: 'drop answers', instead: 'reset' });
    const led = await network.leadTo('127.0.0.1', proxy.port);
    const socket = connectPlain(led.port, led.host);
    socket.write(`CONNECT 127.0.0.1:${target.port} HTTP/1.1\r\n\r\n`);
    const answer = await new Promise<string>(
      (resolve) => void socket.once('data', (bytes) => resolve(String(bytes))),
    );
    expect(answer).toBe('HTTP/1.1 200 OK\r\n\r\n');
    expect(await overTls(socket, version)).toEqual({ received: '', error: 'ECONNRESET' });
    await target.whenRequests(1);
    expect(target.requests).toMatchObject([{ body: 'body' }]);
  });
});

/** The smallest proxy that tunnels. */
async function tunnel(): Promise<AsyncDisposable & { readonly port: number }> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.once('data', (head) => {
      const [, port] = /^CONNECT \S+:(\d+) /.exec(String(head))!;
      const on = connectPlain(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(on).pipe(socket);
      });
      open.add(on);
      on.on('error', () => {});
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
