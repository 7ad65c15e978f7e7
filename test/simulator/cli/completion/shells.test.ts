// Drives the shells that are installed: what is typed, with tabs, at a terminal, and what is run in the end.

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { COMPLETION_SCRIPTS, SHELLS, type Shell } from '../../../../simulator/cli/completion/scripts.ts';
import { BIN, plainEnvironment, SCENARIOS } from '../ocs-sim.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-shells-'));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  mkdirSync(join(folder, 'bin'));
  // Answers completion as ocs-sim does, and writes down what else it is asked to do.
  const program = `#!/bin/sh\nif [ "$1" = __complete ]; then exec '${process.execPath}' '${BIN}' "$@"; fi\nprintf '%s\\n' "$*" >> '${folder}/ran'\n`;
  writeFileSync(join(folder, 'bin/ocs-sim'), program, { mode: 0o755 });
  for (const name of ['day.yaml', 'day.txt']) writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, 'e2e'));
  writeFileSync(join(folder, 'matrix.yaml'), readFileSync(join(SCENARIOS, 'matrix.yaml')));
  for (const shell of SHELLS) writeFileSync(join(folder, `completion.${shell}`), COMPLETION_SCRIPTS[shell]);
});

const STARTED: Readonly<Record<Shell, { readonly command: string; readonly first: string }>> = {
  bash: { command: 'bash --norc --noprofile -i', first: 'source ./completion.bash' },
  zsh: { command: 'zsh -f -i', first: 'autoload -Uz compinit; compinit -u -D; source ./completion.zsh' },
  fish: { command: 'fish --no-config -i', first: 'source ./completion.fish' },
};

function installed(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

/** Types lines at the terminal of a shell; the command lines that ocs-sim was called with in the end. */
async function typed(shell: Shell, lines: readonly string[]): Promise<readonly string[]> {
  const ran = join(folder, 'ran');
  rmSync(ran, { force: true });
  const { command, first } = STARTED[shell];
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: folder,
    env: {
      ...plainEnvironment(),
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      HOME: folder,
      TERM: 'xterm',
      LC_ALL: 'C.UTF-8',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let screen = '';
  let answer: (() => void) | null = null;
  child.stdout.on('data', (chunk: Buffer) => {
    screen += chunk.toString();
    if (/READY\d+READY/.test(screen)) {
      screen = '';
      answer?.();
    }
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let count = 0;
  // A line is typed when the one before it is done.
  for (const line of [first, ...lines]) {
    const done = new Promise<void>((resolve) => {
      answer = resolve;
    });
    child.stdin.write(`${line}\r`);
    count += 1;
    child.stdin.write(`printf 'READY%sREADY\\n' ${count}\r`);
    await Promise.race([done, ended]);
  }
  child.stdin.write('exit\r');
  await ended;
  return readFileSync(ran, 'utf8').trimEnd().split('\n');
}

const LINES: readonly (readonly [typed: string, ran: string])[] = [
  ['ocs-sim fie\t', 'fields'],
  ['ocs-sim fields --form\tmark\t', 'fields --format markdown'],
  ['ocs-sim generate --rel\t8.1.512 da\t', 'generate --release 8.1.512 day.yaml'],
  ['ocs-sim run --ledger day.t\t', 'run --ledger day.txt'],
  ['ocs-sim run --report jun\tday.t\t', 'run --report junit=day.txt'],
  ['ocs-sim check names-lat\t', 'check names-latin'],
  ['ocs-sim run matrix.yaml --case fault=ref\t', 'run matrix.yaml --case fault=refused'],
  ['ocs-sim init e\t', 'init e2e'],
  ['ocs-sim schema scen\t', 'schema scenario'],
];

describe.each(SHELLS)('In %s', (shell) => {
  const missing = [shell, 'script'].filter((program) => !installed(program));

  test.skipIf(missing.length > 0)(
    `a tab completes commands, options, words, files and cases${missing.length > 0 ? ` (there is no ${missing.join(', no ')} here)` : ''}`,
    { timeout: 60_000 },
    async ({ expect }) => {
      const ran = await typed(
        shell,
        LINES.map(([keys]) => keys),
      );
      expect(ran.map((line) => line.replace(/[/ ]+$/, ''))).toEqual(LINES.map(([, line]) => line));
    },
  );
});
