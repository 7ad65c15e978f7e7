import { createPrivateKey } from 'node:crypto';
import { connect } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { startReceiver } from '../../../receiver/receiver.ts';
import { postOverTls } from '../../support/https-client.ts';
import { post, rawClient } from '../../support/raw-client.ts';
import { selfMadeCertificate } from '../../support/self-made-certificate.ts';
import { recordOf, startedReceiver } from '../../support/started-receiver.ts';

const ACME = '{"GSW_TENANT_NAME":"Acme"}';
const SELF_MADE = { certificate: 'self-made' } as const;
const RECORDED = { status: 200, body: '{"recorded":1}' };

/** Both reasons in one: the receiver is closed before its counts are looked at. */
async function reasonsAfter(
  act: (receiver: Awaited<ReturnType<typeof startedReceiver>>) => Promise<unknown>,
  options: Parameters<typeof startedReceiver>[0] = {},
): Promise<readonly string[]> {
  const receiver = await startedReceiver({ tls: SELF_MADE, ...options });
  await act(receiver);
  await receiver.close();
  expect(receiver.counts()).toMatchObject({ recorded: 0, troubles: 0 });
  return [...receiver.counts().refusals.keys()];
}

describe('A receiver over https', () => {
  test('with a self-made certificate is trusted by a client that was given it', async () => {
    await using receiver = await startedReceiver({ tls: SELF_MADE });
    expect(receiver.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(receiver.certificate).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    const trusting = { ca: receiver.certificate! };
    expect(await postOverTls(receiver.url, ACME, trusting)).toMatchObject(RECORDED);
    const byName = receiver.url.replace('127.0.0.1', 'localhost');
    expect(await postOverTls(byName, ACME, { ...trusting, family: 4 })).toMatchObject({ status: 200 });
    expect(receiver.journal.get(1)).toMatchObject({ method: 'POST', path: '/', connection: 1 });
    expect(receiver.journal.get(1)!.body.toString()).toBe(ACME);
    expect(receiver.counts()).toMatchObject({ recorded: 2, connections: 2, refusedByParser: 0 });
  });

  test('with a given certificate shows that one', async () => {
    const own = selfMadeCertificate();
    await using receiver = await startedReceiver({ tls: { certificate: own } });
    expect(receiver.certificate).toBe(own.cert);
    expect(await postOverTls(receiver.url, ACME, { ca: own.cert })).toMatchObject(RECORDED);
  });

  test('with an encrypted key and its passphrase', async () => {
    const { cert, key } = selfMadeCertificate();
    const encrypted = createPrivateKey(key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'open sesame',
    }) as string;
    const certificate = { cert, key: encrypted, passphrase: 'open sesame' };
    await using receiver = await startedReceiver({ tls: { certificate } });
    expect(await postOverTls(receiver.url, ACME, { ca: cert })).toMatchObject(RECORDED);
    const without = await startReceiver({ tls: { certificate: { cert, key: encrypted } } });
    expect(without).toMatchObject({ kind: 'cannot listen', code: 'KEY_ENCRYPTED' });
  });

  test('can go away and come back, connections in the middle of a handshake included', async () => {
    await using receiver = await startedReceiver({ tls: SELF_MADE });
    const halfway = await rawClient(receiver.port);
    await receiver.stopListening();
    await halfway.ended;
    await receiver.startListening();
    expect(await postOverTls(receiver.url, ACME, { ca: receiver.certificate! })).toMatchObject(RECORDED);
  });

  test.each([
    ['no certificate at all', { cert: 'none', key: 'none' }, 'BAD_CERTIFICATE', /cannot be read$/],
    ['no key', { cert: selfMadeCertificate().cert, key: 'none' }, 'BAD_KEY', /private key cannot be read$/],
    [
      'the key of another one',
      { cert: selfMadeCertificate().cert, key: selfMadeCertificate().key },
      'KEY_MISMATCH',
      /not that of the certificate$/,
    ],
  ])('does not start with %s, and says why', async (_what, certificate, code, message) => {
    expect(await startReceiver({ tls: { certificate } })).toEqual({
      kind: 'cannot listen',
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/^give /),
    });
  });

  test('does not start with authorities that are none', async () => {
    const started = await startReceiver({ tls: { ...SELF_MADE, clientAuthorities: 'all' } });
    expect(started).toMatchObject({ kind: 'cannot listen', code: 'BAD_AUTHORITIES' });
  });
});

describe('What comes to nothing before there is a request is counted by its reason:', () => {
  test('a client that does not trust the certificate', async () => {
    const reasons = await reasonsAfter(async ({ url }) =>
      expect(await postOverTls(url, ACME)).toMatchObject({ failed: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    );
    expect(reasons).toEqual([
      expect.stringMatching(
        /^the client (?:does not trust the certificate|went away during the TLS handshake)$/,
      ),
    ]);
  });

  test('a client that speaks http', async () => {
    const reasons = await reasonsAfter(async ({ port }) => {
      const client = await rawClient(port);
      client.send(post(ACME));
      await client.ended;
    });
    expect(reasons).toEqual(['the client speaks http, this port https']);
  });

  test('a client that says nothing', async () => {
    const reasons = await reasonsAfter(
      async ({ port }) => {
        const client = await rawClient(port);
        await client.ended;
      },
      { limits: { headMs: 50 } },
    );
    expect(reasons).toEqual(['the TLS handshake took too long']);
  });

  test('a client that is too old', async () => {
    const reasons = await reasonsAfter(
      ({ port, certificate }) =>
        new Promise((resolve) => {
          const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
          const socket = connect({ port, host: '127.0.0.1', ca: certificate!, ...old });
          socket.on('error', () => {}).on('close', resolve);
        }),
    );
    expect(reasons).toEqual(['the TLS handshake failed: unsupported protocol']);
  });
});

describe('With mutual TLS', () => {
  const known = selfMadeCertificate('ocs.example');
  const stranger = selfMadeCertificate('ocs.example');
  const tls = { ...SELF_MADE, clientAuthorities: known.cert };
  const AS_A_PROXY = {
    'X-SSL-Client-Verify': 'SUCCESS',
    'X-Client-Cert': encodeURIComponent(known.cert),
    'X-Forwarded-Client-Cert': `Cert="${encodeURIComponent(known.cert)}"`,
    'SSL-Client-Cert': encodeURIComponent(known.cert),
    Forwarded: 'for=127.0.0.1;proto=https',
  };

  test('a client that is known is received', async () => {
    await using receiver = await startedReceiver({ tls });
    const answer = await postOverTls(receiver.url, ACME, { ca: receiver.certificate!, ...known });
    expect(answer).toMatchObject(RECORDED);
    expect((await recordOf(receiver, 1)).reply).toMatchObject({ status: 200, manner: 'as usual' });
  });

  test.each([
    ['shows no certificate', {}, 'client certificate missing'],
    ['shows one that nobody knows', stranger, 'client certificate not trusted'],
    [
      'says in headers that it showed one, as a proxy would',
      { headers: AS_A_PROXY },
      'client certificate missing',
    ],
  ])('a client that %s is answered 403, and the attempt is recorded', async (_what, shown, manner) => {
    await using receiver = await startedReceiver({ tls });
    const answer = await postOverTls(receiver.url, ACME, { ca: receiver.certificate!, ...shown });
    expect(answer).toMatchObject({ status: 403, headers: { connection: 'close' } });
    expect((await recordOf(receiver, 1)).reply).toMatchObject({ status: 403, manner });
    expect(receiver.journal.get(1)!.body.toString()).toBe(ACME);
  });
});

test('With credentials asked for, over https too, the attempt is recorded and the credentials are not', async () => {
  await using receiver = await startedReceiver({
    tls: SELF_MADE,
    access: [
      { scheme: 'basic', user: 'ocs', password: 'opensesame' },
      { scheme: 'bearer', token: 't0ken-t0ken' },
    ],
  });
  const ca = receiver.certificate!;
  const right = `Basic ${Buffer.from('ocs:opensesame').toString('base64')}`;
  const wrong = `Basic ${Buffer.from('ocs:opensesam').toString('base64')}`;
  const shown = [undefined, wrong, right, 'Bearer t0ken-t0ken', 'Bearer t0ken-t0kem'];
  const answers = [];
  for (const authorization of shown) {
    const headers = authorization === undefined ? {} : { Authorization: authorization };
    answers.push(await postOverTls(receiver.url, ACME, { ca, headers }));
  }
  expect(answers).toMatchObject([401, 401, 200, 200, 401].map((status) => ({ status })));
  expect(answers[0]).toMatchObject({
    headers: { 'www-authenticate': 'Basic realm="ocs-sim", charset="UTF-8", Bearer realm="ocs-sim"' },
  });
  const records = [...receiver.journal];
  expect(records.map(({ reply }) => reply.manner)).toEqual([
    'credentials missing',
    'credentials wrong',
    'as usual',
    'as usual',
    'credentials wrong',
  ]);
  expect(records[1]!.headers).toContain('Basic [not recorded]');
  const kept = JSON.stringify(records);
  for (const secret of ['opensesam', 't0ken', right.slice(6), wrong.slice(6)])
    expect(kept).not.toContain(secret);
});
