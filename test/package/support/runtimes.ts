// The versions of Node.js that the package is for, by way of the registry's package `node`, which is about 200 MB a version.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from '../../support/cache-folder.ts';
import { run } from './packed.ts';

/** A Node.js. */
export interface Runtime {
  /** `22`. */
  readonly major: number;
  /** The folder with the program `node`, for PATH. */
  readonly folder: string;
}

/** Those that the package is for. */
const MAJORS = [22, 24, 26];

/**
 * The running one, and the others where they are in the cache already; with `fetch` they are brought there first, once. `absent`: the
 * major versions that are not there.
 */
export async function runtimes(
  fetch: boolean,
): Promise<{ readonly there: readonly Runtime[]; readonly absent: readonly number[] }> {
  const there: Runtime[] = [{ major: majorOf(process.version), folder: join(process.execPath, '..') }];
  const absent: number[] = [];
  for (const major of MAJORS.filter((other) => other !== there[0]!.major)) {
    const folder = join(cacheFolder(), `node-${major}`);
    if (fetch && !existsSync(folder)) await fetchInto(folder, major);
    if (existsSync(folder)) there.push({ major, folder: join(folder, 'node_modules/.bin') });
    else absent.push(major);
  }
  return { there, absent };
}

/** The program of a Node.js on PATH that is older than the package is for; null where there is none. */
export function olderNode(): { readonly program: string; readonly version: string } | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const program = join(folder, 'node');
    if (folder === '' || !existsSync(program)) continue;
    const version = execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
    if (majorOf(version) < 22) return { program, version };
  }
  return null;
}

function majorOf(version: string): number {
  return Number(/^v(\d+)/.exec(version)![1]);
}

async function fetchInto(folder: string, major: number): Promise<void> {
  mkdirSync(cacheFolder(), { recursive: true });
  // Complete or not at all, also where two fetch at once.
  const fetched = mkdtempSync(`${folder}-`);
  try {
    const quiet = ['--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
    await run('npm', ['install', ...quiet, `--prefix=${fetched}`, `node@${major}`], fetched);
    renameSync(fetched, folder);
  } catch (error) {
    rmSync(fetched, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
