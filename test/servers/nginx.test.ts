import { expect, test } from 'vitest';
import { postOverTls } from '../support/https-client.ts';
import { certificateAuthority, selfMadeCertificate } from '../support/self-made-certificate.ts';
import { startNginx } from '../support/servers/nginx.ts';
import { describeNginx, there } from '../support/servers/provided.ts';
import { recordOf, startedReceiver } from '../support/started-receiver.ts';

const BODY = '{"GSW_CAMPAIGN_NAME":"spring"}';

describeNginx('nginx', () => {
  test('takes over https and hands on over http, trusted by whoever trusts its authority', async () => {
    await using receiver = await startedReceiver();
    const authority = certificateAuthority();
    const nginx = there(await startNginx({ upstream: receiver.url, tls: authority.issue() }));
    const answer = await postOverTls(`${nginx.url}/states`, BODY, { ca: authority.cert });
    expect(answer).toMatchObject({ status: 200 });
    expect((await recordOf(receiver, 1)).body.toString()).toBe(BODY);
    expect(await postOverTls(`${nginx.url}/states`, BODY, { ca: selfMadeCertificate().cert })).toEqual({
      failed: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    await nginx.stop();
    expect(receiver.journal.size).toBe(1);
  });

  test('lets only those in who show a certificate of the authority, if it asks for one', async () => {
    await using receiver = await startedReceiver();
    const [servers, clients] = [certificateAuthority(), certificateAuthority()];
    const nginx = there(
      await startNginx({ upstream: receiver.url, tls: servers.issue(), clientCa: clients.cert }),
    );
    const showing = (shown: object) =>
      postOverTls(`${nginx.url}/states`, BODY, { ca: servers.cert, ...shown });
    expect(await showing({})).toMatchObject({
      status: 400,
      body: expect.stringContaining('No required SSL certificate was sent'),
    });
    expect(await showing(servers.issue({ name: 'a stranger' }))).toMatchObject({
      status: 400,
      body: expect.stringContaining('The SSL certificate error'),
    });
    expect(await showing(clients.issue({ name: 'OCS' }))).toMatchObject({ status: 200 });
    expect(receiver.journal.size).toBe(1);
    await nginx.stop();
  });

  test('sends a POST once more if it is told to, and so makes two of one', async () => {
    await using receiver = await startedReceiver({
      replies: [{ when: { nth: [1] }, answer: { kind: 'reset before headers', delayMs: 0 } }],
    });
    const nginx = there(await startNginx({ upstream: receiver.url, resends: true }));
    const answer = await fetch(`${nginx.url}/states`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: BODY,
    });
    expect(answer.status).toBe(200);
    await nginx.stop();
    expect([...receiver.journal].map(({ body }) => body.toString())).toEqual([BODY, BODY]);
  });

  test('never sends a POST again by itself, and answers 504 after its time-out', async () => {
    const held = { kind: 'status', status: 200, headers: [], body: null, manner: '200' } as const;
    await using receiver = await startedReceiver({
      replies: [{ when: { nth: [1] }, answer: { ...held, delayMs: 3_000 } }],
    });
    const upstream = [receiver.url, receiver.url];
    const authority = certificateAuthority();
    const nginx = there(await startNginx({ upstream, tls: authority.issue(), readTimeoutSeconds: 1 }));
    expect(await postOverTls(`${nginx.url}/states`, BODY, { ca: authority.cert })).toMatchObject({
      status: 504,
    });
    expect(await nginx.until(/upstream timed out/)).toContain('POST /states');
    await nginx.stop();
    expect(receiver.journal.size).toBe(1);
  });

  test('is gone after its stop', async () => {
    const authority = certificateAuthority();
    const nginx = there(await startNginx({ upstream: 'http://127.0.0.1:1', tls: authority.issue() }));
    await nginx.stop();
    expect(await postOverTls(nginx.url, BODY)).toEqual({ failed: 'ECONNREFUSED' });
  });
});
