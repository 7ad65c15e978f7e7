import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
/** What starts ocs-sim from its sources. */
export const BIN = join(ROOT, 'simulator/cli/bin.ts');

export const SCENARIOS = join(ROOT, 'scenarios');

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  /** Resolves with all of a stream so far once it matches; rejects if the process ends before. */
  readonly says: (stream: 'out' | 'err', pattern: RegExp) => Promise<string>;
  readonly interrupt: () => void;
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly finished: Promise<Finished>;
}

export interface Surroundings {
  /** Options of Node.js itself. */
  readonly node?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** What this machine says about how and what to print, which no test is to depend on. */
const OF_THIS_MACHINE = /^(?:NO_COLOR|FORCE_COLOR|CI|GITHUB_.*|COLUMNS|NODE_OPTIONS|LANG|LC_.*|OCS_SIM_.*)$/;

/** The variables of this process without those. */
export function plainEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => !OF_THIS_MACHINE.test(name));
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Starts `ocs-sim` as a process of its own, without a terminal and without what this machine says about colours and options. */
export function start(
  args: readonly string[],
  { env = {}, cwd = ROOT, node = [] }: Surroundings = {},
): Running {
  const child = spawn(process.execPath, [...node, BIN, ...args], {
    cwd,
    env: { ...plainEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const finished = once(child, 'close').then(
    ([code]): Finished => ({ code: code as number | null, ...said }),
  );
  return {
    child,
    finished,
    interrupt: () => void child.kill('SIGINT'),
    says: async (stream, pattern) => {
      const source = stream === 'out' ? child.stdout : child.stderr;
      while (!pattern.test(said[stream])) {
        const ended = await Promise.race([once(source, 'data').then(() => false), finished.then(() => true)]);
        if (ended && !pattern.test(said[stream]))
          throw new Error(`it ended without ${pattern}: ${said.out}${said.err}`);
      }
      return said[stream];
    },
  };
}

/** Runs `ocs-sim` to its end. */
export function ocsSim(args: readonly string[], surroundings?: Surroundings): Promise<Finished> {
  return start(args, surroundings).finished;
}

const folders: string[] = [];
// Once for each test file, since each has modules of its own.
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder of its own, which goes with the test file. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-cli-'));
  folders.push(folder);
  return folder;
}

export const SENDING =
  'ocs: { options: { send-campaigngroup-states: true } }\ngroups: { spring: { agents: 5 } }\n';

/** A scenario text that comes to the wanted end. */
export const ENDINGS = {
  passed: `name: Passes\n${SENDING}steps: [{ load: spring }]\nexpect: [{ lost: none }]\n`,
  failed: `name: Fails\n${SENDING}steps: [{ load: spring }]\nexpect: [{ lost: 3 }]\n`,
  inconclusive: `name: Nothing to judge\n${SENDING}steps: [{ load: spring }]\nexpect: [{ event: periodic, fields: { GSW_INFO: x } }]\n`,
  invalid: `name: Invalid\n${SENDING}steps: [{ laod: spring }]\n`,
  endless: `name: Endless\nclock: real\n${SENDING}steps: [{ load: spring }, { wait: 24h }]\nexpect: [{ lost: none }]\n`,
} as const;
