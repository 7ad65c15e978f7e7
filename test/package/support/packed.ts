// The package as npm makes it of the sources as they are now, in a folder of its own, so that nobody's dist/ is in the way.

import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../../..');
const PARTS = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'package.json',
  'receiver',
  'scenarios',
  'simulator',
  'test/support',
  'tsconfig.json',
];

/** A file of the package. */
export interface PackedFile {
  /** From the root of the package. */
  readonly path: string;
  readonly size: number;
}

/** What npm made. Sizes are sums of bytes. */
export interface Packed {
  readonly tarball: string;
  readonly tarballBytes: number;
  readonly unpackedBytes: number;
  readonly files: readonly PackedFile[];
}

/** An empty folder of its own. */
export function emptyFolder(what: string): string {
  return mkdtempSync(join(tmpdir(), `ocs-sim-${what}-`));
}

/** Runs a program to its end; throws with all it said where that is not 0. Several minutes it may take. */
export async function run(command: string, args: readonly string[], folder: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, {
      cwd: folder,
      timeout: 300_000,
      maxBuffer: 64 << 20,
      env: environment(),
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr, message } = error as { stdout: string; stderr: string; message: string };
    throw new Error(`${message}\n${stdout}${stderr}`, { cause: error });
  }
}

/** What programs see: nothing of the npm that runs these tests, nor of colours. */
export function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(?:npm_|NO_COLOR$|FORCE_COLOR$|COLUMNS$|NODE_OPTIONS$|NODE_ENV$|OCS_SIM_|VITEST)/.test(name),
    ),
  );
}

/** Builds and packs into `folder`: about 4 s. */
export async function pack(folder: string): Promise<Packed> {
  const sources = join(folder, 'sources');
  for (const part of PARTS) cpSync(join(ROOT, part), join(sources, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(sources, 'node_modules'));
  const [made] = JSON.parse(
    await run('npm', ['pack', '--json', '--loglevel=error', `--pack-destination=${folder}`], sources),
  ) as {
    readonly filename: string;
    readonly size: number;
    readonly unpackedSize: number;
    readonly files: readonly PackedFile[];
  }[];
  rmSync(sources, { recursive: true, force: true });
  const { filename, size, unpackedSize, files } = made!;
  return { tarball: join(folder, filename), tarballBytes: size, unpackedBytes: unpackedSize, files };
}

/** Installs the package, from the registry what it depends on, into an empty folder: about 3 s. */
export async function install(tarball: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', '--omit=dev', '--prefer-offline', ...quiet, tarball], folder);
}
