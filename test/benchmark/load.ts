// Puts a server under load by wrk where that is installed, else by a driver of our own in a process of its own.

import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What came of a load. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Answers other than 2xx, and requests without an answer. */
  readonly errors: number;
  readonly requests: number;
}

/** How a load is put on. */
export interface Load {
  readonly driver: 'wrk' | 'own';
  run(port: number, seconds: number): Promise<LoadResult>;
}

const CONNECTIONS = 32;
const run = promisify(execFile);

/** A load of these bodies in turn over 32 connections. @param folder for what the driver reads */
export function loadOf(bodies: readonly string[], folder: string): Load {
  const installed = spawnSync('wrk', ['-v']).error === undefined;
  return installed && process.env.OCS_TEST_DRIVER !== 'own'
    ? byWrk(bodies, folder)
    : byOwnDriver(bodies, folder);
}

function byWrk(bodies: readonly string[], folder: string): Load {
  const script = join(folder, 'post.lua');
  writeFileSync(
    script,
    [
      `local bodies = { ${bodies.map((body) => `[==[${body}]==]`).join(', ')} }`,
      'local requests, n = {}, 0',
      'init = function() for i, body in ipairs(bodies) do',
      '  requests[i] = wrk.format("POST", "/states", { ["Content-Type"] = "application/json" }, body)',
      'end end',
      'request = function() n = n % #requests + 1; return requests[n] end',
    ].join('\n'),
  );
  return {
    driver: 'wrk',
    async run(port, seconds) {
      const url = `http://127.0.0.1:${port}/states`;
      const { stdout } = await run('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '-s', script, url]);
      const number = (pattern: RegExp): number => Number(pattern.exec(stdout)?.[1] ?? 0);
      const socketErrors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(
        stdout,
      );
      return {
        requestsPerSecond: number(/Requests\/sec:\s+([\d.]+)/),
        requests: number(/(\d+) requests in/),
        errors:
          number(/Non-2xx or 3xx responses: (\d+)/) +
          (socketErrors?.slice(1).reduce((sum, count) => sum + Number(count), 0) ?? 0),
      };
    },
  };
}

function byOwnDriver(bodies: readonly string[], folder: string): Load {
  const file = join(folder, 'bodies.json');
  writeFileSync(file, JSON.stringify(bodies));
  const driver = join(import.meta.dirname, 'drive.ts');
  return {
    driver: 'own',
    async run(port, seconds) {
      const args = [driver, String(port), String(seconds), String(CONNECTIONS), file];
      return JSON.parse((await run(process.execPath, args)).stdout) as LoadResult;
    },
  };
}
