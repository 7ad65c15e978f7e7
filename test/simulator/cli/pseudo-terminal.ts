// ocs-sim on a terminal: `script` of util-linux makes one, and what is written to it is kept as a person would see it.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerminalScreen } from '../../support/terminal-screen.ts';

const BIN = join(import.meta.dirname, '../../../simulator/cli/bin.ts');

/** Elsewhere there is no such program, or one that takes other options. */
export const HAS_PSEUDO_TERMINALS = process.platform === 'linux' && existsSync('/usr/bin/script');

export interface OnTerminal {
  readonly screen: TerminalScreen;
  /** All that was written. */
  readonly written: () => string;
  /** Resolves with what is seen once it matches; rejects if the process ends before. */
  readonly shows: (pattern: RegExp) => Promise<string>;
  readonly type: (keys: string) => void;
  readonly resize: (columns: number) => void;
  /** Ends with the exit code; what is seen then ends with what `stty` says of the terminal. */
  readonly finished: Promise<number | null>;
}

export interface TerminalSettings {
  readonly cwd: string;
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** What stands behind the command in the shell. */
  readonly after?: string;
}

const STARTED = new Set<ChildProcess>();

/** Ends what a test that failed has left behind. */
export function endStarted(): void {
  for (const child of STARTED) child.kill('SIGHUP');
}

/** Starts `ocs-sim` on a terminal of its own. */
export function startOnTerminal(
  args: readonly string[],
  { cwd, columns = 80, rows = 24, env = {}, after = '' }: TerminalSettings,
): OnTerminal {
  const { NO_COLOR, FORCE_COLOR, COLUMNS, NODE_OPTIONS, CI, ...rest } = process.env;
  const nameFile = join(mkdtempSync(join(tmpdir(), 'ocs-sim-terminal-')), 'name');
  const words = [process.execPath, BIN, ...args].map((word) => `'${word}'`).join(' ');
  const command = `tty > ${nameFile}; stty cols ${columns} rows ${rows}; ${words}${after}; code=$?; stty -a | grep -ow -e '-*icanon' -e '-*echo' -e '-*isig'; exit $code`;
  const child = spawn('/usr/bin/script', ['-qefc', command, '/dev/null'], {
    cwd,
    env: { ...rest, TERM: 'xterm-256color', SHELL: '/bin/sh', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  STARTED.add(child);
  const screen = new TerminalScreen(columns, rows);
  let written = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written += text;
    screen.write(text);
  });
  const finished = once(child, 'close').then(([code]) => {
    STARTED.delete(child);
    return code as number | null;
  });
  return {
    screen,
    written: () => written,
    finished,
    type: (keys) => void child.stdin.write(keys),
    resize: (to) => {
      screen.columns = to;
      execFileSync('stty', ['-F', readFileSync(nameFile, 'utf8').trim(), 'cols', String(to)]);
    },
    shows: async (pattern) => {
      while (!pattern.test(screen.text)) {
        const ended = await Promise.race([
          once(child.stdout, 'data').then(() => false),
          finished.then(() => true),
        ]);
        if (ended && !pattern.test(screen.text))
          throw new Error(`it ended without ${pattern}:\n${screen.text}`);
      }
      return screen.text;
    },
  };
}
