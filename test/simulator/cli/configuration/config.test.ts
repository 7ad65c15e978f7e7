import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, test } from 'vitest';
import { ENDINGS, emptyFolder, ocsSim } from '../ocs-sim.ts';

const folder = emptyFolder();
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

/** A folder with a project file and a scenario that passes; commands run in it. */
function project(text: string): string {
  const cwd = join(folder, `${count}`);
  count += 1;
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'ocs-sim.config.yaml'), text);
  writeFileSync(join(cwd, 'passed.yaml'), ENDINGS.passed);
  return cwd;
}

describe.concurrent('ocs-sim config', () => {
  test('prints what is set, and by whom', async ({ expect }) => {
    const cwd = project('release: 8.1.512\nreceive:\n  control-token: { env: TOKEN }\n  port: 8080\n');
    const env = { OCS_SIM_REPLY: '503\n{event: started, status: 500}', TOKEN: 'hunter2' };
    const { code, out, err } = await ocsSim(['config'], { cwd, env });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^every command that has it\n {2}release +8\.1\.512 +ocs-sim\.config\.yaml:1:10\n\nreceive\n/,
    );
    expect(out).toMatch(/^ {2}port +8080 +ocs-sim\.config\.yaml:4:9$/m);
    expect(out).toMatch(/^ {2}reply +503, \{event: started, status: 500\} +OCS_SIM_REPLY$/m);
    expect(out).toMatch(/^ {2}control-token +env:TOKEN +ocs-sim\.config\.yaml:3:20$/m);
    expect(out).not.toContain('hunter2');
    expect(out).not.toContain('default');
  });

  test('of a command prints every option of it, defaults included', async ({ expect }) => {
    const { out } = await ocsSim(['config', 'receive'], { cwd: project('') });
    expect(out).toMatch(/^ {2}port +0 +default$/m);
    expect(out).toMatch(/^ {2}max-body +16MiB +default$/m);
    expect(out).toMatch(/^ {2}judge +false +default$/m);
    expect(out).toMatch(/^ {2}contract +- +default$/m);
  });

  test('as JSON has the places in parts', async ({ expect }) => {
    const cwd = project('run: { seed: 7 }\n');
    const env = { OCS_SIM_HEADER: 'Authorization: hunter2\nX-Tenant: acme' };
    const { out } = await ocsSim(['config', 'run', '--format', 'json'], { cwd, env });
    expect(out).not.toContain('hunter2');
    expect(JSON.parse(out).run).toMatchObject({
      seed: { value: '7', from: 'file', file: 'ocs-sim.config.yaml', line: 1, column: 14 },
      header: {
        value: ['Authorization: (secret)', 'X-Tenant: acme'],
        from: 'environment',
        variable: 'OCS_SIM_HEADER',
      },
      concurrency: { value: null, byDefault: '1', from: 'default' },
      config: { value: true, from: 'default' },
    });
  });

  test('says that nothing is set', async ({ expect }) => {
    const { code, out } = await ocsSim(['config'], { cwd: project('') });
    expect(code).toBe(0);
    expect(out).toContain('nothing is set');
  });

  test('says what is wrong with file and environment, all of it, and prints the rest', async ({ expect }) => {
    const cwd = project('relase: 8.1.512\nseed: 7\n');
    const { code, out, err } = await ocsSim(['config', 'run'], { cwd, env: { OCS_SIM_VERBOS: 'true' } });
    expect(code).toBe(2);
    expect(err).toContain('did you mean "release"?');
    expect(err).toContain('did you mean "OCS_SIM_VERBOSE"?');
    expect(out).toContain('concurrency');
  });

  test('knows no command that is not there', async ({ expect }) => {
    const { code, err } = await ocsSim(['config', 'rnu']);
    expect([code, err]).toEqual([2, 'error there is no command "rnu"\n    hint:     did you mean "run"?\n']);
  });
});

describe.concurrent('The schema of the project file', () => {
  test('accepts what is right, and nothing that is not', async ({ expect }) => {
    const { code, out } = await ocsSim(['schema', 'config']);
    expect(code).toBe(0);
    const accepts = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(out));
    const right = {
      release: '8.1.512',
      run: { target: 'staging.yaml', report: ['junit=out.xml'], verbose: true, bearer: { env: 'TOKEN' } },
      receive: { port: 8080, basic: [{ user: 'ocs', password: { file: 'secret' } }] },
    };
    expect(accepts(right)).toBe(true);
    for (const wrong of [
      { relase: '8.1.512' },
      { release: '8.1.513' },
      { run: { verbose: 'so' } },
      { run: { bearer: 'hunter2' } },
      { run: { port: 1 } },
    ])
      expect(accepts(wrong)).toBe(false);
  });
});

describe.concurrent('A command', () => {
  test('does as the project file says, and as the command line says rather', async ({ expect }) => {
    const cwd = project('run: { seed: 41, report: json=out.json }\n');
    const one = await ocsSim(['run', 'passed.yaml'], { cwd });
    expect([one.code, one.err]).toEqual([0, '']);
    expect(one.out).toContain('seed 41');
    const other = await ocsSim(['run', 'passed.yaml', '--seed', '42'], { cwd });
    expect(other.out).toContain('seed 42');
    const neither = await ocsSim(['run', 'passed.yaml', '--no-config'], { cwd });
    expect(neither.out).toContain('seed 1');
  });

  test('says of a value that it refuses where in the file it stands', async ({ expect }) => {
    const { code, out, err } = await ocsSim(['run', 'passed.yaml'], {
      cwd: project('run:\n  clock: sundial\n'),
    });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('--clock sundial: expected virtual, real, or a speed such as 60x\n');
    expect(err).toContain(
      'ocs-sim.config.yaml:2:10: --clock is set here\n   2 │   clock: sundial\n     │          ^^^^^^^\n',
    );
  });

  test('says of a value that it refuses which variable it is from', async ({ expect }) => {
    const env = { OCS_SIM_CLOCK: 'sundial' };
    const { code, err } = await ocsSim(['run', 'passed.yaml'], { cwd: project(''), env });
    expect(code).toBe(2);
    expect(err).toContain('--clock is set by OCS_SIM_CLOCK in the environment\n');
  });

  test('says where a file that it cannot read is named', async ({ expect }) => {
    const cwd = project('contract: no-such.yaml\n');
    const { code, err } = await ocsSim(['fields'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('no-such.yaml: error[unreadable-file]');
    expect(err).toContain('ocs-sim.config.yaml:1:11: --contract is set here');
  });

  test('says nothing of settings where it is the command line that is wrong', async ({ expect }) => {
    const { err } = await ocsSim(['run', 'passed.yaml', '--clock', 'x'], {
      cwd: project('run: { seed: 3 }\n'),
    });
    expect(err).not.toContain('is set');
  });

  test('is not called while the project file has a mistake', async ({ expect }) => {
    const { code, out, err } = await ocsSim(['init', 'new'], { cwd: project('run: { sed: 1 }\n') });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('did you mean "seed"?');
  });

  test('that helps helps all the same', async ({ expect }) => {
    const cwd = project('nonsense');
    const env = { OCS_SIM_NONSENSE: '1' };
    const [help, completion, version] = await Promise.all(
      [['help', 'run'], ['completion', 'zsh'], ['--version']].map((args) => ocsSim(args, { cwd, env })),
    );
    expect([help!.code, completion!.code, version!.code]).toEqual([0, 0, 0]);
  });
});
