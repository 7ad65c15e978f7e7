import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { displayWidth } from '../../../receiver/document/display-width.ts';
import { showsMarks, withPlainMarks } from '../../../simulator/cli/plain-marks.ts';
import { BIN, ENDINGS, emptyFolder, ocsSim, plainEnvironment, SCENARIOS, SENDING, start } from './ocs-sim.ts';

const folder = emptyFolder();
afterAll(() => rmSync(folder, { recursive: true }));
for (const [name, text] of Object.entries(ENDINGS)) writeFileSync(join(folder, `${name}.yaml`), text);
const LIFE = join(SCENARIOS, 'full-lifecycle.yaml');
const ESCAPE = '\u001b';

/** Commands that print much, or what matters to a script. */
const PRINTING: readonly (readonly string[])[] = [
  ['--help'],
  ['--version'],
  ['help', 'run'],
  ['receive', '--help'],
  ['fields'],
  ['fields', '--format', 'markdown'],
  ['schema', 'scenario'],
  ['export', 'openapi'],
  ['config', '--all'],
  ['config', '--all', '--format', 'json'],
  ['completion', 'bash'],
  ['check', '--list'],
  ['check', '--curl', '1.1'],
  ['check', '1.1', '--json', '-'],
  ['validate', SCENARIOS],
  ['generate', LIFE],
  ['run', LIFE],
  ['run', LIFE, '--report', 'json'],
];

describe.concurrent('When nobody reads the output', () => {
  test.for(PRINTING)('%j ends quietly', async (args, { expect }) => {
    const running = start(args);
    running.child.stdout.destroy();
    const { code, err } = await running.finished;
    expect(code).toBe(0);
    expect(err).not.toMatch(/error|EPIPE|^ +at /m);
  });

  test('a run that failed still says so by its exit code', async ({ expect }) => {
    const running = start(['run', 'failed.yaml'], { cwd: folder });
    running.child.stdout.destroy();
    expect((await running.finished).code).toBe(1);
  });
});

describe.runIf(process.platform === 'linux').concurrent('When the output is full', () => {
  test.for(PRINTING)('%j says so in a sentence and ends with 4', async (args, { expect }) => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd: join(SCENARIOS, '..'),
      env: plainEnvironment(),
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    let err = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(4);
    expect(err.match(/error the output cannot be written: .*\n/g)).toHaveLength(1);
    expect(err).not.toMatch(/^ +at /m);
  });
});

describe.concurrent('At 20 columns', () => {
  const narrow = { env: { COLUMNS: '20' }, cwd: folder };
  const words = (text: string): string => text.replace(/\s+/g, ' ');
  const broken = (text: string): readonly string[] =>
    text.split('\n').filter((line) => displayWidth(line) > 20 && line.trim().includes(' '));

  test.for(['passed', 'failed', 'inconclusive'])(
    'the report of a run that %s can be read',
    async (name, { expect }) => {
      const { out } = await ocsSim(['run', `${name}.yaml`], narrow);
      expect(words(out)).toContain(`${name} ·`);
      expect(out.split('\n').filter((line) => displayWidth(line) > 20 && /^ [✓✗~?]/.test(line))).toEqual([]);
      expect(out).not.toContain('…');
    },
  );

  test('the cases of check are told of in full', async ({ expect }) => {
    const { out } = await ocsSim(['check', '--list'], narrow);
    expect(broken(out)).toEqual([]);
    expect(words(out)).toContain('events-whole-life: A whole life, from loaded to unloaded');
  });

  test('what came of a case stands below it', async ({ expect }) => {
    const { out, code } = await ocsSim(['check', '1.1'], narrow);
    expect(code).toBe(0);
    expect(words(out)).toMatch(/1\.1 Every event once \d+ kept/);
    expect(broken(out)).toEqual([]);
  });

  test('a mistake is shown with the carets under it', async ({ expect }) => {
    const { err } = await ocsSim(['validate', 'invalid.yaml'], narrow);
    const lines = err.split('\n');
    const carets = lines.findIndex((line) => line.includes('^^^^'));
    const at = lines[carets]!.indexOf('^^^^');
    expect(lines[carets - 1]!.slice(at, at + 4)).toBe('laod');
    expect(displayWidth(lines[carets - 1]!)).toBeLessThanOrEqual(20);
  });

  test('settings stand below their options', async ({ expect }) => {
    const { out } = await ocsSim(['config', 'fields'], narrow);
    expect(out).toContain('  release\n');
  });
});

describe.concurrent('The locale', () => {
  const scenario = 'name: Frühling → Sommer\n'.concat(
    SENDING,
    'steps: [{ load: spring }]\nexpect: [{ lost: none }]\n',
  );
  writeFileSync(join(folder, 'named.yaml'), scenario);

  test.for([{ LANG: 'C' }, { LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, { LC_CTYPE: 'de_DE.ISO-8859-1' }])(
    'of %j gets marks in plain ASCII',
    async (env, { expect }) => {
      const [good, bad] = await Promise.all([
        ocsSim(['run', LIFE], { env }),
        ocsSim(['validate', 'invalid.yaml'], { env, cwd: folder }),
      ]);
      expect(good.code).toBe(0);
      expect(`${good.out}${good.err}${bad.err}`).toMatch(/^[\n -~]+$/);
      expect(good.out).toContain(' + none lost');
    },
  );

  test.for([{}, { LANG: 'C.UTF-8' }, { LC_ALL: 'en_US.utf8', LANG: 'C' }])(
    'of %j gets all marks',
    async (env: Record<string, string>, { expect }) => {
      expect((await ocsSim(['run', LIFE], { env })).out).toContain(' ✓ none lost');
    },
  );

  test('changes no name that people gave, and nothing that machines read', async ({ expect }) => {
    const surroundings = { env: { LANG: 'C' }, cwd: folder };
    const [text, json] = await Promise.all([
      ocsSim(['run', 'named.yaml'], surroundings),
      ocsSim(['run', 'named.yaml', '--report', 'json'], surroundings),
    ]);
    expect(text.out).toContain('Frühling > Sommer');
    expect(json.out).toContain('Frühling → Sommer');
  });
});

describe('Plain marks', () => {
  test('are there for all that ocs-sim draws', () => {
    expect(withPlainMarks('✓ ✗ ▁▂▃▄▅▆▇█ ─━│ · … → ± ≤ ≥ × –')).toMatch(/^[ -~]+$/);
  });

  test('take as many columns where marks make a picture', () => {
    const picture = '▁▂▃▄▅▆▇█─━│✓✗·';
    expect(withPlainMarks(picture)).toHaveLength(picture.length);
  });

  test('are used only where a locale is named that has no others', () => {
    expect(showsMarks({})).toBe(true);
    expect(showsMarks({ LC_ALL: '', LANG: 'C' })).toBe(false);
  });
});

describe.runIf(process.platform === 'linux').concurrent('At a terminal', () => {
  /** What a terminal of so many columns shows. */
  async function shown(columns: number, command: string, env: Readonly<Record<string, string>> = {}) {
    const line = `stty cols ${columns} rows 40; ${process.execPath} ${BIN} ${command}`;
    const child = spawn('script', ['-qec', line, '/dev/null'], {
      cwd: folder,
      env: { ...plainEnvironment(), TERM: 'xterm', ...env },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    const [code] = await once(child, 'close');
    return { code, text: text.replaceAll('\r', '') };
  }

  test('its own columns count, not those that COLUMNS says', async ({ expect }) => {
    const { text, code } = await shown(20, 'help init', { COLUMNS: '200', NO_COLOR: '1' });
    expect(code).toBe(0);
    expect(text).toContain('\n      Folder to\n');
  });

  test('colours are shown, unless it is dumb or nobody wants them', async ({ expect }) => {
    const [colours, none, dumb] = await Promise.all([
      shown(80, 'run passed.yaml --progress off'),
      shown(80, 'run passed.yaml --progress off', { NO_COLOR: '1' }),
      shown(80, 'run passed.yaml --progress off', { TERM: 'dumb' }),
    ]);
    expect(colours.text).toContain(`${ESCAPE}[32m`);
    expect(none.text).not.toContain(`${ESCAPE}[3`);
    expect(dumb.text).not.toContain(ESCAPE);
  });
});

test('FORCE_COLOR paints where there is no terminal', async () => {
  const { out } = await ocsSim(['run', 'passed.yaml'], { cwd: folder, env: { FORCE_COLOR: '1' } });
  expect(out).toContain(`${ESCAPE}[32m`);
});
