// A scenario is code; one of somebody else may be played without trust in its author.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import type { LoadOptions } from '../../../simulator/scenario/load.ts';
import { loadCases, readCases } from '../../../simulator/scenario/load.ts';
import { readPiece } from '../../../simulator/scenario/reuse/check-piece.ts';

let folder = '';
beforeAll(() => {
  const around = mkdtempSync(join(tmpdir(), 'untrusted-'));
  folder = join(around, 'own');
  mkdirSync(join(folder, 'deep'), { recursive: true });
  for (const [name, text] of [
    ['contract.yaml', 'contract: Example Bank\n'],
    ['piece.yaml', 'piece: A piece\n'],
  ] as const)
    for (const at of [around, folder, join(folder, 'deep')]) writeFileSync(join(at, name), text);
  symlinkSync(join(around, 'contract.yaml'), join(folder, 'link.yaml'));
  symlinkSync(around, join(folder, 'up'));
});
afterAll(() => rmSync(join(folder, '..'), { recursive: true }));

const HEAD = 'name: x\ngroups: { spring: {} }\nexpect: [{ lost: none }]\n';
const STEPS = 'steps: [{ load: spring }]\n';

async function refusals(text: string, options: LoadOptions = {}): Promise<readonly string[]> {
  const whole = HEAD + (text.includes('steps:') ? '' : STEPS) + text;
  const source = { name: join(folder, 'x.yaml'), text: whole };
  const { problems } = await readCases(source, { untrusted: { hosts: [] }, ...options });
  return problems
    .filter(({ code }) => code === 'untrusted')
    .map(({ message }) => message.replace(/^.* may not /, ''));
}

const URL = 'url: http://127.0.0.1:9200/';

describe('An untrusted scenario may not', () => {
  test.each([
    [`target: { ${URL}, readBack: { command: [sh, -c, id] } }`, ['run a program']],
    [`target: { ${URL}, auth: { bearer: { env: AWS_SECRET } } }`, ['refer to a secret']],
    [
      `target: { ${URL}, auth: { basic: { user: u, password: { file: /etc/shadow } } } }`,
      ['refer to a secret'],
    ],
    [
      `target: { ${URL}, headers: { X: { env: A }, Y: { file: b } } }`,
      ['refer to a secret', 'refer to a secret'],
    ],
    ['target: { url: https://evil.example/ }', ['send to evil.example']],
    ['target: { url: "http://127.0.0.1.evil.example/" }', ['send to 127.0.0.1.evil.example']],
    ['target: { url: "http://169.254.169.254/latest" }', ['send to 169.254.169.254']],
    [`target: { ${URL}, proxy: http://evil.example }`, ['send to evil.example']],
    [
      `target: { ${URL}, proxy: { url: http://evil.example, user: u, password: { env: A } } }`,
      ['send to evil.example', 'refer to a secret'],
    ],
    [
      `target: { ${URL}, readBack: { query: { url: "http://evil.example/?from={from}&size={size}" } } }`,
      ['send to evil.example'],
    ],
    ['ocs: { options: { campaigngroup-states-uri: "http://evil.example/" } }', ['send to evil.example']],
    ['ocs: { options: { campaigngroup-states-uri: "${receiver}@evil.example/" } }', ['send to evil.example']],
    [
      'variables: { host: evil.example }\nocs: { options: { campaigngroup-states-uri: "http://${host}/" } }',
      ['send to evil.example'],
    ],
    ['ocs: { options: { http-proxy: "http://evil.example" } }', ['send to evil.example']],
    [
      'steps: [{ load: spring }, { set: { campaigngroup-states-uri: "http://evil.example" } }]',
      ['send to evil.example'],
    ],
    ['contract: ../contract.yaml', ['read ../contract.yaml, which is outside of its folder']],
    ['contract: /etc/passwd', ['read /etc/passwd, which is outside of its folder']],
    ['contract: link.yaml', ['read link.yaml, which is outside of its folder']],
    ['contract: up/contract.yaml', ['read up/contract.yaml, which is outside of its folder']],
    ['contract: deep/../../contract.yaml', ['read deep/../../contract.yaml, which is outside of its folder']],
    ['include: ../piece.yaml', ['read ../piece.yaml, which is outside of its folder']],
    ['include: up/piece.yaml', ['read up/piece.yaml, which is outside of its folder']],
    [
      'steps: [{ load: spring }, { include: /etc/passwd }]',
      ['read /etc/passwd, which is outside of its folder'],
    ],
    [
      `target: { url: "https://127.0.0.1/", tls: { ca: ../ca.pem, cert: /c, key: up/k } }`,
      ['../ca.pem', '/c', 'up/k'].map((path) => `read ${path}, which is outside of its folder`),
    ],
  ])('%s', async (text, refused) => {
    expect(await refusals(`${text}\n`)).toEqual(refused);
  });
});

test('All of it is refused at once, each at its place', async () => {
  const { problems } = await readCases(
    {
      name: join(folder, 'x.yaml'),
      text: `${HEAD}${STEPS}contract: ../contract.yaml\ntarget: { url: http://evil.example, readBack: { command: [id] }, auth: { bearer: { env: A } } }\n`,
    },
    { untrusted: { hosts: [] } },
  );
  const shown = problems.map((problem) => showDiagnostic(problem)).join('\n');
  expect(shown.match(/error\[untrusted\]/g)).toHaveLength(4);
  expect(shown).toContain(` ${'^'.repeat('../contract.yaml'.length)}\n`);
  expect(shown).toContain('allowed are this machine, and the host that --target names');
});

describe('It may', () => {
  test.each([
    'contract: contract.yaml',
    'contract: deep/../deep/contract.yaml',
    'include: deep/piece.yaml',
    `target: { ${URL}, headers: { X-Tenant: acme } }`,
    'target: { url: "http://localhost:1/" }',
    'target: { url: "http://[::1]:1/" }',
    'ocs: { options: { campaigngroup-states-uri: "${receiver}states" } }',
    'target: { url: "https://search.example:9200/" }',
  ])('%s', async (text) => {
    expect(await refusals(`${text}\n`, { untrusted: { hosts: ['search.example'] } })).toEqual([]);
  });

  test('have from the command line what it may not say itself', async () => {
    const set = [
      'target={ url: "https://a.example", auth: { bearer: { env: A } } }',
      'contract=../contract.yaml',
    ];
    expect(await refusals('', { set })).toEqual([]);
  });
});

test('A trusted one may do all that', async () => {
  expect(
    await refusals(`target: { ${URL}, readBack: { command: [id] } }\n`, { untrusted: undefined as never }),
  ).toEqual([]);
});

test('A piece and a link in place of the scenario are bound as well', async () => {
  const piece = readPiece(
    {
      name: join(folder, 'p.yaml'),
      text: 'piece: x\ntarget: { url: http://evil.example }\ninclude: ../piece.yaml\n',
    },
    { untrusted: { hosts: [] } },
  );
  expect(piece.problems.map(({ code }) => code)).toEqual(['untrusted', 'untrusted']);
  writeFileSync(join(folder, '../there.yaml'), HEAD + STEPS);
  symlinkSync(join(folder, '../there.yaml'), join(folder, 'here.yaml'));
  const { problems } = await loadCases(join(folder, 'here.yaml'), { untrusted: { hosts: [] } });
  expect(problems.map(({ message }) => message)).toEqual([
    'an untrusted scenario may not be a link that leads out of its folder',
  ]);
});
