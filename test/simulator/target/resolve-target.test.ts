import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import { readTarget } from '../../../simulator/target/read-target-file.ts';
import { type ResolvedTarget, resolveTarget } from '../../../simulator/target/resolve-target.ts';
import { plainTarget } from '../../../simulator/target/target.ts';
import { certificateAuthority } from '../../support/self-made-certificate.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-target-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return text;
}

const company = certificateAuthority();
const client = company.issue();
const stranger = company.issue();
const ca = write('ca.pem', company.cert);
const cert = write('client.pem', client.cert);
const key = write('client.key', client.key);
write('stranger.key', stranger.key);
const encrypted = write(
  'encrypted.key',
  createPrivateKey(client.key)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'key-phrase' })
    .toString(),
);
write('password.txt', 'from-a-file\n');
write('empty.txt', '\n');
write('none.pem', 'hello');

const ENVIRONMENT = {
  PASSWORD: 'pass:wörd',
  TOKEN: 'open-sesame',
  PHRASE: 'key-phrase',
  WRONG_PHRASE: 'another-phrase',
  API_KEY: 'ApiKey VnVhQ2ZHY0JDZGJr',
  BLANKS: 'not a token',
  LINES: 'one\r\nX-Other: two',
  EMPTY: '',
};

function resolved(text: string): ResolvedTarget {
  const { spec, problems } = readTarget({ name: join(folder, 'target.yaml'), text });
  expect(problems).toEqual([]);
  return resolveTarget(spec!, ENVIRONMENT);
}

function complaints(text: string): readonly string[] {
  const { target, problems } = resolved(text);
  expect(target).toBeNull();
  return problems.map(({ code, message, hint = '' }) => `${code}: ${message} (${hint})`);
}

describe('A target', () => {
  test('of which only the URL is said has nothing special about it', () => {
    expect(resolved('url: https://states.example/ingest')).toEqual({
      target: plainTarget('https://states.example/ingest'),
      problems: [],
    });
  });

  test.each(['elasticsearch', 'opensearch'])('of the kind %s has an index of its own', (kind) => {
    expect(resolved(`{ kind: ${kind}, url: "https://search.example:9200" }`).target).toEqual({
      ...plainTarget('https://search.example:9200'),
      kind: 'elasticsearch',
      index: { name: 'ocs-sim-{run}', mapping: 'contract', keep: true },
    });
  });

  test.each([
    ['states', { name: 'states', mapping: 'contract', keep: true }],
    ['{ mapping: dynamic }', { name: 'ocs-sim-{run}', mapping: 'dynamic', keep: true }],
    ['{ name: "s-{run}", keep: false }', { name: 's-{run}', mapping: 'contract', keep: false }],
  ])('may name its index: %s', (index, settings) => {
    const { target } = resolved(`{ kind: elasticsearch, url: "http://127.0.0.1:9200", index: ${index} }`);
    expect(target!.index).toEqual(settings);
  });

  test.each([
    [
      '{ query: { url: "https://s.example/all?from={from}&size={size}" } }',
      {
        kind: 'query',
        url: 'https://s.example/all?from={from}&size={size}',
        items: '$',
        body: '$',
        pageSize: 1_000,
        withinSeconds: 10,
      },
    ],
    [
      '{ query: { url: "https://s.example/", items: $.hits, body: "$[0]", pageSize: 5, within: 1500ms } }',
      {
        kind: 'query',
        url: 'https://s.example/',
        items: '$.hits',
        body: '$[0]',
        pageSize: 5,
        withinSeconds: 1.5,
      },
    ],
    [
      '{ command: [psql, -c, "select body from states"], body: $.body, within: 0 }',
      {
        kind: 'command',
        command: ['psql', '-c', 'select body from states'],
        body: '$.body',
        withinSeconds: 0,
      },
    ],
  ])('may be read back: %s', (readBack, settings) => {
    expect(resolved(`{ url: "https://s.example/", readBack: ${readBack} }`).target!.readBack).toEqual(
      settings,
    );
  });

  test.each([
    ['hits', /^begin it with a dollar sign: \$\.hits$/],
    ['$..hits', /^names, positions and \[\*\] will do/],
  ])('is told that %s leads nowhere', (items, hint) => {
    const text = `{ url: "https://s.example/", readBack: { query: { url: "https://s.example/", items: ${items} } } }`;
    const { problems } = readTarget({ name: join(folder, 'target.yaml'), text });
    expect(problems).toMatchObject([
      {
        message: 'expected a JSON path such as $.items',
        found: items,
        hint: expect.stringMatching(hint),
      },
    ]);
  });

  test('may say what the options of OCS would say otherwise', () => {
    const text =
      '{ url: "https://s.example/", proxy: "http://proxy.example:3128", poolSize: 3, responseTimeout: 300ms }';
    expect(resolved(text).target).toMatchObject({
      proxy: 'http://proxy.example:3128/',
      poolSize: 3,
      responseTimeoutSeconds: 0.3,
    });
  });
});

describe('Secrets', () => {
  test('of a user become the header of basic authentication', () => {
    const { target } = resolved(
      '{ url: "https://s.example/", auth: { basic: { user: élastic, password: { env: PASSWORD } } } }',
    );
    const base64 = Buffer.from('élastic:pass:wörd').toString('base64');
    expect(target).toMatchObject({
      headers: { authorization: `Basic ${base64}` },
      secrets: ['pass:wörd', base64],
    });
  });

  test('of a token become the header of bearer authentication', () => {
    const { target } = resolved('{ url: "https://s.example/", auth: { bearer: { env: TOKEN } } }');
    expect(target).toMatchObject({
      headers: { authorization: 'Bearer open-sesame' },
      secrets: ['open-sesame'],
    });
  });

  test('may come from a file beside that of the target, without its last line break', () => {
    const { target } = resolved(
      '{ url: "https://s.example/", headers: { X-Tenant: acme, X-Key: { file: password.txt } } }',
    );
    expect(target).toMatchObject({
      headers: { 'X-Tenant': 'acme', 'X-Key': 'from-a-file' },
      secrets: ['from-a-file'],
    });
  });

  test('in a header are secret without their scheme as well', () => {
    const { target } = resolved(
      '{ url: "https://s.example/", headers: { Authorization: { env: API_KEY } } }',
    );
    expect(target!.secrets).toEqual(['ApiKey VnVhQ2ZHY0JDZGJr', 'VnVhQ2ZHY0JDZGJr']);
  });

  test('of a proxy stand in its URL, where the sender looks for them', () => {
    const { target } = resolved(
      '{ url: "https://s.example/", proxy: { url: "http://p.example:3128", user: me, password: { env: PASSWORD } } }',
    );
    expect(target!.proxy).toBe('http://me:pass%3Aw%C3%B6rd@p.example:3128/');
    expect(target!.secrets).toEqual(['pass:wörd', Buffer.from('me:pass:wörd').toString('base64')]);
  });

  test('that are not there are all named, with where they are wanted', () => {
    const text = [
      'url: https://s.example/',
      'auth: { basic: { user: me, password: { env: NO_PASSWORD } } }',
      'headers: { X-A: { env: EMPTY }, X-B: { file: no.txt }, X-C: { file: empty.txt }, X-D: { file: "." } }',
      'proxy: { url: "http://p.example", user: me, password: { env: NO_PROXY_PASSWORD } }',
    ].join('\n');
    const { problems } = resolved(text);
    expect(problems.map((problem) => showDiagnostic(problem).replaceAll(`${folder}/`, '')).join('\n')).toBe(
      `target.yaml:2:40: error[unknown-reference] the environment variable NO_PASSWORD is not set
   2 │ auth: { basic: { user: me, password: { env: NO_PASSWORD } } }
     │                                        ^^^
    hint:     set it where ocs-sim runs: export NO_PASSWORD=…
target.yaml:3:19: error[unknown-reference] the environment variable EMPTY is empty
   3 │ headers: { X-A: { env: EMPTY }, X-B: { file: no.txt }, X-C: { file: empty.txt }, X-D: { file: "." } }
     │                   ^^^
    hint:     set it where ocs-sim runs: export EMPTY=…
target.yaml:3:40: error[unreadable-file] no.txt: it cannot be read: there is no such file
   3 │ headers: { X-A: { env: EMPTY }, X-B: { file: no.txt }, X-C: { file: empty.txt }, X-D: { file: "." } }
     │                                        ^^^^
target.yaml:3:63: error[bad-value] empty.txt: it is empty
   3 │ headers: { X-A: { env: EMPTY }, X-B: { file: no.txt }, X-C: { file: empty.txt }, X-D: { file: "." } }
     │                                                               ^^^^
target.yaml:3:89: error[unreadable-file] .: it cannot be read: it is a folder
   3 │ headers: { X-A: { env: EMPTY }, X-B: { file: no.txt }, X-C: { file: empty.txt }, X-D: { file: "." } }
     │                                                                                         ^^^^
target.yaml:4:57: error[unknown-reference] the environment variable NO_PROXY_PASSWORD is not set
   4 │ proxy: { url: "http://p.example", user: me, password: { env: NO_PROXY_PASSWORD } }
     │                                                         ^^^
    hint:     set it where ocs-sim runs: export NO_PROXY_PASSWORD=…`,
    );
  });

  test.each([
    ['auth: { bearer: { env: BLANKS } }', /^bad-value: a token is of visible ASCII characters/],
    [
      'headers: { X-Key: { env: LINES } }',
      /^bad-value: what is found for the header X-Key cannot be written/,
    ],
    [
      'auth: { basic: { user: "a:b", password: { env: TOKEN } } }',
      /^bad-value: the name of a user has no colon/,
    ],
  ])('that no header can carry are refused, and not shown: %s', (line, complaint) => {
    const said = complaints(`url: https://s.example/\n${line}`);
    expect(said).toEqual([expect.stringMatching(complaint)]);
    expect(said.join()).not.toMatch(/not a token|two|sesame/);
  });
});

describe('Certificates', () => {
  const withTls = (tls: string): string => `url: https://s.example/\ntls: { ${tls} }`;

  test('are read from files beside that of the target', () => {
    const { target } = resolved(withTls('ca: ca.pem, cert: client.pem, key: client.key'));
    expect(target!.tls).toEqual({ ca, cert, key, passphrase: null });
  });

  test('may have an encrypted key, whose passphrase is a secret', () => {
    const { target } = resolved(withTls('cert: client.pem, key: encrypted.key, passphrase: { env: PHRASE }'));
    expect(target!.tls).toEqual({ ca: null, cert, key: encrypted, passphrase: 'key-phrase' });
    expect(target!.secrets).toEqual(['key-phrase']);
  });

  test.each([
    ['ca: no.pem', /^unreadable-file: no\.pem: it cannot be read: there is no such file/],
    ['ca: none.pem', /^bad-value: the certificates of the authorities cannot be read .*BEGIN CERTIFICATE/],
    ['cert: none.pem, key: client.key', /^bad-value: the certificate cannot be read/],
    ['cert: client.pem, key: none.pem', /^bad-value: the private key cannot be read .*BEGIN PRIVATE KEY/],
    ['cert: client.pem, key: stranger.key', /^bad-value: the private key is not that of the certificate/],
    [
      'cert: client.pem, key: encrypted.key',
      /^bad-value: the private key is encrypted \(give its passphrase/,
    ],
    [
      'cert: client.pem, key: encrypted.key, passphrase: { env: WRONG_PHRASE }',
      /^bad-value: the private key cannot be decrypted \(is the passphrase right/,
    ],
    [
      'cert: client.pem, key: encrypted.key, passphrase: { env: NO_PHRASE }',
      /^unknown-reference: the environment variable NO_PHRASE is not set/,
    ],
  ])('that are not what they should be are named: %s', (tls, complaint) => {
    expect(complaints(withTls(tls))).toEqual([expect.stringMatching(complaint)]);
  });

  test('are complained of all at once', () => {
    expect(complaints(withTls('ca: none.pem, cert: no.pem, key: no.key'))).toHaveLength(3);
  });
});
