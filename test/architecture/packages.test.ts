import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packagesOf, ROOT, SOURCE_FILES, type SourceFile } from './source-files.ts';

/** One foreign package, one file, or one small set of them. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  '@faker-js/faker': ['simulator/campaign/names.ts'],
  'fast-xml-builder': ['simulator/report/junit/junit-reporter.ts'],
  fastify: ['receiver/control/server.ts', 'receiver/server.ts'],
  leven: ['receiver/document/closest-word.ts'],
  re2js: ['receiver/document/text-pattern.ts'],
  pino: ['simulator/sender/trace-log.ts'],
  'pino-pretty': ['simulator/sender/trace-log.ts'],
  undici: [
    'simulator/sender/connections.ts',
    'simulator/sender/metered-client.ts',
    'simulator/sender/undici-transport.ts',
    'simulator/sender/way-connector.ts',
  ],
  vitest: ['receiver/vitest/index.ts'],
  yaml: [
    'receiver/document/look-alikes.ts',
    'receiver/document/source.ts',
    'receiver/document/yaml-complaint.ts',
  ],
  yargs: ['simulator/cli/split-line.ts'],
};

function packageProblems(file: SourceFile): readonly string[] {
  return packagesOf(file)
    .filter((name) => !ALLOWED[name]?.includes(file.path))
    .map((name) => `${file.path} imports ${name}`);
}

test('a foreign package is known to its own file and to no other', () => {
  expect(SOURCE_FILES.flatMap(packageProblems)).toEqual([]);
});

test('every row of the table is in use, and is either installed with the package or bundled into it', () => {
  const used = Object.entries(ALLOWED).map(([name, paths]) => [
    name,
    paths.filter((path) =>
      SOURCE_FILES.some((file) => file.path === path && packagesOf(file).includes(name)),
    ),
  ]);
  expect(Object.fromEntries(used)).toEqual(ALLOWED);
  const { dependencies, devDependencies, peerDependencies } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  // Types alone are not imported by a name of a package.
  const installed = Object.keys({ ...dependencies, ...peerDependencies }).filter(
    (name) => !name.startsWith('@types/'),
  );
  const bundled = Object.keys(ALLOWED).filter((name) => !installed.includes(name));
  expect(Object.keys(ALLOWED)).toEqual(expect.arrayContaining(installed));
  expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(bundled));
});

test.each([
  ["import { Pool } from 'undici';", 'undici'],
  ["import type { Faker } from '@faker-js/faker';", '@faker-js/faker'],
  ["  const { faker } = await import('@faker-js/faker/locale/en');", '@faker-js/faker'],
  ["import leftPad from 'left-pad';", 'left-pad'],
  ["import 'pino';", 'pino'],
])('%s would be found out elsewhere', (text, name) => {
  const path = 'simulator/harness/judge.ts';
  expect(packageProblems({ path, text: `${text}\n` })).toEqual([`${path} imports ${name}`]);
});
