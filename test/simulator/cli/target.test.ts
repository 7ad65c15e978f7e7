import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { ANSWER_200, answerOf, type RawAnswer, rawServer } from '../../support/raw-server.ts';
import { certificateAuthority } from '../../support/self-made-certificate.ts';
import { ENDINGS, emptyFolder, ocsSim } from './ocs-sim.ts';

const folder = emptyFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

const SECRETS = ['open-sesame/1', 'pass:wörd"2', 'in-a-file-3', 'key-phrase-4'] as const;
const [TOKEN, PASSWORD, IN_FILE] = SECRETS;
const BASIC = Buffer.from(`me:${PASSWORD}`).toString('base64');
const here = { cwd: folder, env: { TOKEN, PASSWORD } };

const company = certificateAuthority();
const server = company.issue();

beforeAll(() => {
  for (const [name, text] of Object.entries(ENDINGS)) write(`${name}.yaml`, text);
  write('secret.txt', `${IN_FILE}\n`);
  write('ca.pem', company.cert);
});

/** Refuses everything, and says back all that it was told. */
const telling: RawAnswer = (socket, { head }) => {
  const encoded = [Buffer.from(head).toString('base64'), Buffer.from(head).toString('hex')];
  const body = [head, JSON.stringify(head), ...encoded].slice(head.length % 4).join('\n');
  socket.write(answerOf(401, [`X-You-Said: ${head.split('\r\n').at(-1)}`], body));
};

/** A secret in any of the forms in which it could come out. */
function leaks(text: string): readonly string[] {
  const encoded = (text.match(/[\w+/-]{12,}/g) ?? []).flatMap((run) => [
    Buffer.from(run, 'base64').toString('utf8'),
    Buffer.from(run, 'hex').toString('utf8'),
  ]);
  return [...SECRETS, BASIC].filter(
    (secret) =>
      encoded.some((each) => each.includes(secret)) ||
      [
        secret,
        Buffer.from(secret).toString('base64'),
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret),
      ].some((form) => text.includes(form)),
  );
}

describe.concurrent('ocs-sim run --target', () => {
  test('a file is shown its credentials and headers', async ({ expect }) => {
    await using system = await rawServer(ANSWER_200);
    write(
      'basic.yaml',
      `url: ${system.url}\nauth: { basic: { user: me, password: { env: PASSWORD } } }\nheaders: { X-Tenant: acme, X-Key: { file: secret.txt } }\n`,
    );
    const { code, err } = await ocsSim(['run', 'passed.yaml', '--target', 'basic.yaml'], here);
    expect([code, err]).toEqual([0, '']);
    const head = system.requests[0]!.head;
    expect(head).toContain(`authorization: Basic ${BASIC}`);
    expect(head).toContain('X-Tenant: acme');
    expect(head).toContain(`X-Key: ${IN_FILE}`);
  });

  test('options lie over the file', async ({ expect }) => {
    await using system = await rawServer(ANSWER_200);
    write(
      'over.yaml',
      `url: ${system.url}\nauth: { bearer: { env: NOT_SET } }\nheaders: { X-Tenant: acme }\n`,
    );
    const { code, err } = await ocsSim(
      [
        'run',
        'passed.yaml',
        '--target',
        'over.yaml',
        '--basic',
        'me:env:PASSWORD',
        '--header',
        'x-tenant: other',
      ],
      here,
    );
    expect([code, err]).toEqual([0, '']);
    const { head } = system.requests[0]!;
    expect(head).toContain(`authorization: Basic ${BASIC}`);
    expect(head.match(/^x-tenant: .*$/gim)).toEqual(['x-tenant: other']);
  });

  test('a URL takes its options from the command line alone', async ({ expect }) => {
    await using system = await rawServer(ANSWER_200, { tls: server });
    const { code, err } = await ocsSim(
      [
        ...['run', 'passed.yaml', '--target', system.url, '--ca', 'ca.pem', '--bearer', 'env:TOKEN'],
        ...[
          '--header',
          'X-Key: @secret.txt',
          '--header',
          'X-Tenant:acme',
          '--pool-size',
          '2',
          '--response-timeout',
          '2s',
        ],
      ],
      here,
    );
    expect([code, err]).toEqual([0, '']);
    const { head } = system.requests[0]!;
    expect(head).toContain(`authorization: Bearer ${TOKEN}`);
    expect(head).toContain(`X-Key: ${IN_FILE}`);
    expect(head).toContain('X-Tenant: acme');
  });

  test("the scenario's own target is used without it, and embedded takes its place", async ({ expect }) => {
    await using system = await rawServer(ANSWER_200);
    write(
      'own.yaml',
      `${ENDINGS.passed}target: { url: "${system.url}", auth: { bearer: { env: TOKEN } } }\n`,
    );
    const own = await ocsSim(['run', 'own.yaml'], here);
    expect([own.code, own.err, system.requests.length]).toEqual([0, '', 1]);
    expect(system.requests[0]!.head).toContain(`authorization: Bearer ${TOKEN}`);
    const over = await ocsSim(['run', 'own.yaml', '--header', 'X-Tenant: acme'], here);
    expect([over.code, system.requests.length]).toEqual([0, 2]);
    expect(system.requests[1]!.head).toContain('X-Tenant: acme');
    const embedded = await ocsSim(['run', 'own.yaml', '--target', 'embedded'], here);
    expect([embedded.code, embedded.err, system.requests.length]).toEqual([0, '', 2]);
  });

  test('a secret never comes out, whatever the target says back, and the line that does it again holds none', async ({
    expect,
  }) => {
    await using system = await rawServer(telling);
    const args = [
      ...['run', 'passed.yaml', '--target', system.url, '--basic', 'me:env:PASSWORD'],
      ...['--header', 'X-Key: @secret.txt', '--header', 'X-Token: env:TOKEN'],
    ];
    const results = await Promise.all([
      ocsSim([...args, '--verbose', '--trace', '--ledger', 'ledger.ndjson'], here),
      ocsSim([...args, '--trace-json'], here),
    ]);
    for (const { code, out, err } of results) {
      expect(code).toBe(1);
      expect(leaks(out + err)).toEqual([]);
      expect(out).toContain(
        `--target ${system.url} --header 'X-Key: @secret.txt' --header 'X-Token: env:TOKEN' --basic me:env:PASSWORD`,
      );
    }
    expect(leaks(system.requests[0]!.head)).toEqual(expect.arrayContaining([TOKEN, IN_FILE, BASIC]));
  });

  test('a key in the URL of a target is masked wherever the URL stands, and in what comes back', async ({
    expect,
  }) => {
    await using system = await rawServer(telling);
    const names = ['json', 'html', 'junit', 'ctrf', 'ndjson', 'github', 'text'];
    const { code, out, err } = await ocsSim(
      [
        ...[
          'run',
          'passed.yaml',
          '--target',
          `${system.url}?pipeline=ocs&api_key=${TOKEN}`,
          '--trace',
          '--verbose',
        ],
        ...['--ledger', 'key.ledger', ...names.flatMap((name) => ['--report', `${name}=key.${name}`])],
      ],
      here,
    );
    expect([code, leaks(out + err)]).toEqual([1, []]);
    expect(out + err).toContain('?pipeline=ocs&api_key=•••');
    for (const name of [...names, 'ledger'])
      expect([name, leaks(readFileSync(join(folder, `key.${name}`), 'utf8'))]).toEqual([name, []]);
    expect(system.requests[0]!.head).toContain(TOKEN);
  });

  test('a secret that is too short to be hidden is refused, and no word of ours is cut', async ({
    expect,
  }) => {
    const args = ['run', 'passed.yaml', '--target', 'https://127.0.0.1:1/', '--proxy', 'http://127.0.0.1:1'];
    const refused = await ocsSim([...args, '--proxy-basic', 'u:env:PW'], { ...here, env: { PW: 'x' } });
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(
      'the secret is too short to be kept out of logs and reports (1 of at least 4 characters)',
    );
    const word = await ocsSim([...args, '--proxy-basic', 'u:env:PW'], { ...here, env: { PW: 'proxy' } });
    expect(word.code).toBe(4);
    expect(word.err).toContain(
      'error the proxy http://127.0.0.1:1 cannot be reached: the connection was refused',
    );
  });

  test('nor does check let one out, on the screen or into its result', async ({ expect }) => {
    await using system = await rawServer(telling);
    const { code, out, err } = await ocsSim(
      [
        ...['check', 'names-*', '--target', system.url, '--basic', 'me:env:PASSWORD'],
        ...['--header', 'X-Key: @secret.txt', '--json', 'check.json'],
      ],
      here,
    );
    expect(code).toBe(1);
    expect(leaks(system.requests[0]!.head)).toContain(BASIC);
    expect(leaks(out + err)).toEqual([]);
  });

  test('a target that cannot be reached ends with 4, and without a secret', async ({ expect }) => {
    await using system = await rawServer(ANSWER_200, { tls: server });
    const { code, out, err } = await ocsSim(
      ['run', 'passed.yaml', '--target', system.url, '--bearer', 'env:TOKEN'],
      here,
    );
    expect([code, out]).toEqual([4, '']);
    expect(err).toMatch(
      /^error the target https:.* its certificate is issued by an authority that is not known/,
    );
    expect(err).toContain('--ca FILE');
    expect(leaks(err)).toEqual([]);
  });

  test('what is not there is said with its place, all at once, and nothing is played', async ({ expect }) => {
    write('unset.yaml', 'url: https://s.example/\nauth: { bearer: { env: NOT_SET } }\ntls: { ca: no.pem }\n');
    const { code, out, err } = await ocsSim(
      ['run', 'passed.yaml', '--target', 'unset.yaml', '--header', 'X-Key: env:NOT_SET_EITHER'],
      here,
    );
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(
      'unset.yaml:2:19: error[unknown-reference] the environment variable NOT_SET is not set',
    );
    expect(err).toContain('unset.yaml:3:12: error[unreadable-file] no.pem: it cannot be read');
    expect(err).toContain(
      '--header:1:12: error[unknown-reference] the environment variable NOT_SET_EITHER is not set',
    );
  });

  test('a secret in plain is bad usage, and is not repeated', async ({ expect }) => {
    const args = ['run', 'passed.yaml', '--target', 'https://s.example/', '--basic', 'me:s3same'];
    const { code, out, err } = await ocsSim(args, here);
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      '--basic: a secret does not stand on a command line, where others see it; write --basic USER:env:NAME, or USER:@FILE\n',
    );
  });

  test('an option about a target that nobody named is bad usage', async ({ expect }) => {
    const { code, err } = await ocsSim(['run', 'passed.yaml', '--basic', 'me:env:PASSWORD'], here);
    expect([code, err]).toEqual([
      2,
      '--basic is about a target: name it with --target URL, or --target FILE\n',
    ]);
  });
});

describe.concurrent('Target files', () => {
  const TARGET = 'url: https://s.example/\nauth: { bearer: { env: NOT_SET } }\n';

  test('are checked by validate, which looks up no secret', async ({ expect }) => {
    write('good-target.yaml', TARGET);
    const { code, out } = await ocsSim(['validate', 'good-target.yaml', 'passed.yaml'], here);
    expect([code, out]).toEqual([0, '✓ 1 scenario and 1 target file without an error\n']);
  });

  test('that are wrong are shown with their place, without the secret that stands in them', async ({
    expect,
  }) => {
    write('bad-target.yaml', 'url: https://s.example/\nauth: { bearer: s3same }\nkey: x\n');
    const { code, err } = await ocsSim(['validate', 'bad-target.yaml'], here);
    expect(code).toBe(2);
    expect(err).toContain('bad-target.yaml:2:17: error[plain-secret]');
    expect(err).toContain('bad-target.yaml:3:1: error[unknown-key]');
    expect(err).not.toContain('s3same');
  });

  test('are no scenarios, and run says how they are given', async ({ expect }) => {
    write('lonely-target.yaml', TARGET);
    const { code, err } = await ocsSim(['run', 'lonely-target.yaml'], here);
    expect(code).toBe(2);
    expect(err).toContain('this is a target file, not a scenario');
    expect(err).toContain('ocs-sim run SCENARIO --target lonely-target.yaml');
  });

  test('have a schema', async ({ expect }) => {
    const { code, out } = await ocsSim(['schema', 'target'], here);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ title: 'ocs-sim target', required: ['url'] });
  });
});

test('No file of these runs holds a secret but the one that was meant to', ({ expect }) => {
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['check.json', 'ledger.ndjson']));
  const files = readdirSync(folder).filter(
    (name) => leaks(readFileSync(join(folder, name), 'utf8')).length > 0,
  );
  expect(files).toEqual(['secret.txt']);
});
