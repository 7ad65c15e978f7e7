import type { Socket } from 'node:net';
import { type AddressInfo, createServer } from 'node:net';
import { createServer as createTlsServer, type SecureContextOptions, type TlsOptions } from 'node:tls';
import { describe, expect, test } from 'vitest';
import type { TlsSettings } from '../../../simulator/sender/connecting.ts';
import { reach } from '../../../simulator/target/reach.ts';
import { plainTarget, type Target } from '../../../simulator/target/target.ts';
import { ANSWER_200, answerOf, closedPort, rawServer } from '../../support/raw-server.ts';
import { certificateAuthority, selfMadeCertificate } from '../../support/self-made-certificate.ts';
import { tunnellingProxy } from '../../support/tunnelling-proxy.ts';

const company = certificateAuthority('Example CA');
const another = certificateAuthority('Another CA');
const server = company.issue({ name: 'states.example' });
const DAY_MS = 86_400_000;

function targetAt(url: string, more: Partial<Target> = {}): Target {
  return { ...plainTarget(url), ...more };
}

function trusting(ca: string | null, own: Partial<TlsSettings> = {}): { readonly tls: TlsSettings } {
  return { tls: { ca, cert: null, key: null, passphrase: null, ...own } };
}

describe('A target over http', () => {
  test('that speaks https is found out before anything is played, whatever its certificate', async () => {
    for (const tls of [company.issue(), selfMadeCertificate()]) {
      await using system = await rawServer(ANSWER_200, { tls });
      const url = system.url.replace('https:', 'http:');
      expect(await reach(targetAt(url), { findsTls: true })).toMatchObject({
        code: 'SPEAKS_TLS',
        message: expect.stringMatching(/: it speaks https on this port, and the URL says http$/),
        hint: 'write https instead of http in the URL',
      });
    }
  });

  test.each([
    ['waits for the rest of a request', () => {}],
    [
      'closes at once what is no request',
      (socket: Socket) => void socket.once('data', () => socket.destroy()),
    ],
  ])('that %s does not count as one that speaks https', async (_what, onConnection) => {
    await using system = await rawServer(ANSWER_200, { onConnection });
    expect(await reach(targetAt(system.url), { findsTls: true })).toBeNull();
    expect(system.requests).toEqual([]);
  });

  test('is reached by a connection on which nothing is sent', async () => {
    await using system = await rawServer(ANSWER_200);
    expect(await reach(targetAt(system.url))).toBeNull();
    expect([system.connections, system.bytes]).toEqual([1, 0]);
  });

  test('that is down refuses', async () => {
    const port = await closedPort();
    expect(await reach(targetAt(`http://127.0.0.1:${port}/states?key=1`))).toEqual({
      kind: 'environment',
      code: 'ECONNREFUSED',
      message: `the target http://127.0.0.1:${port}/states cannot be reached: the connection was refused`,
      hint: 'is it running, and is the port right?',
    });
  });

  test('whose name nobody knows is not found', async () => {
    const trouble = await reach(targetAt('http://no-such-host.invalid/'));
    expect(trouble?.message).toMatch(/: its name (?:was not found|could not be looked up)$/);
  });

  test('goes past the proxy, which is for https', async () => {
    await using system = await rawServer(ANSWER_200);
    const proxy = `http://127.0.0.1:${await closedPort()}`;
    expect(await reach(targetAt(system.url, { proxy }))).toBeNull();
  });
});

describe('A target over https', () => {
  test('is reached by a handshake, after which nothing is sent', async () => {
    await using system = await rawServer(ANSWER_200, { tls: server });
    expect(await reach(targetAt(system.url, trusting(company.cert)))).toBeNull();
    expect([system.connections, system.bytes]).toEqual([1, 0]);
  });

  const today = new Date().toISOString().slice(0, 10);

  test.each<[string, SecureContextOptions, TlsSettings | null, string, RegExp, RegExp]>([
    [
      'has expired',
      company.issue({ name: 'old.example', madeAtMs: Date.now() - 900 * DAY_MS }),
      trusting(company.cert).tls,
      'CERT_HAS_EXPIRED',
      /: its certificate has expired on \d{4}-\d\d-\d\d \(CN=old\.example, issued by CN=Example CA, valid from \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d, for localhost, 127\.0\.0\.1\)$/,
      /renewed/,
    ],
    [
      'is not valid yet',
      company.issue({ name: 'new.example', madeAtMs: Date.now() + 9 * DAY_MS }),
      trusting(company.cert).tls,
      'CERT_NOT_YET_VALID',
      /: its certificate is not valid before \d{4}-\d\d-\d\d \(CN=new\.example, /,
      /clock/,
    ],
    [
      'is self-made, and not known',
      selfMadeCertificate(),
      null,
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      /: its certificate is self-signed, and is not known to this machine \(CN=ocs-sim [0-9a-f]+, issued by CN=ocs-sim/,
      /--ca FILE/,
    ],
    [
      'is self-made, and not the one that is trusted',
      selfMadeCertificate(),
      trusting(selfMadeCertificate().cert).tls,
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      /self-signed, and is not among those that were given to be trusted/,
      /--ca FILE/,
    ],
    [
      'is issued by an authority that nobody knows',
      server,
      null,
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      /: its certificate is issued by an authority that is not known to this machine \(CN=states\.example, issued by CN=Example CA/,
      /^give the certificate of CN=Example CA: --ca FILE/,
    ],
    [
      'is issued by another authority than the one that is trusted',
      server,
      trusting(another.cert).tls,
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      /is not among those that were given to be trusted/,
      /CN=Example CA/,
    ],
    [
      'is shown with an authority that is not trusted',
      { key: server.key, cert: server.cert + company.cert },
      trusting(another.cert).tls,
      'SELF_SIGNED_CERT_IN_CHAIN',
      /issued by CN=Example CA/,
      /CN=Example CA/,
    ],
    [
      'is for other hosts',
      company.issue({ name: 'x', hosts: ['states.example', '*.states.example', '10.0.0.7'] }),
      trusting(company.cert).tls,
      'ERR_TLS_CERT_ALTNAME_INVALID',
      /: its certificate is for states\.example, \*\.states\.example, 10\.0\.0\.7, not for 127\.0\.0\.1 \(/,
      /by a name/,
    ],
  ])('whose certificate %s is named with it', async (_why, tls, settings, code, message, hint) => {
    await using system = await rawServer(ANSWER_200, { tls });
    const trouble = await reach(targetAt(system.url, { tls: settings }));
    expect(trouble).toEqual({
      kind: 'environment',
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    expect(trouble!.message).toContain(`the target ${system.url} cannot be reached`);
    expect(system.bytes).toBe(0);
  });

  test('is known to hold from the day before it was made', async () => {
    await using system = await rawServer(ANSWER_200, { tls: server });
    const trouble = await reach(targetAt(system.url));
    expect(trouble!.message).toMatch(/valid from \d{4}-\d\d-\d\d to/);
    expect(trouble!.message).not.toContain(`from ${today}`);
  });

  test('that speaks http there is told so', async () => {
    await using system = await rawServer(ANSWER_200, {
      onConnection: (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    });
    expect(await reach(targetAt(system.url.replace('http:', 'https:')))).toMatchObject({
      message: expect.stringMatching(/: it does not speak TLS there$/),
      hint: 'is it http instead of https?',
    });
  });

  test('that hangs up on a handshake is told so', async () => {
    await using system = await rawServer(ANSWER_200, {
      onConnection: (socket) => socket.once('data', () => socket.destroy()),
    });
    expect(await reach(targetAt(system.url.replace('http:', 'https:')))).toMatchObject({
      message: expect.stringMatching(/: it closed the connection during the TLS handshake$/),
    });
  });

  test('that takes connections and says nothing is given up in time', async () => {
    await using system = await rawServer(ANSWER_200);
    expect(await reach(targetAt(system.url.replace('http:', 'https:')), { timeoutMs: 30 })).toMatchObject({
      code: 'ETIMEDOUT',
      message: expect.stringMatching(/: it did not answer$/),
    });
  });

  test('without any version of TLS in common says so', async () => {
    const old = { ...server, maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' };
    await using system = await rawServer(ANSWER_200, { tls: old as SecureContextOptions });
    expect(await reach(targetAt(system.url, trusting(company.cert)))).toMatchObject({
      message: expect.stringMatching(/: it speaks no version of TLS that is spoken here$/),
    });
  });
});

describe.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'A target that wants a certificate of the client, in %s',
  (version) => {
    const client = company.issue({ name: 'ocs-client' });
    const stranger = another.issue({ name: 'stranger' });
    const asking: TlsOptions = {
      ...server,
      ca: company.cert,
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: version,
      maxVersion: version,
    };

    test('says so where none is shown', async () => {
      await using system = await rawServer(ANSWER_200, { tls: asking });
      const trouble = await reach(targetAt(system.url, trusting(company.cert)));
      expect(trouble?.message).toMatch(/a certificate of the client/);
      expect(trouble?.hint).toContain('--cert FILE --key FILE');
      expect(system.bytes).toBe(0);
    });

    test('and hangs up on that of somebody else is told so', async () => {
      const listening = createTlsServer(asking).on('tlsClientError', () => {});
      await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
      const url = `https://127.0.0.1:${(listening.address() as AddressInfo).port}/states`;
      const trouble = await reach(targetAt(url, trusting(company.cert, stranger)));
      listening.close();
      expect(trouble?.message).toMatch(
        /: it closed the connection (?:during|right after) the TLS handshake$/,
      );
      expect(trouble?.hint).toMatch(/certificate of the client/);
    });

    test('is reached with one that it knows', async () => {
      await using system = await rawServer(ANSWER_200, { tls: asking });
      expect(await reach(targetAt(system.url, trusting(company.cert, client)))).toBeNull();
    });
  },
);

/** A TLS alert in plain, as a server sends it that refuses a handshake. */
function alert(code: number): Buffer {
  return Buffer.from([0x15, 3, 3, 0, 2, 2, code]);
}

test.each([
  [48, null, /most likely because it wants a certificate of the client \(unknown ca\)$/],
  [48, another.issue(), /: it does not accept the certificate of the client \(unknown ca\)$/],
  [116, null, /: it wants a certificate of the client$/],
  [45, another.issue(), /: it does not accept the certificate of the client \(certificate expired\)$/],
  [70, null, /: it speaks no version of TLS that is spoken here$/],
  [112, null, /: it knows no host of that name$/],
  [40, null, /most likely because it wants a certificate of the client \(handshake failure\)$/],
  [80, null, /: it ended the TLS handshake: internal error$/],
])('A target that answers a handshake with the alert %d says why', async (code, client, message) => {
  await using system = await rawServer(ANSWER_200, {
    onConnection: (socket) => socket.once('data', () => socket.end(alert(code))),
  });
  const own = client === null ? {} : client;
  const url = system.url.replace('http:', 'https:');
  const trouble = await reach(targetAt(url, trusting(company.cert, own)));
  expect(trouble?.message).toMatch(message);
});

describe('Through a proxy', () => {
  const path = (port: number): string => `http://127.0.0.1:${port}`;

  test('CONNECT is all that is sent, with credentials where there are some', async () => {
    await using system = await rawServer(ANSWER_200, { tls: server });
    await using proxy = await tunnellingProxy({ credentials: 'me:a b%/ö' });
    const url = `http://me:${encodeURIComponent('a b%/ö')}@127.0.0.1:${proxy.port}`;
    expect(await reach(targetAt(system.url, { ...trusting(company.cert), proxy: url }))).toBeNull();
    expect(proxy.requests.map(({ head }) => head.split('\r\n')[0])).toEqual([
      `CONNECT 127.0.0.1:${system.port} HTTP/1.1`,
    ]);
    expect([system.connections, system.bytes]).toEqual([1, 0]);
  });

  test('a proxy that wants credentials is told from the target, and shows none of them', async () => {
    await using system = await rawServer(ANSWER_200, { tls: server });
    await using proxy = await tunnellingProxy({ credentials: 'me:right' });
    const trouble = await reach(
      targetAt(system.url, { proxy: `http://me:wr0ng-one@127.0.0.1:${proxy.port}`, secrets: ['wr0ng-one'] }),
    );
    expect(trouble).toEqual({
      kind: 'environment',
      code: 'PROXY_407',
      message: `the proxy ${path(proxy.port)} cannot be reached: it does not let this user through (407)`,
      hint: expect.stringContaining('--proxy-basic USER:env:NAME'),
    });
    expect(system.connections).toBe(0);
  });

  test('a proxy that is down is told from the target', async () => {
    const port = await closedPort();
    expect(await reach(targetAt('https://127.0.0.1:1/states', { proxy: path(port) }))).toMatchObject({
      code: 'ECONNREFUSED',
      message: `the proxy ${path(port)} cannot be reached: the connection was refused`,
    });
  });

  test('a target that the proxy does not reach is told from the proxy', async () => {
    const port = await closedPort();
    await using proxy = await tunnellingProxy();
    expect(await reach(targetAt(`https://127.0.0.1:${port}/states`, { proxy: path(proxy.port) }))).toEqual({
      kind: 'environment',
      code: 'PROXY_502',
      message: `the target https://127.0.0.1:${port}/states cannot be reached: the proxy could not connect to it (HTTP/1.1 502 Whatever)`,
      hint: 'is it running, and does the proxy reach it?',
    });
  });

  test.each([
    [answerOf(403), 'PROXY_403', /: it does not make a tunnel to the target \(HTTP\/1\.1 403 Whatever\)$/],
    ['SSH-2.0-OpenSSH_9.9\r\n\r\n', 'PROXY_NO_HTTP', /: it does not speak HTTP$/],
  ])('a proxy that answers %j is named', async (answer, code, message) => {
    await using proxy = await rawServer((socket) => void socket.end(answer));
    expect(await reach(targetAt('https://127.0.0.1:1/states', { proxy: path(proxy.port) }))).toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  test('a proxy that hangs up is named', async () => {
    await using proxy = await rawServer((socket) => socket.resetAndDestroy());
    const trouble = await reach(targetAt('https://127.0.0.1:1/states', { proxy: path(proxy.port) }));
    expect(trouble?.message).toMatch(/^the proxy .*: it closed the connection without an answer$/);
  });

  test('a proxy that never answers is given up in time', async () => {
    await using proxy = await rawServer(() => {});
    const trouble = await reach(targetAt('https://127.0.0.1:1/states', { proxy: path(proxy.port) }), {
      timeoutMs: 30,
    });
    expect(trouble?.message).toMatch(/^the proxy .*: it did not answer$/);
  });

  test("the target's certificate is looked at as without one", async () => {
    await using system = await rawServer(ANSWER_200, { tls: server });
    await using proxy = await tunnellingProxy();
    const trouble = await reach(targetAt(system.url, { proxy: path(proxy.port) }));
    expect(trouble?.message).toMatch(/^the target .* issued by CN=Example CA/);
  });

  test('a target that says nothing behind the proxy did not answer', async () => {
    await using system = await rawServer(() => {});
    await using proxy = await tunnellingProxy();
    const url = system.url.replace('http:', 'https:');
    const trouble = await reach(targetAt(url, { proxy: path(proxy.port) }), { timeoutMs: 100 });
    expect(trouble?.message).toMatch(/^the target .*: it did not answer$/);
  });

  test('the proxy itself may speak https', async () => {
    await using proxy = await tunnellingProxy({ tls: server });
    const trouble = await reach(
      targetAt('https://127.0.0.1:1/states', { proxy: `https://127.0.0.1:${proxy.port}` }),
    );
    expect(trouble?.message).toMatch(/^the proxy https:.* issued by CN=Example CA/);
    expect(proxy.bytes).toBe(0);
  });
});

test('Nothing stays open after a target was reached, or was not', async () => {
  const listening = createServer((socket) => void socket.on('error', () => {}).resume());
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  expect(await reach(targetAt(`http://127.0.0.1:${port}/`))).toBeNull();
  expect(await reach(targetAt(`https://127.0.0.1:${port}/`), { timeoutMs: 20 })).toMatchObject({
    code: 'ETIMEDOUT',
  });
  // Resolves only once every connection has ended.
  expect(await new Promise((resolve) => listening.close(resolve))).toBeUndefined();
});
