import type { TlsOptions } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { TargetClient, type TargetClientSettings } from '../../../simulator/target/target-client.ts';
import { ANSWER_200, answerOf, closedPort, rawServer } from '../../support/raw-server.ts';
import { certificateAuthority } from '../../support/self-made-certificate.ts';
import { tunnellingProxy } from '../../support/tunnelling-proxy.ts';

const company = certificateAuthority();
const server = company.issue();
const client = company.issue();
const asking: TlsOptions = { ...server, ca: company.cert, requestCert: true, rejectUnauthorized: true };

function clientOf(url: string, more: Partial<TargetClientSettings> = {}): TargetClient & AsyncDisposable {
  const made = new TargetClient({
    origin: new URL(url).origin,
    headers: {},
    tls: null,
    way: null,
    secrets: [],
    proxy: null,
    timeoutSeconds: 5,
    ...more,
  });
  return Object.assign(made, { [Symbol.asyncDispose]: () => made.close() });
}

describe('A question', () => {
  test('goes out as it was asked, with what the target is to be shown, on connections that are kept', async () => {
    await using system = await rawServer((socket) => void socket.write(answerOf(404, [], '{"found":false}')));
    await using asker = clientOf(system.url, { headers: { authorization: 'Bearer t' } });
    const answers = [
      await asker.request({ method: 'GET', url: `${system.url}?a=1` }),
      await asker.request({ method: 'PUT', url: system.url, body: '{"x":"ö"}' }),
      await asker.request({
        method: 'POST',
        url: system.url,
        body: '{}\n{}\n',
        headers: { 'content-type': 'application/x-ndjson' },
      }),
    ];
    expect(answers).toEqual(Array(3).fill({ status: 404, text: '{"found":false}' }));
    expect(system.requests.map(({ head, body }) => [head.split('\r\n')[0], body])).toEqual([
      ['GET /states?a=1 HTTP/1.1', ''],
      ['PUT /states HTTP/1.1', '{"x":"ö"}'],
      ['POST /states HTTP/1.1', '{}\n{}\n'],
    ]);
    expect(system.requests.map(({ head }) => /^authorization: (.*)$/im.exec(head)?.[1])).toEqual(
      Array(3).fill('Bearer t'),
    );
    expect(system.requests.map(({ head }) => /^content-type: (.*)$/im.exec(head)?.[1]).slice(1)).toEqual([
      'application/json',
      'application/x-ndjson',
    ]);
    expect(system.connections).toBeLessThan(3);
  });

  test('may be asked while others are', async () => {
    await using system = await rawServer(ANSWER_200);
    await using asker = clientOf(system.url);
    const asked = Array.from({ length: 20 }, () => asker.request({ method: 'GET', url: system.url }));
    expect(await Promise.all(asked)).toEqual(Array(20).fill({ status: 200, text: 'ok' }));
    expect(system.connections).toBeLessThanOrEqual(4);
  });

  test('of another origin shows nothing', async () => {
    await using other = await rawServer(ANSWER_200);
    await using asker = clientOf('http://states.example/', { headers: { authorization: 'Bearer t' } });
    expect(await asker.request({ method: 'GET', url: other.url })).toEqual({ status: 200, text: 'ok' });
    expect(other.requests[0]!.head).not.toContain('Bearer');
  });

  test('is asked over TLS, through a proxy, with the certificate of the client', async () => {
    await using system = await rawServer(ANSWER_200, { tls: asking });
    await using proxy = await tunnellingProxy();
    const tls = { ca: company.cert, ...client, passphrase: null };
    await using asker = clientOf(system.url, { tls, proxy: `http://127.0.0.1:${proxy.port}` });
    expect(await asker.request({ method: 'GET', url: system.url })).toEqual({ status: 200, text: 'ok' });
    expect(proxy.connections).toBe(1);
  });

  test('that is redirected is not asked again', async () => {
    await using system = await rawServer(
      (socket) => void socket.write(answerOf(302, ['Location: http://127.0.0.1:1/'])),
    );
    await using asker = clientOf(system.url);
    expect(await asker.request({ method: 'GET', url: system.url })).toEqual({ status: 302, text: '' });
  });
});

describe('Where there is no answer it says why:', () => {
  test('nobody is there', async () => {
    const url = `http://127.0.0.1:${await closedPort()}/states`;
    await using asker = clientOf(url);
    expect(await asker.request({ method: 'GET', url: `${url}?key=1` })).toEqual({
      trouble: {
        kind: 'environment',
        code: 'ECONNREFUSED',
        message: `the target ${url} cannot be reached: the connection was refused`,
        hint: 'is it running, and is the port right?',
      },
    });
  });

  test('it takes too long, before or within the answer', async () => {
    await using system = await rawServer((socket, { number }) => {
      if (number === 2) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
    });
    await using asker = clientOf(system.url, { timeoutSeconds: 0.04 });
    for (const _ of [1, 2]) {
      expect(await asker.request({ method: 'GET', url: system.url })).toMatchObject({
        trouble: { code: 'ETIMEDOUT', message: expect.stringMatching(/: it did not answer$/) },
      });
    }
    expect(system.requests).toHaveLength(2);
  });

  test('it hangs up', async () => {
    await using system = await rawServer((socket) => socket.destroy());
    await using asker = clientOf(system.url);
    expect(await asker.request({ method: 'GET', url: system.url })).toMatchObject({
      trouble: { message: expect.stringMatching(/: it closed the connection without an answer$/) },
    });
    expect(system.requests).toHaveLength(1);
  });

  test('its answer has no end', async () => {
    await using system = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const more = (): void => void socket.write('x'.repeat(4_096), (error) => error == null && more());
      more();
    });
    await using asker = clientOf(system.url, { mostBytes: 100_000 });
    expect(await asker.request({ method: 'GET', url: `${system.url}?page=1` })).toEqual({
      trouble: {
        kind: 'environment',
        code: 'ANSWER_TOO_LONG',
        message: `the target ${system.url} answers without end, or at too great a length`,
        hint: 'ask for less at a time',
      },
    });
  });

  test('it speaks https', async () => {
    await using system = await rawServer((socket) => void socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, 80])));
    await using asker = clientOf(system.url);
    expect(await asker.request({ method: 'GET', url: system.url })).toMatchObject({
      trouble: { message: expect.stringMatching(/: it answered in TLS: .* write https instead of http/) },
    });
  });

  test('the client has been closed', async () => {
    await using system = await rawServer(() => {});
    const asker = clientOf(system.url);
    const asked = asker.request({ method: 'GET', url: system.url });
    await system.whenRequests(1);
    await asker.close();
    expect(await asked).toHaveProperty('trouble');
  });
});
