// WireMock and MockServer, to be measured beside the receiver: their npm packages ship their jars, and are installed on demand into a
// temporary folder. Loopback only; where Java or the registry is missing, they are left out with one line that says so.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UnderLoad } from './process-under-load.ts';

/** Another receiver. */
export interface Peer {
  readonly name: string;
  /** What is aimed at: the receiver is so many times as fast. */
  readonly goal: number;
  start(): Promise<UnderLoad>;
}

const PACKAGES = ['wiremock@3.13.2', 'mockserver-node@8.0.0'];
/** Kept between runs. */
const FOLDER = join(tmpdir(), 'ocs-sim-benchmark-peers');
/** Enough for a journal of some ten seconds, and no more than a small machine has. */
const MEMORY = '-Xmx2g';
const SECONDS_TO_START = 60;

/** The peers that can be started here, or why there are none. */
export function findPeers(): readonly Peer[] | { readonly missing: string } {
  if (spawnSync('java', ['-version']).status !== 0) return { missing: 'Java is not on the PATH' };
  if (jarOf('wiremock') === null || jarOf('mockserver-node') === null) {
    mkdirSync(FOLDER, { recursive: true });
    const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefix', FOLDER];
    const { status } = spawnSync('npm', ['install', ...flags, ...PACKAGES], { timeout: 300_000 });
    if (status !== 0) return { missing: `npm install of ${PACKAGES.join(' and ')} failed` };
  }
  const wiremock = jarOf('wiremock');
  const mockserver = jarOf('mockserver-node');
  if (wiremock === null || mockserver === null) return { missing: 'the packages ship no jar' };
  return [
    {
      name: 'WireMock 3.13.2, with its journal',
      goal: 3.5,
      start: () =>
        started(
          (port) => [MEMORY, '-jar', wiremock, '--port', String(port), '--bind-address', '127.0.0.1'],
          '/__admin/mappings',
          'POST',
          { request: { method: 'POST', urlPattern: '.*' }, response: JSON_ANSWER('jsonBody') },
        ),
    },
    {
      name: 'MockServer 8.0.0',
      goal: 5,
      start: () =>
        started(
          (port) => [MEMORY, '-jar', mockserver, '-serverPort', String(port), '-logLevel', 'ERROR'],
          '/mockserver/expectation',
          'PUT',
          {
            httpRequest: { method: 'POST' },
            httpResponse: { statusCode: 200, body: { recorded: 1 } },
            times: { unlimited: true },
          },
        ),
    },
  ];
}

const JSON_ANSWER = (body: string) => ({
  status: 200,
  [body]: { recorded: 1 },
  headers: { 'Content-Type': 'application/json' },
});

function jarOf(name: string): string | null {
  const folder = join(FOLDER, 'node_modules', name);
  if (!existsSync(folder)) return null;
  const jar = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith('.jar'),
  );
  return jar === undefined ? null : join(folder, jar);
}

/** Starts a server and teaches it to answer every POST; ends it and throws where it does not come up in time. */
async function started(
  args: (port: number) => readonly string[],
  path: string,
  method: string,
  lesson: object,
): Promise<UnderLoad> {
  const port = await freePort();
  const child = spawn('java', args(port), { cwd: FOLDER, stdio: 'ignore' });
  process.once('exit', () => child.kill('SIGKILL'));
  const giveUp = Date.now() + SECONDS_TO_START * 1_000;
  for (;;) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(lesson),
      });
      if (answer.status === 201) return { port, child };
      throw new Error(`${path} answered ${answer.status}`);
    } catch (error) {
      if (Date.now() > giveUp || child.exitCode !== null) {
        child.kill('SIGKILL');
        throw new Error(`${args(port).at(-1)} did not come up`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
