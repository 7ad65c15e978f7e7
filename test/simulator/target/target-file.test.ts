import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readScenario } from '../../../simulator/scenario/load.ts';
import { scenarioSchema } from '../../../simulator/scenario/scenario-schema.ts';
import { readTarget } from '../../../simulator/target/read-target-file.ts';
import { laidOver, targetSchema } from '../../../simulator/target/target-shape.ts';

const WHOLE = `
kind: http
url: https://states.example/ingest
auth: { basic: { user: me, password: { file: password.txt } } }
headers: { X-Tenant: acme, X-Api-Key: { env: API_KEY } }
tls: { ca: ca.pem, cert: client.pem, key: client.key, passphrase: { env: PHRASE } }
proxy: { url: "http://proxy.example:3128", user: me, password: { env: PROXY_PASSWORD } }
poolSize: 3
responseTimeout: 2s
readBack: { query: { url: "https://states.example/all?from={from}", items: $.items, pageSize: 10 } }
`;

const INDEX = `
kind: opensearch
url: https://search.example:9200
index: { name: "states-{run}", mapping: dynamic, keep: false }
auth: { bearer: { env: TOKEN } }
`;

const SCENARIO = `
name: With a target
groups: { spring: {} }
steps: [{ load: spring }]
expect: [{ lost: none }]
`;

const validTarget = new Ajv2020({ strict: false }).compile(targetSchema());
const validScenario = new Ajv2020({ strict: false }).compile(scenarioSchema());

describe('A target file', () => {
  test.each([
    ['with everything', WHOLE],
    ['of an index', INDEX],
    ['of a URL alone', 'url: http://127.0.0.1:1/'],
  ])('%s is read, by the schema as well', (_what, text) => {
    const { spec, problems } = readTarget({ name: 'target.yaml', text });
    expect([problems, spec === null, validTarget(parse(text))]).toEqual([[], false, true]);
  });

  test.each([
    ['an unknown key', 'url: http://s.example/\npasword: 1'],
    ['a plain password', 'url: http://s.example/\nauth: { basic: { user: me, password: x } }'],
    ['no URL', 'kind: http'],
    ['an unknown kind', 'url: http://s.example/\nkind: mongo'],
  ])('with %s is refused, by the schema as well', (_what, text) => {
    const { spec, problems } = readTarget({ name: 'target.yaml', text });
    expect([problems.length, spec, validTarget(parse(text))]).toEqual([1, null, false]);
  });

  test('with no time for an answer is refused', () => {
    const text = 'url: http://s.example/\nresponseTimeout: 0s';
    expect(readTarget({ name: 'target.yaml', text })).toMatchObject({
      spec: null,
      problems: [{ code: 'bad-value', message: 'no answer comes in no time' }],
    });
  });

  test.each(['', '# only a comment\n', 'null'])('that says nothing is refused: %j', (text) => {
    expect(readTarget({ name: 'target.yaml', text })).toMatchObject({
      spec: null,
      problems: [{ code: 'empty-file' }],
    });
  });
});

describe('A scenario', () => {
  test('without a target has none', async () => {
    const { scenario } = await readScenario({ name: 's.yaml', text: SCENARIO });
    expect(scenario!.target).toBeNull();
  });

  test.each([
    ['with everything', WHOLE],
    ['of an index', INDEX],
  ])('may have a target %s, which is what a file would say', async (_what, text) => {
    const indented = text.trim().replaceAll('\n', '\n  ');
    const whole = `${SCENARIO}target:\n  ${indented}\n`;
    const { scenario, problems } = await readScenario({ name: 's.yaml', text: whole });
    expect(problems).toEqual([]);
    expect(validScenario(parse(whole))).toBe(true);
    const { spec } = readTarget({ name: 's.yaml', text });
    expect(withoutPlaces(scenario!.target)).toEqual(withoutPlaces(spec));
  });

  test('may put its variables into it', async () => {
    const text = `${SCENARIO}variables: { host: states.example, size: 3, name: TOKEN }\ntarget: { url: "https://\${host}/x", poolSize: "\${size}", auth: { bearer: { env: "\${name}" } } }\n`;
    const { scenario, problems } = await readScenario({ name: 's.yaml', text });
    expect(problems).toEqual([]);
    expect(withoutPlaces(scenario!.target)).toEqual({
      url: { value: 'https://states.example/x' },
      poolSize: { value: 3 },
      auth: { value: { scheme: 'bearer', token: { value: { from: 'environment', name: 'TOKEN' } } } },
    });
  });

  test('may get one, or a part of one, by --set', async () => {
    const set = ['target.url=https://other.example/', 'target.auth.bearer.env=OTHER'];
    const { scenario, problems } = await readScenario({ name: 's.yaml', text: SCENARIO }, { set });
    expect(problems).toEqual([]);
    expect(withoutPlaces(scenario!.target)).toEqual({
      url: { value: 'https://other.example/' },
      auth: { value: { scheme: 'bearer', token: { value: { from: 'environment', name: 'OTHER' } } } },
    });
  });

  test('does not show a secret that --set has in plain', async () => {
    const { scenario, problems } = await readScenario(
      { name: 's.yaml', text: SCENARIO },
      { set: ['target={url: "https://s.example/", auth: {bearer: s3same}}'] },
    );
    expect(scenario).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(['plain-secret']);
    expect(JSON.stringify(problems)).not.toContain('s3same');
  });
});

describe('Parts of a target over another', () => {
  const read = (text: string): NonNullable<ReturnType<typeof readTarget>['spec']> =>
    readTarget({ name: 't.yaml', text }).spec!;

  test('take the place of its own, of headers and certificates one by one', () => {
    const under = read(
      'url: https://s.example/\npoolSize: 3\nheaders: { X-A: a, X-B: b }\ntls: { ca: a.pem, cert: c, key: k }\nauth: { bearer: { env: T } }',
    );
    const over = read('url: https://t.example/\nheaders: { x-b: B }\ntls: { ca: b.pem }');
    expect(withoutPlaces(laidOver(under, over))).toEqual({
      url: { value: 'https://t.example/' },
      poolSize: { value: 3 },
      headers: [
        ['X-A', { value: 'a' }],
        ['x-b', { value: 'B' }],
      ],
      tls: { ca: { value: 'b.pem' }, cert: { value: 'c' }, key: { value: 'k' } },
      auth: { value: { scheme: 'bearer', token: { value: { from: 'environment', name: 'T' } } } },
    });
  });
});

/** The same value, as JSON has it, without where everything stands. */
function withoutPlaces(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, each) =>
      key === 'place' ? undefined : each instanceof Map ? [...each] : each,
    ),
  );
}
