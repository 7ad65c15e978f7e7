import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { postOverTls } from '../../support/https-client.ts';
import { selfMadeCertificate } from '../../support/self-made-certificate.ts';
import { emptyFolder, ocsSim, start } from './ocs-sim.ts';

/** Starts `ocs-sim receive`, hands over its URL, and gives what it said until it was interrupted. */
async function receiving(args: readonly string[], act: (url: string) => Promise<unknown>) {
  const running = start(['receive', ...args]);
  const said = await running.says('err', /receiving at \S+\/ /);
  await act(/receiving at (\S+)/.exec(said)![1]!);
  running.interrupt();
  return running.finished;
}

function written(name: string, text: string): string {
  const path = join(emptyFolder(), name);
  writeFileSync(path, text);
  return path;
}

describe.concurrent('ocs-sim receive', () => {
  test('speaks https with --tls, and writes the certificate for clients to trust', async ({ expect }) => {
    const path = join(emptyFolder(), 'receiver.pem');
    const { code, out } = await receiving(['--tls', '--tls-write-cert', path], async (url) => {
      expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/$/);
      expect(await postOverTls(url, '[]', { ca: readFileSync(path) })).toMatchObject({ status: 200 });
    });
    expect(code).toBe(0);
    expect(out).toContain('not an object');
  });

  test('shows a given certificate, and receives known clients only', async ({ expect }) => {
    const [own, known] = [selfMadeCertificate(), selfMadeCertificate('ocs.example')];
    const args = ['--tls-cert', written('cert.pem', own.cert), '--tls-key', written('key.pem', own.key)];
    const clientCa = ['--tls-client-ca', written('clients.pem', known.cert)];
    await receiving([...args, ...clientCa], async (url) => {
      expect(await postOverTls(url, '{}', { ca: own.cert })).toMatchObject({ status: 403 });
      expect(await postOverTls(url, '{}', { ca: own.cert, ...known })).toMatchObject({ status: 200 });
    });
  });

  test('says at its end what came to nothing, and why', async ({ expect }) => {
    const { err } = await receiving(['--tls'], async (url) => {
      for (let turn = 0; turn < 2; turn += 1) await fetch(url.replace('https', 'http')).catch(() => {});
    });
    expect(err).toContain(
      '\n0 recorded · 2 refused\n  refused 2 ×  the client speaks http, this port https\n',
    );
  });

  test('asks for credentials, and prints none', async ({ expect }) => {
    const token = written('token', 't0p-secret\n');
    const password = written('password', 'pass:word');
    const { out, err } = await receiving(
      ['--basic', `ocs:@${password}`, '--bearer', `@${token}`],
      async (url) => {
        const status = async (authorization?: string): Promise<number> => {
          const headers = authorization === undefined ? {} : { authorization };
          return (await fetch(url, { method: 'POST', body: '[]', headers })).status;
        };
        expect(await status()).toBe(401);
        expect(await status('Bearer wrong')).toBe(401);
        expect(await status('Bearer t0p-secret')).toBe(200);
        expect(await status(`Basic ${btoa('ocs:pass:word')}`)).toBe(200);
      },
    );
    expect(`${out}${err}`).not.toMatch(/t0p-secret|pass:word/);
    expect(err).toContain('4 recorded');
  });

  test('keeps to its limits', async ({ expect }) => {
    await receiving(['--max-body', '1kB', '--max-head', '2KiB', '--head-timeout', '30s'], async (url) => {
      const post = (body: string, headers = {}) => fetch(url, { method: 'POST', body, headers });
      expect((await post('x'.repeat(1_000))).status).toBe(200);
      expect((await post('x'.repeat(1_001))).status).toBe(413);
      expect((await post('', { x: 'y'.repeat(3_000) })).status).toBe(431);
    });
  });

  test.for([
    [['--tls-cert', 'a.pem'], '--tls-cert: give both --tls-cert and --tls-key'],
    [['--tls-passphrase', 'env:X', '--tls'], '--tls-passphrase: give --tls-cert and --tls-key as well'],
    [['--tls-write-cert', 'x'], '--tls-write-cert: give --tls as well'],
    [['--tls', '--tls-client-ca', '/nowhere/x'], '--tls-client-ca: /nowhere/x: it cannot be read'],
    [['--basic', 'ocs'], '--basic: expected USER:env:NAME or USER:@FILE'],
    [['--basic', 'env:PASSWORD'], '--basic: expected USER:env:NAME or USER:@FILE'],
    [['--basic', 'ocs:s3same'], 'others see it; write --basic USER:env:NAME, or USER:@FILE'],
    [['--bearer', 's3same'], 'others see it; write --bearer env:NAME, or @FILE'],
    [
      ['--tls-cert', 'a.pem', '--tls-key', 'a.pem', '--tls-passphrase', 's3same'],
      '--tls-cert: a.pem: it cannot be read',
    ],
    [['--bearer', 'env:NOT_THERE'], '--bearer: the environment variable NOT_THERE is not set'],
    [['--bearer', '@/nowhere/x'], '--bearer: /nowhere/x: it cannot be read'],
    [['--max-body', '2GiB'], '--max-body: 2GiB: expected a size from 1 to 1GiB'],
    [['--max-head', '1 cup'], '--max-head: 1 cup: expected a size'],
    [['--max-connections', '0'], '--max-connections: 0: expected a whole number >= 1'],
    [['--head-timeout', '5'], '--head-timeout: 5: expected a duration from 1ms'],
    [['--idle-timeout', '60d'], '--idle-timeout: 60d: expected a duration from 1ms to 24d'],
  ] as const)('%s is bad usage', async ([args, complaint], { expect }) => {
    const { code, out, err } = await ocsSim(['receive', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(complaint);
    expect(err).not.toContain('s3same');
  });

  test('a certificate that is none ends with 4 and says what to give', async ({ expect }) => {
    const none = written('none.pem', 'none');
    const { code, err } = await ocsSim(['receive', '--tls-cert', none, '--tls-key', none]);
    expect(code).toBe(4);
    expect(err).toMatch(/cannot speak https: the certificate cannot be read\n +hint: +give a PEM text/);
  });
});
