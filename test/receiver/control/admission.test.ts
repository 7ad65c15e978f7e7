import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { admission } from '../../../receiver/control/admission.ts';
import { startBench } from './controlled.ts';

/** Status, headers and body of a GET with just these headers; fetch would not let a test set Host. */
function get(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the Host header', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1:8081', true],
    ['127.0.0.1', 'localhost:8081', true],
    ['127.0.0.1', '[::1]:8081', true],
    ['127.0.0.1', '127.9.9.9', true],
    ['127.0.0.1', 'evil.example:8081', false],
    ['127.0.0.1', '192.168.0.7:8081', false],
    ['127.0.0.1', '127.0.0.1.evil.example', false],
    ['127.0.0.1', '', false],
    ['127.0.0.1', 'a b', false],
    ['192.168.0.7', '192.168.0.7:8081', true],
    ['receiver.lan', 'Receiver.LAN:8081', true],
    ['0.0.0.0', '192.168.0.7:8081', true],
    ['0.0.0.0', 'evil.example', false],
    ['::', '[fe80::1]:8081', true],
  ])('of an API at %s may%s be %s: %s', (host, asked, may) => {
    const refused = admission({ host, token: null }).toAnything({ host: asked });
    expect(refused?.code ?? null).toBe(may ? null : 'host-not-allowed');
  });

  test('may be any where there is a token, which a page cannot know', () => {
    expect(admission({ host: '0.0.0.0', token: 'secret' }).toAnything({ host: 'ocs-sim:8081' })).toBeNull();
  });

  test('is looked at before anything is answered', async () => {
    await using bench = await startBench();
    for (const path of ['/', '/api/status', '/nothing']) {
      const { status, body } = await get(`${bench.control.url}${path}`, { host: 'evil.example' });
      expect([path, status, JSON.parse(body).error.code]).toEqual([path, 421, 'host-not-allowed']);
    }
  });
});

test('a page of another origin gets nothing, and nothing is allowed to it', async () => {
  await using bench = await startBench();
  bench.post({});
  const { port } = bench.control;
  for (const headers of [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: `http://localhost:${port}` },
    { 'sec-fetch-site': 'cross-site' },
  ]) {
    const answer = await get(`${bench.api}/status`, headers as Record<string, string>);
    expect([headers, answer.status]).toEqual([headers, 403]);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  }
  const reset = await fetch(`${bench.api}/reset`, {
    method: 'POST',
    headers: { origin: 'http://evil.example' },
  });
  expect(reset.status).toBe(403);
  const own = await get(`${bench.api}/count`, {
    origin: `http://127.0.0.1:${port}`,
    'sec-fetch-site': 'same-origin',
  });
  expect(JSON.parse(own.body).count).toBe(1);
});

test('with a token the data are for who shows it, the page for everybody', async () => {
  await using bench = await startBench({ token: 'secret' });
  const asked = async (authorization?: string): Promise<number> =>
    (await fetch(`${bench.api}/status`, authorization === undefined ? {} : { headers: { authorization } }))
      .status;
  expect(await asked()).toBe(401);
  expect(await asked('Bearer wrong')).toBe(401);
  expect(await asked('Basic secret')).toBe(401);
  expect(await asked('Bearer secret')).toBe(200);
  const refused = await fetch(`${bench.api}/status?token=secret`);
  expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
  expect(await refused.text()).not.toContain('secret');
  expect((await fetch(`${bench.control.url}/`)).status).toBe(200);
});

test('whatever was received is never taken for a page or a script', async () => {
  await using bench = await startBench();
  bench.post({
    GSW_CAMPAIGN_GROUP_NAME: '<script>alert(1)</script>',
    __proto__: null,
    '</script>': '\u2028',
  });
  for (const path of [
    'records',
    'records/1',
    'groups',
    'snapshot',
    'export',
    'export?format=har',
    'nothing',
  ]) {
    const response = await fetch(`${bench.api}/${path}`);
    expect(response.headers.get('content-type')).toMatch(/^application\/(json|x-ndjson)/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    await response.text();
  }
});

test('no path leads out of the folder of the page', async () => {
  await using bench = await startBench();
  for (const path of [
    '/../control/server.ts',
    '/..%2fcontrol%2fserver.ts',
    '/page-files.ts',
    '/%2e%2e/%2e%2e/package.json',
    '//etc/passwd',
    '/client/../page-files.ts',
  ]) {
    const { status, body } = await get(`${bench.control.url}`.concat(path), {});
    expect([path, status]).toEqual([path, 404]);
    expect(JSON.parse(body).error.code).toBe('no-such-path');
  }
});
