import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { ENDINGS, emptyFolder, ocsSim, start } from './ocs-sim.ts';

const folder = emptyFolder();
afterAll(() => rmSync(folder, { recursive: true }));
for (const [name, text] of Object.entries(ENDINGS)) writeFileSync(join(folder, `${name}.yaml`), text);
const here = { cwd: folder };

describe.concurrent('ocs-sim run', () => {
  test.for([
    ['passed', 0],
    ['failed', 1],
    ['inconclusive', 3],
  ] as const)(
    'a scenario that is %s ends with %d, its report on standard output',
    async ([name, code], { expect }) => {
      const { code: ended, out, err } = await ocsSim(['run', `${name}.yaml`], here);
      expect(ended).toBe(code);
      expect(out).toContain(`\n ${name}`);
      expect(err).toBe('');
    },
  );

  test('an invalid file ends with 2 and says why, and the others are played all the same', async ({
    expect,
  }) => {
    const { code, out, err } = await ocsSim(['run', 'passed.yaml', 'invalid.yaml', 'no.yaml'], here);
    expect(code).toBe(2);
    expect(out).toMatch(/^ ✓ Passes {2,}1 sent · 1 expectation · /);
    expect(out).toContain('\n error · 3 scenarios: 1 passed · 2 invalid · 1 notifications sent');
    expect(err).toContain('error[unknown-step] there is no step "laod"');
    expect(err).toContain('no.yaml: error[unreadable-file]');
    expect(err).toMatch(/\n2 errors in 2 files\n$/);
  });

  test('one that failed beside an invalid file is told as failed, and the exit code is 2', async ({
    expect,
  }) => {
    const { code, out } = await ocsSim(['run', 'failed.yaml', 'invalid.yaml'], here);
    expect(code).toBe(2);
    expect(out).toContain('\n failed · 2 scenarios: 0 passed · 1 failed · 1 invalid');
  });

  test('with --fail-fast an invalid file keeps all from being played', async ({ expect }) => {
    const { code, out, err } = await ocsSim(['run', '--fail-fast', 'passed.yaml', 'invalid.yaml'], here);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/\n1 error in 1 file\n$/);
  });

  test('files of other programs beside scenarios are passed over with a line, unless they are named', async ({
    expect,
  }) => {
    const folder = emptyFolder();
    const files = {
      'docker-compose.yml': 'name: stack\nservices:\n  es: { image: opensearch:2 }\n',
      'deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: x }\n---\na: 1\n',
      'values.yaml': 'replicas: {{ .Values.n }}\n',
      'azure-pipelines.yml': 'trigger: [main]\npool: { vmImage: x }\nsteps: [{ script: make }]\n',
      'playbook.yml': '- hosts: all\n  tasks: []\n',
      'empty.yaml': '',
      'target.yaml': 'url: http://127.0.0.1:9/\n',
      'site.yaml': 'contract: Site\n',
      'piece.yaml': 'piece: Steps\nsteps: [{ wait: 1s }]\n',
      'passed.yaml': ENDINGS.passed,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { code, out, err } = await ocsSim(['run', '.'], { cwd: folder });
    expect(code).toBe(0);
    expect(out).toContain('passed');
    expect(err).toBe(
      'passed over, since they are no scenarios: azure-pipelines.yml, deployment.yaml, docker-compose.yml, empty.yaml, playbook.yml, values.yaml\n',
    );
    const named = await ocsSim(['validate', 'docker-compose.yml'], { cwd: folder });
    expect(named.code).toBe(2);
    expect(named.err).toContain('docker-compose.yml: error[unrelated-file] it is no scenario');
  });

  test('a scenario with misspelt keys is still one, wherever it stands', async ({ expect }) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'a.yaml'), ENDINGS.passed.replace('groups', 'gruops').replace('name', 'nmae'));
    const { code, err } = await ocsSim(['run', folder]);
    expect(code).toBe(2);
    expect(err).toContain('did you mean "groups"?');
    expect(err).toContain('did you mean "name"?');
  });

  test('of several scenarios the worst counts, and each that passed has one line', async ({ expect }) => {
    const { code, out } = await ocsSim(['run', 'passed.yaml', 'failed.yaml', 'inconclusive.yaml'], here);
    expect(code).toBe(1);
    expect(out).toMatch(/^ ✓ Passes {2,}1 sent · 1 expectation · /);
    expect(out).toContain('failed · 3 scenarios: 1 passed · 1 failed · 1 inconclusive');
  });

  test('with --fail-fast what comes after a failure is not played', async ({ expect }) => {
    const { code, out, err } = await ocsSim(['run', '--fail-fast', 'failed.yaml', 'passed.yaml'], here);
    expect(code).toBe(1);
    expect(out).not.toContain('Passes');
    expect(err).toBe('1 of 2 scenarios were not played\n');
    expect(out).toContain('failed · 2 scenarios: 0 passed · 1 failed · 1 not played');
  });

  test('a target that is not there ends with 4', async ({ expect }) => {
    // A name that ends in invalid is never found (RFC 2606), and nothing can come to listen there.
    const { code, out, err } = await ocsSim(
      ['run', '--target', 'http://ocs-sim.invalid/', 'passed.yaml'],
      here,
    );
    expect(code).toBe(4);
    expect(out).toBe('');
    expect(err).toMatch(/^error the target http:\/\/ocs-sim\.invalid\/ cannot be reached: .+\n +hint: /);
  });

  test('an interrupt ends with 130, and what was done so far is reported', async ({ expect }) => {
    const running = start(['run', '--verbose', 'endless.yaml'], here);
    await running.says('err', /loaded +spring +answered 200\n/);
    running.interrupt();
    const { code, out } = await running.finished;
    expect(code).toBe(130);
    expect(out).toContain('1 notification · 1 sent · 1 recorded · 0 lost');
    expect(out).toContain('\n interrupted · ');
  });

  test.for([
    [['--target', 'nowhere'], '--target nowhere: expected a URL'],
    [['--target', 'localhost:9200'], 'did you mean http://localhost:9200?'],
    [['--target', 'file:///etc/passwd'], 'expected http or https, found file'],
    [['--seed', '-1'], '--seed -1: expected a whole number >= 0'],
    [['--seed', '1e3'], '--seed 1e3: expected a whole number >= 0'],
    [['--clock', 'slow'], '--clock slow: expected virtual, real, or a speed'],
    [['--concurrency', '0'], '--concurrency 0: expected a whole number >= 1'],
    [['--release', '8.1.513'], 'did you mean "8.1.512"?'],
    [['--tarpet', 'x'], 'did you mean "--target"?'],
    [
      ['--set', 'groups.spring.agents=many'],
      '--set:1:22: error[wrong-type] expected a whole number of agents',
    ],
    [['--contract', 'no.yaml'], 'no.yaml: error[unreadable-file]'],
  ] as const)('%s is bad usage', async ([args, complaint], { expect }) => {
    const { code, out, err } = await ocsSim(['run', 'passed.yaml', ...args], here);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(complaint);
    expect(err).not.toMatch(/^ +at /m);
  });

  test('colours are for terminals, unless the environment wants them', async ({ expect }) => {
    const [plain, forced, never] = await Promise.all([
      ocsSim(['run', 'failed.yaml'], here),
      ocsSim(['run', 'failed.yaml'], { ...here, env: { FORCE_COLOR: '1' } }),
      ocsSim(['run', 'invalid.yaml'], { ...here, env: { NO_COLOR: '1' } }),
    ]);
    expect(plain.out).not.toContain('\u001b[');
    expect(forced.out).toContain('\u001b[31mfailed');
    expect(never.err).not.toContain('\u001b[');
  });
});
