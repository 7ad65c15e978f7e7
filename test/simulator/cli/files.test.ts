import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { displayWidth } from '../../../receiver/document/display-width.ts';
import { scenarioSchema } from '../../../simulator/scenario/scenario-schema.ts';
import { ENDINGS, emptyFolder, ocsSim, SCENARIOS, start } from './ocs-sim.ts';

const folder = emptyFolder();
afterAll(() => rmSync(folder, { recursive: true }));
for (const [name, text] of Object.entries(ENDINGS)) writeFileSync(join(folder, `${name}.yaml`), text);
const here = { cwd: folder };

describe.concurrent('ocs-sim validate', () => {
  test('every shipped file is without an error', async ({ expect }) => {
    const { code, out, err } = await ocsSim(['validate', SCENARIOS]);
    expect(err).toBe('');
    expect(out).toMatch(/^✓ \d+ scenarios with \d+ cases, \d pieces and 1 contract file without an error\n$/);
    expect(code).toBe(0);
  });

  test('mistakes go to standard error, with a count', async ({ expect }) => {
    const { code, out, err } = await ocsSim(['validate', 'invalid.yaml'], here);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('invalid.yaml:4:11: error[unknown-step]');
  });

  test('of a file that is wrong throughout a hundred mistakes are shown and all are counted', async ({
    expect,
  }) => {
    writeFileSync(
      join(folder, 'throughout.yaml'),
      `name: x\ngroups: { spring: }\nsteps:\n${'  - weit: 1s\n'.repeat(1_000)}`,
    );
    const { code, err } = await ocsSim(['validate', 'throughout.yaml'], here);
    expect(code).toBe(2);
    expect(err.match(/error\[unknown-step\]/g)).toHaveLength(100);
    expect(err).toContain('… and 900 more\n');
    expect(err).toMatch(/1000 errors in 1 file\n$/);
  });
});

describe.concurrent('ocs-sim generate', () => {
  test('prints one JSON object a line, the same every time, and with --bodies the bodies alone', async ({
    expect,
  }) => {
    const args = ['generate', join(SCENARIOS, 'full-lifecycle.yaml')];
    const [one, other, bodies] = await Promise.all([
      ocsSim(args),
      ocsSim(args),
      ocsSim([...args, '--bodies']),
    ]);
    expect([one.code, one.err]).toEqual([0, '']);
    expect(other.out).toBe(one.out);
    const lines = one.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(20);
    expect(lines[0]).toMatchObject({ at: '2026-01-01T00:00:00.000Z', group: 'spring', event: 'loaded' });
    expect(
      bodies.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(lines.map(({ body }) => body));
  });

  test('ends quietly when nobody reads on', async ({ expect }) => {
    const running = start(['generate', join(SCENARIOS, 'whole-day.yaml')]);
    await running.says('out', /\n/);
    running.child.stdout.destroy();
    const { code, err } = await running.finished;
    expect([code, err]).toEqual([0, '']);
  });
});

describe.concurrent('ocs-sim fields', () => {
  test.for([80, 140])('the table keeps to %d columns', async (columns, { expect }) => {
    const { code, out, err } = await ocsSim(['fields'], { env: { COLUMNS: String(columns) } });
    expect([code, err]).toEqual([0, '']);
    const lines = out.split('\n');
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.filter((line) => displayWidth(line) > columns)).toEqual([]);
  });

  test('as JSON it can be read, as Markdown it has tables', async ({ expect }) => {
    const [json, markdown] = await Promise.all([
      ocsSim(['fields', '--format', 'json', '--release', '8.1.512']),
      ocsSim(['fields', '--format', 'markdown']),
    ]);
    expect(JSON.stringify(JSON.parse(json.out))).toContain('GSW_USER_EVENT');
    expect(markdown.out).toMatch(/^\|.*GSW_USER_EVENT.*\|$/m);
  });
});

describe.concurrent('ocs-sim schema', () => {
  test.for(['scenario', 'piece', 'contract', 'notification'])(
    'the schema of a %s compiles, strictly',
    async (of, { expect }) => {
      const { code, out } = await ocsSim(['schema', of]);
      expect(code).toBe(0);
      expect(() =>
        new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(out)),
      ).not.toThrow();
    },
  );
});

describe('the schema of a scenario', () => {
  const accepts = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(scenarioSchema());
  const shipped = readdirSync(SCENARIOS).filter((file) => file.endsWith('.yaml'));

  test('there are shipped scenarios', () => {
    expect(shipped.length).toBeGreaterThan(30);
  });

  test.each(shipped)('accepts %s', (file) => {
    expect(
      accepts(parse(readFileSync(join(SCENARIOS, file), 'utf8'), { merge: true, stringKeys: true })),
      file,
    ).toBe(true);
  });

  // Those whose mistake a schema can see: keys, types and words, not references, life cycles and YAML itself.
  test.each([
    'bad-group-names',
    'list-at-the-top',
    'list-for-mapping',
    'missing-keys',
    'missing-space',
    'no-groups',
    'nulls-everywhere',
    'nulls-in-steps',
    'matrix-with-mistakes',
    'percent',
    'quoted-numbers',
    'replies',
    'several-mistakes',
    'tags-and-skip',
    'text-at-the-top',
    'unknown-keys',
    'unknown-step',
    'unknown-words',
    'variables-with-mistakes',
    'very-long-line',
    'windows-line-ends',
    'wrong-units',
    'yes-and-no',
  ])('rejects the broken %s.yaml', (name) => {
    const path = join(import.meta.dirname, '../../golden/diagnostics', `${name}.yaml`);
    expect(accepts(parse(readFileSync(path, 'utf8')))).toBe(false);
  });
});

describe.concurrent('ocs-sim init', () => {
  test('and then run, in an empty folder, plays what was written', async ({ expect }) => {
    const cwd = emptyFolder();
    const written = await ocsSim(['init'], { cwd });
    expect(written).toMatchObject({ code: 0, err: '' });
    expect(written.out).toMatch(/\nnow run it: {2}ocs-sim run\n$/);
    const run = await ocsSim(['run'], { cwd });
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain('My first scenario');
    const elsewhere = await ocsSim(['init', 'a b'], { cwd });
    expect(elsewhere.out).toMatch(/\nnow run it: {2}ocs-sim run 'a b\/first\.yaml'\n$/);
  });

  test('writes a scenario that passes, and never over a file', async ({ expect }) => {
    const dir = join(folder, 'a/new folder');
    const first = await ocsSim(['init', dir]);
    expect([first.code, first.err]).toEqual([0, '']);
    expect(existsSync(join(dir, 'scenario.schema.json'))).toBe(true);
    const run = await ocsSim(['run', 'first.yaml'], { cwd: dir });
    expect(run.code).toBe(0);
    const again = await ocsSim(['init', dir]);
    expect([again.code, again.out]).toEqual([2, '']);
    expect(again.err).toContain('it is there already, and is left as it is');
  });

  test.runIf(process.platform === 'linux')(
    'does not hang where no folder can be made',
    async ({ expect }) => {
      const { code, err } = await ocsSim(['init', '/proc/no/such']);
      expect(code).toBe(2);
      expect(err).toContain('it cannot be written (ENOENT)');
    },
  );

  test('says so where it cannot write', async ({ expect }) => {
    const { code, err } = await ocsSim(['init', join(folder, 'passed.yaml')]);
    expect(code).toBe(2);
    expect(err).toMatch(/^error .*passed\.yaml: /);
  });
});
