// What a target is shown beside the notifications, which way they go, and what is never told.

import type { TlsOptions } from 'node:tls';
import { describe, expect, test } from 'vitest';
import type { TlsSettings, Way } from '../../../simulator/sender/connecting.ts';
import { REDACTED } from '../../../simulator/sender/redact.ts';
import { ANSWER_200, answerOf, closedPort, rawServer } from '../../support/raw-server.ts';
import { certificateAuthority } from '../../support/self-made-certificate.ts';
import { tunnellingProxy } from '../../support/tunnelling-proxy.ts';
import { connectingTo, openTransport, postTo } from './posting.ts';

const company = certificateAuthority();
const server = company.issue();
const client = company.issue({ name: 'ocs-client' });
const asking: TlsOptions = { ...server, ca: company.cert, requestCert: true, rejectUnauthorized: true };
const trusting: TlsSettings = { ca: company.cert, cert: null, key: null, passphrase: null };
const known: TlsSettings = { ...trusting, ...client };

describe('Headers of the target', () => {
  const headers = { authorization: 'Bearer open-sesame', 'X-Tenant': 'acme' };

  test('are shown to it, in place of those of the same name', async () => {
    await using system = await rawServer(ANSWER_200);
    await using transport = openTransport(connectingTo(system.url, { headers }));
    const own = { 'x-tenant': 'of the option', 'X-Other': 'kept' };
    expect(await transport.post(postTo(system.url, { headers: own }))).toMatchObject({ status: 200 });
    const [request] = system.requests;
    const lines = request!.head.split('\r\n').slice(1).sort();
    expect(lines.filter((line) => /^(?:x-|auth|content-type)/i.test(line))).toEqual([
      'X-Other: kept',
      'X-Tenant: acme',
      'authorization: Bearer open-sesame',
      'content-type: application/json',
    ]);
  });

  test('may say another content type', async () => {
    await using system = await rawServer(ANSWER_200);
    await using transport = openTransport(
      connectingTo(system.url, { headers: { 'Content-Type': 'application/vnd.states+json' } }),
    );
    await transport.post(postTo(system.url));
    expect(system.requests[0]!.head.match(/^content-type: .*$/gim)).toEqual([
      'Content-Type: application/vnd.states+json',
    ]);
  });

  test('are shown to no other origin', async () => {
    await using system = await rawServer(ANSWER_200);
    await using other = await rawServer(ANSWER_200);
    await using transport = openTransport(connectingTo(system.url, { headers }));
    await transport.post(postTo(other.url));
    expect(other.requests).toHaveLength(1);
    expect(other.requests[0]!.head).not.toMatch(/sesame|acme/);
  });
});

describe('Certificates', () => {
  test('of its own authority make a target trusted, and none of the system does then', async () => {
    await using system = await rawServer(ANSWER_200, { tls: server });
    await using transport = openTransport(connectingTo(system.url, { tls: trusting }));
    expect(await transport.post(postTo(system.url))).toMatchObject({ kind: 'answered', status: 200 });
  });

  test('of the client let it through where they are wanted', async () => {
    await using system = await rawServer(ANSWER_200, { tls: asking });
    const transport = openTransport(connectingTo(system.url, { tls: trusting }));
    const refused = await transport.post(postTo(system.url));
    await transport.close();
    expect([refused.kind, refused.status]).not.toContain('answered');
    await using shown = openTransport(connectingTo(system.url, { tls: known }));
    expect(await shown.post(postTo(system.url))).toMatchObject({ status: 200 });
    expect(system.requests).toHaveLength(1);
  });

  test('of the client are shown through a proxy as well', async () => {
    await using system = await rawServer(ANSWER_200, { tls: asking });
    await using proxy = await tunnellingProxy({ credentials: 'me:pr0xy' });
    await using transport = openTransport(connectingTo(system.url, { tls: known }));
    const post = postTo(system.url, { poolSize: 1, proxy: `http://me:pr0xy@127.0.0.1:${proxy.port}` });
    expect([await transport.post(post), await transport.post(post)]).toMatchObject([
      { status: 200 },
      { status: 200 },
    ]);
    expect([system.connections, proxy.connections]).toEqual([1, 1]);
  });

  test('are for no other origin: neither trusted there nor shown', async () => {
    await using other = await rawServer(ANSWER_200, { tls: asking });
    const transport = openTransport(connectingTo('https://states.example/', { tls: known }));
    const outcome = await transport.post(postTo(other.url));
    await transport.close();
    expect(outcome).toMatchObject({ kind: 'failed', status: null });
    expect(outcome.detail).toMatch(/unable to (?:get|verify)|certificate/);
    expect(other.requests).toEqual([]);
  });
});

/** Leads everything to one port, and tells a fault of every connection, by its number. */
function wayTo(port: number, refused: string | null = null): Way & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    refusedAt: (at) => (at === port ? refused : null),
    throughFrom: () => null,
    leadTo: async (host, wanted) => {
      asked.push(`${host}:${wanted}`);
      return { host: '127.0.0.1', port };
    },
    faultOn: (localPort) => (localPort > 0 ? `fault on ${localPort}` : null),
  };
}

describe('A way', () => {
  test('leads every connection elsewhere, and the request still is for whom it was', async () => {
    await using system = await rawServer(ANSWER_200);
    const way = wayTo(system.port);
    await using transport = openTransport(connectingTo('http://states.example/', { way }));
    const post = postTo('http://states.example/ingest', { poolSize: 1 });
    expect([await transport.post(post), await transport.post(post)]).toMatchObject([
      { status: 200 },
      { status: 200 },
    ]);
    expect(way.asked).toEqual(['states.example:80']);
    expect(system.requests[0]!.head).toMatch(/^POST \/ingest .*\r\nhost: states\.example\r\n/);
  });

  test.each(['states.example', '10.1.2.3', '[fd00::7]'])(
    'asks for the certificate of %s at its end',
    async (host) => {
      const own = company.issue({ hosts: [host.replace(/[[\]]/g, '')] });
      await using system = await rawServer(ANSWER_200, { tls: own });
      const url = `https://${host}:8443/ingest`;
      const way = wayTo(system.port);
      await using transport = openTransport(connectingTo(url, { tls: trusting, way }));
      expect(await transport.post(postTo(url))).toMatchObject({ status: 200 });
      expect(way.asked).toEqual([`${host.replace(/[[\]]/g, '')}:8443`]);
    },
  );

  test('does not make the certificate of another host good', async () => {
    await using system = await rawServer(ANSWER_200, { tls: server });
    const url = 'https://10.1.2.3/ingest';
    const transport = openTransport(connectingTo(url, { tls: trusting, way: wayTo(system.port) }));
    const outcome = await transport.post(postTo(url));
    await transport.close();
    expect(outcome).toMatchObject({ kind: 'failed', detail: expect.stringContaining('10.1.2.3') });
    expect(system.requests).toEqual([]);
  });

  test('leads to the proxy, where there is one', async () => {
    await using system = await rawServer(ANSWER_200, { tls: server });
    await using proxy = await tunnellingProxy();
    const way = wayTo(proxy.port);
    await using transport = openTransport(connectingTo(system.url, { tls: trusting, way }));
    const outcome = await transport.post(postTo(system.url, { proxy: 'http://proxy.example:3128' }));
    expect([outcome.status, way.asked]).toEqual([200, ['proxy.example:3128']]);
  });

  test('tells what a fault did to the very connection of an attempt', async () => {
    const ports: (number | undefined)[] = [];
    await using system = await rawServer((socket) => socket.resetAndDestroy(), {
      onConnection: (socket) => void ports.push(socket.remotePort),
    });
    const transport = openTransport(connectingTo(system.url, { way: wayTo(system.port) }));
    const outcomes = [
      await transport.post(postTo(system.url, { poolSize: 1 })),
      await transport.post(postTo(system.url, { poolSize: 1 })),
    ];
    await transport.close();
    expect(outcomes.map(({ kind }) => kind)).toEqual(['reset', 'reset']);
    expect(outcomes.map(({ fault }) => fault)).toEqual(ports.map((port) => `fault on ${port}`));
  });

  test('tells it also of a handshake, and of a tunnel, that came to nothing', async () => {
    const ports: (number | undefined)[] = [];
    await using system = await rawServer(ANSWER_200, {
      onConnection: (socket) => {
        ports.push(socket.remotePort);
        socket.once('data', () => socket.resetAndDestroy());
      },
    });
    const url = 'https://states.example/';
    const transport = openTransport(connectingTo(url, { way: wayTo(system.port) }));
    const straight = await transport.post(postTo(url));
    await transport.close();
    expect(straight).toMatchObject({ status: null, bytesOut: 0, fault: `fault on ${ports[0]}` });
  });

  test('tells what it refuses for, and truly refuses', async () => {
    const port = await closedPort();
    const transport = openTransport(connectingTo('http://states.example/', { way: wayTo(port, 'refuse') }));
    const outcome = await transport.post(postTo('http://states.example/'));
    await transport.close();
    expect(outcome).toMatchObject({ kind: 'refused', bytesOut: 0, fault: 'refuse' });
  });

  test('that cannot lead anywhere fails the attempt, not the sender', async () => {
    const way: Way = { ...wayTo(1), leadTo: () => Promise.reject(new Error('the way has been closed')) };
    const transport = openTransport(connectingTo('http://states.example/', { way }));
    const outcome = await transport.post(postTo('http://states.example/'));
    await transport.close();
    expect(outcome).toMatchObject({ kind: 'failed', detail: 'the request failed (the way has been closed)' });
  });

  test('tells nothing where there was no fault', async () => {
    await using system = await rawServer(ANSWER_200);
    const way: Way = { ...wayTo(system.port), faultOn: () => null };
    await using transport = openTransport(connectingTo(system.url, { way }));
    expect(await transport.post(postTo(system.url))).not.toHaveProperty('fault');
  });
});

describe('No secret stands in an outcome', () => {
  const secrets = ['open-sesame', Buffer.from('me:open-sesame').toString('base64')];

  test('where an answer repeats it', async () => {
    await using system = await rawServer(
      (socket, { head }) =>
        void socket.write(answerOf(401, [], JSON.stringify({ you: 'open-sesame', head }))),
    );
    await using transport = openTransport(
      connectingTo(system.url, { headers: { authorization: `Basic ${secrets[1]}` }, secrets }),
    );
    const { status, detail } = await transport.post(postTo(system.url));
    expect(system.requests[0]!.head).toContain(secrets[1]);
    expect([status, detail.startsWith(`{"you":"${REDACTED}"`)]).toEqual([401, true]);
    expect(secrets.filter((secret) => detail.includes(secret))).toEqual([]);
  });

  test('where the kept part of an answer ends in the middle of it, or it came in pieces', async () => {
    await using system = await rawServer((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\n${'ö'.repeat(995)}open-`);
      setImmediate(() => socket.write(`sesame ${'x'.repeat(3_000 - 1_995 - 7)}`));
    });
    await using transport = openTransport(connectingTo(system.url, { secrets }));
    const { status, detail } = await transport.post(postTo(system.url));
    expect(status).toBe(200);
    expect(detail).toMatch(new RegExp(`^ö+${REDACTED}`));
    expect(detail).not.toMatch(/open|sesame/);
  });
});
