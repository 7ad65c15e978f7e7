// Who may ask the control API. What is tried comes from the OpenAPI document, so that a new operation is tried too.

import { METHODS } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { admission } from '../../../receiver/control/admission.ts';
import { rawClient } from '../../support/raw-client.ts';
import { type Bench, startBench } from './controlled.ts';

/** What no answer to a stranger may tell. */
const SECRET = 'Secret Campaign';
const TOKEN = 'Bearer secret';

interface Answered {
  readonly status: number;
  /** By their lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends just these bytes and reads to the end of the connection; fetch would put the target and the headers right. */
async function sent(
  port: number,
  method: string,
  target: string,
  headers: readonly string[],
): Promise<Answered> {
  const client = await rawClient(port);
  client.send(`${[`${method} ${target} HTTP/1.1`, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`);
  const { received } = await client.ended;
  const [head = '', ...body] = received.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(line)?.[1] ?? Number.NaN),
    headers: Object.fromEntries(
      fields.map((field) => [field.replace(/:.*/, '').toLowerCase(), field.replace(/^[^:]*: */, '')]),
    ),
    body: body.join('\r\n\r\n'),
  };
}

interface Asked {
  readonly method: string;
  readonly path: string;
}

let open: Bench;
let guarded: Bench;
let operations: readonly Asked[];

beforeAll(async () => {
  open = await startBench();
  guarded = await startBench({ token: 'secret' });
  for (const bench of [open, guarded]) bench.post({ GSW_CAMPAIGN_GROUP_NAME: SECRET });
  const { paths } = (await (await fetch(`${open.api}/openapi.json`)).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{\w+\}/g, '1'),
    })),
  );
  expect(operations.length).toBeGreaterThan(15);
});

afterAll(async () => {
  await open.control.close();
  await guarded.control.close();
});

// A rule, so that it shows when one is taken away, switched off or added to.
beforeEach(() => {
  for (const { receiver } of [open, guarded])
    receiver.replyPlan.replace([{ when: {}, answer: { kind: 'silence' } }]);
});

/** That a request was refused with one of the statuses, told nothing, and changed nothing. */
async function refused(
  bench: Bench,
  { method, path }: Asked,
  headers: readonly string[],
  statuses: readonly number[],
): Promise<Answered> {
  const { receiver, control } = bench;
  const before = [receiver.journal.startNumber, receiver.replyPlan.rules];
  const answer = await sent(control.port, method, path, headers);
  const what = `${method} ${path} ${headers.join(' ')}`;
  expect(statuses, what).toContain(answer.status);
  expect(JSON.stringify(answer), what).not.toContain(SECRET);
  expect(answer.headers, what).not.toHaveProperty('access-control-allow-origin');
  expect([receiver.journal.startNumber, receiver.replyPlan.rules], what).toEqual(before);
  return answer;
}

const hostOf = ({ control }: Bench): string => `Host: 127.0.0.1:${control.port}`;

/** The ways to write a path that a router, a proxy or a check of texts may take for the same one. */
const WAYS: Readonly<Record<string, (path: string) => string>> = {
  'as it is': (path) => path,
  'in absolute form': (path) => `http://127.0.0.1${path}`,
  'in absolute form with a scheme in capitals': (path) => `HTTP://127.0.0.1${path}`,
  'in absolute form of https': (path) => `https://127.0.0.1${path}`,
  'in absolute form and encoded': (path) => `http://127.0.0.1${path.replace('api', '%61pi')}`,
  'with its first letter encoded': (path) => path.replace('api', '%61pi'),
  'with its last letter encoded': (path) => path.replace('api', 'ap%69'),
  'with all of the prefix encoded': (path) => path.replace('api', '%61%70%69'),
  'with every letter encoded': (path) =>
    path.replace(/[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  'encoded twice': (path) => path.replace('api', '%2561pi'),
  'with an encoded slash': (path) => path.replace('/api/', '/api%2F'),
  'with an encoded slash in front': (path) => `/%2f${path.slice(1)}`,
  'with doubled slashes in front': (path) => `/${path}`,
  'with doubled slashes inside': (path) => path.replace('/api/', '/api//'),
  'in capitals': (path) => path.replace('api', 'API'),
  'with dot segments': (path) => `/client/..${path}`,
  'with encoded dot segments': (path) => `/client/%2e%2e${path}`,
  'with a dot segment': (path) => `/.${path}`,
  'with a slash at its end': (path) => `${path}/`,
  'with a parameter of a segment': (path) => path.replace('/api/', '/api;a=b/'),
  'with a fragment': (path) => `${path}#/`,
  'with a query': (path) => `${path}?token=secret&access_token=secret`,
  'with a backslash': (path) => path.replace('/api/', '/api\\'),
  'with an encoded null byte': (path) => `${path}%00`,
  'with what is no encoding': (path) => `${path}%zz`,
  'with what is no UTF-8': (path) => `${path}%ff`,
  'with a very long segment': (path) => `${path}${'a'.repeat(9_000)}`,
};

describe('Without its token', () => {
  test.each(Object.entries(WAYS))('no operation is there for a path %s', async (_how, write) => {
    for (const { method, path } of operations) {
      for (const headers of [[], ['Authorization: Bearer wrong'], ['Authorization: Basic c2VjcmV0']])
        await refused(guarded, { method, path: write(path) }, [hostOf(guarded), ...headers], [400, 401]);
    }
  });

  test('no method of any path is there, nor is it told which ones are', async () => {
    for (const path of new Set(operations.map((each) => each.path))) {
      for (const method of METHODS.filter((each) => each !== 'CONNECT')) {
        const { headers } = await refused(guarded, { method, path }, [hostOf(guarded)], [401]);
        expect(headers).not.toHaveProperty('allow');
      }
    }
  });

  test.each<readonly [string, readonly string[]]>([
    ['a longer token', ['Authorization: Bearer secrets']],
    ['the beginning of the token', ['Authorization: Bearer secre']],
    ['the token in capitals', ['Authorization: Bearer SECRET']],
    ['another scheme', ['Authorization: Token secret']],
    ['no scheme', ['Authorization: secret']],
    ['a wrong one in front of the right one', ['Authorization: Bearer wrong', `Authorization: ${TOKEN}`]],
    ['a wrong one behind the right one', [`Authorization: ${TOKEN}`, 'Authorization: Bearer wrong']],
    ['headers that a proxy writes', [`X-Forwarded-Authorization: ${TOKEN}`, `Proxy-Authorization: ${TOKEN}`]],
    ['a cookie', ['Cookie: token=secret; Authorization=Bearer secret']],
    ['an upgrade', ['Upgrade: websocket', 'Sec-WebSocket-Protocol: secret']],
    ['another method in a header', ['X-HTTP-Method-Override: GET', 'X-Original-URL: /']],
  ])('no operation is there for %s', async (_what, headers) => {
    for (const operation of operations)
      await refused(guarded, operation, [hostOf(guarded), ...headers], [401]);
  });

  test('nothing is told about paths that are not there', async () => {
    for (const path of ['/nothing', '/api', '/api/', '/api/nothing', '/.env'])
      await refused(guarded, { method: 'GET', path }, [hostOf(guarded)], [401]);
  });

  test('CONNECT and methods that nobody knows come to nothing', async () => {
    const { port } = guarded.control;
    const connect = await sent(port, 'CONNECT', `127.0.0.1:${port}`, [hostOf(guarded)]);
    expect(connect).toMatchObject({ status: Number.NaN, body: '' });
    const unknown = await sent(port, 'FROB', '/api/status', [hostOf(guarded)]);
    expect([unknown.status, JSON.parse(unknown.body).error.code]).toEqual([400, 'bad-request']);
  });

  test('the page is there, and only that', async () => {
    for (const method of ['GET', 'HEAD']) {
      const { status } = await sent(guarded.control.port, method, '/', [hostOf(guarded)]);
      expect([method, status]).toEqual([method, 200]);
    }
    const { status, headers } = await sent(guarded.control.port, 'POST', '/', [hostOf(guarded)]);
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });
});

test('with its token an operation is the same one however its path is written', async () => {
  const asked = async (path: string): Promise<number> =>
    (await sent(guarded.control.port, 'GET', path, [hostOf(guarded), `Authorization: ${TOKEN}`])).status;
  const statuses = await Promise.all(
    Object.entries(WAYS).map(async ([how, write]) => [how, await asked(write('/api/status'))] as const),
  );
  const reached = statuses.filter(([, status]) => status === 200).map(([how]) => how);
  // Else the tests above would try paths that lead nowhere.
  expect(reached).toEqual(
    expect.arrayContaining(['as it is', 'in absolute form', 'with its first letter encoded']),
  );
  expect(statuses.filter(([, status]) => ![200, 400, 404].includes(status))).toEqual([]);
});

test('every other method of a path is answered 405 with those that it has, in every way to write it', async () => {
  for (const path of new Set(operations.map((each) => each.path))) {
    const its = operations.filter((each) => each.path === path).map(({ method }) => method);
    const others = METHODS.filter((each) => each !== 'CONNECT' && !its.includes(each));
    const inOtherWays = ['HEAD', 'OPTIONS', 'PROPFIND'].flatMap((method) =>
      [WAYS['in absolute form']!, WAYS['with its first letter encoded']!].map((write) => ({
        method,
        path: write(path),
      })),
    );
    for (const asked of [...others.map((method) => ({ method, path })), ...inOtherWays]) {
      const { headers } = await refused(open, asked, [hostOf(open)], [405]);
      expect([asked, headers.allow]).toEqual([asked, its.join(', ')]);
    }
  }
});

describe('The Host header', () => {
  test.each<readonly [string, string, boolean]>([
    ['127.0.0.1', '127.0.0.1:8081', true],
    ['127.0.0.1', 'localhost:8081', true],
    ['127.0.0.1', '[::1]:8081', true],
    ['127.0.0.1', '127.9.9.9', true],
    ['127.0.0.1', 'evil.example:8081', false],
    ['127.0.0.1', '192.168.0.7:8081', false],
    ['127.0.0.1', '127.0.0.1.evil.example', false],
    ['127.0.0.1', 'localhost.evil.example', false],
    ['127.0.0.1', 'evil.example@127.0.0.1', false],
    ['127.0.0.1', '127.0.0.1/evil.example', false],
    ['127.0.0.1', '127.0.0.1, evil.example', false],
    ['127.0.0.1', '', false],
    ['127.0.0.1', 'a b', false],
    ['192.168.0.7', '192.168.0.7:8081', true],
    ['192.168.0.7', '10.0.0.1:30081', true],
    ['receiver.lan', 'Receiver.LAN:8081', true],
    ['0.0.0.0', '192.168.0.7:8081', true],
    ['0.0.0.0', 'evil.example', false],
    ['::', '[fe80::1]:8081', true],
  ])('of an API at %s, being "%s": allowed is %s', (host, asked, may) => {
    const head = { headers: { host: asked }, rawHeaders: ['Host', asked], url: '/' };
    for (const token of [null, 'secret'])
      expect(admission({ host, token }).toAnything(head)?.code ?? null).toBe(may ? null : 'host-not-allowed');
  });

  test('may be a name that is allowed besides', async () => {
    await using bench = await startBench({ allowedHosts: ['Receiver.Example'] });
    const asked = async (host: string): Promise<number> =>
      (await sent(bench.control.port, 'GET', '/api/status', [`Host: ${host}`])).status;
    expect(await asked('receiver.example:8081')).toBe(200);
    expect(await asked('other.receiver.example')).toBe(421);
  });

  test('is looked at before anything is answered, with the token too', async () => {
    const asked = [...operations, { method: 'GET', path: '/' }, { method: 'GET', path: '/nothing' }];
    for (const bench of [open, guarded]) {
      for (const operation of asked) {
        for (const host of ['evil.example', `evil.example:${bench.control.port}`, '192.168.0.7']) {
          const headers = [`Host: ${host}`, `Authorization: ${TOKEN}`];
          const { body } = await refused(bench, operation, headers, [421]);
          expect(body).toContain('"code":"host-not-allowed"');
        }
        const inTarget = { ...operation, path: `http://evil.example${operation.path}` };
        await refused(bench, inTarget, [hostOf(bench), `Authorization: ${TOKEN}`], [421]);
        await refused(bench, operation, [`Authorization: ${TOKEN}`], [421]);
        await refused(bench, operation, [hostOf(bench), 'Host: evil.example'], [400]);
      }
    }
  });
});

describe('A page of another origin', () => {
  test.each<readonly [string, (port: number) => readonly string[]]>([
    ['of another host', () => ['Origin: http://evil.example']],
    ['without an origin, such as a file or a frame in a sandbox', () => ['Origin: null']],
    ['under another name of this machine', (port) => [`Origin: http://localhost:${port}`]],
    ['of another port', () => ['Origin: http://127.0.0.1:3000', 'Sec-Fetch-Site: same-site']],
    ['that says two origins', (port) => [`Origin: http://127.0.0.1:${port}`, 'Origin: http://evil.example']],
    ['with an image, which has no Origin', () => ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Dest: image']],
    ['of another port with an image', () => ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Dest: image']],
    ['with a form', () => ['Origin: http://evil.example', 'Content-Type: text/plain', 'Content-Length: 0']],
    [
      'that asks first',
      () => ['Origin: http://evil.example', 'Access-Control-Request-Headers: authorization'],
    ],
  ])('%s gets nothing from any operation, and nothing is allowed to it', async (_which, headersAt) => {
    for (const bench of [open, guarded]) {
      for (const { method, path } of operations) {
        const headers = [hostOf(bench), ...headersAt(bench.control.port)];
        for (const each of [method, 'OPTIONS'])
          for (const authorization of [[], [`Authorization: ${TOKEN}`]])
            await refused(bench, { method: each, path }, [...headers, ...authorization], [403]);
      }
    }
  });

  test('is not the own one, nor a person who types the address', async () => {
    const { port } = open.control;
    for (const headers of [
      [`Origin: http://127.0.0.1:${port}`, 'Sec-Fetch-Site: same-origin'],
      ['Sec-Fetch-Site: none'],
    ])
      expect((await sent(port, 'GET', '/api/count', [hostOf(open), ...headers])).status).toBe(200);
  });
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
  for (const path of [
    '/../control/server.ts',
    '/..%2fcontrol%2fserver.ts',
    '/..%5ccontrol%5cserver.ts',
    '/page-files.ts',
    '/index.html',
    '/%2e%2e/%2e%2e/package.json',
    '//etc/passwd',
    '/client/../page-files.ts',
    '/client/%2e%2e/page-files.ts',
    '/client/main.js/',
    '/client/main.js%00.html',
    '/CLIENT/MAIN.JS',
    'http://127.0.0.1/../package.json',
  ]) {
    const { status, body } = await sent(open.control.port, 'GET', path, [hostOf(open)]);
    expect([path, status]).toEqual([path, 404]);
    expect(JSON.parse(body).error.code).toBe('no-such-path');
  }
});
