import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, inject, test } from 'vitest';

const { packed, folder, installedBytes, installedFiles, installedKibibytes } = inject('packaging');
const MB = 1_000_000;

test('the package holds what it runs on, what types it, the scenarios, and nothing else', () => {
  const entries = new Set(packed.files.map(({ path }) => path.split('/').slice(0, 2).join('/')));
  const scenarios = [...entries].filter((path) => path.startsWith('scenarios/'));
  expect([...entries].filter((path) => !path.startsWith('scenarios/')).sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist/THIRD-PARTY-LICENSES.md',
    'dist/cli',
    'dist/library',
    'dist/receiver',
    'dist/simulator',
    'package.json',
    'receiver/README.md',
    'simulator/README.md',
  ]);
  expect(scenarios.length).toBeGreaterThan(40);
  expect(readdirSync(join(folder, 'node_modules/ocs-sim')).sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist',
    'package.json',
    'receiver',
    'scenarios',
    'simulator',
  ]);
});

test('every link in its pages leads to a file, and a heading, that is in it', () => {
  const files = new Set(packed.files.map(({ path }) => path));
  const pages = [...files].filter((path) => path.endsWith('.md') && !path.startsWith('dist/'));
  const textOf = (path: string): string =>
    readFileSync(join(folder, 'node_modules/ocs-sim', path), 'utf8').replace(/^```.*?^```/gms, '');
  const links = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].map(([, path, anchor]) => ({
      page,
      to: path === '' ? page : normalize(join(dirname(page), path!)),
      anchor,
    })),
  );
  expect(links.length).toBeGreaterThan(5);
  const isThere = (path: string): boolean =>
    files.has(path) || [...files].some((file) => file.startsWith(`${path.replace(/\/$/, '')}/`));
  expect(links.filter(({ to }) => !isThere(to))).toEqual([]);
  const dead = links.filter(
    ({ to, anchor }) => anchor !== undefined && !(files.has(to) && anchorsOf(textOf(to)).has(anchor)),
  );
  expect(dead).toEqual([]);
});

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );
}

test('no source, no test and no map of the package is in it, only declarations that its entries refer to', () => {
  const paths = packed.files.map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(200);
  expect(paths.filter((path) => /(?<!\.d)\.ts$|\.map$|\btest\b/.test(path))).toEqual([]);
  const scripts = paths.filter(
    (path) => path.endsWith('.js') && /^dist\/(?:simulator|receiver)\//.test(path),
  );
  const compiled = scripts.filter((path) => !/\/page\/(?:client\/.*|report)\.js$/.test(path));
  expect(compiled).toEqual(['dist/receiver/page/page-files.js', 'dist/simulator/report/html/page-parts.js']);
});

test('packed it stays below 1.5 MB, unpacked below 6 MB', () => {
  expect(packed.tarballBytes).toBeLessThan(1.5 * MB);
  expect(packed.unpackedBytes).toBeLessThan(6 * MB);
  expect(packed.tarballBytes).toBeGreaterThan(0.2 * MB);
});

test('installed with all that it depends on it stays below 18 MB, and below 27 MB of disk', () => {
  expect(installedBytes).toBeLessThan(18 * MB);
  expect(installedBytes).toBeGreaterThan(5 * MB);
  expect(installedFiles).toBeLessThan(3_000);
  expect(installedKibibytes).toBeLessThan((27 * MB) / 1024);
});

test('only what listens, sends, logs and searches is installed besides it', () => {
  const { dependencies } = JSON.parse(
    readFileSync(join(folder, 'node_modules/ocs-sim/package.json'), 'utf8'),
  ) as { dependencies: Record<string, string> };
  expect(Object.keys(dependencies)).toEqual(['fastify', 'pino', 're2js', 'undici']);
});

test('the licence of whatever is bundled into it goes with it in full, and all of them are permissive', () => {
  const text = readFileSync(join(folder, 'node_modules/ocs-sim/dist/THIRD-PARTY-LICENSES.md'), 'utf8');
  const titles = [...text.matchAll(/^(?:### |- )(\S+) (\S+): (.+)$/gm)];
  const bundled = [...text.matchAll(/^### (\S+) /gm)].map(([, name]) => name);
  expect(bundled).toEqual(expect.arrayContaining(['@faker-js/faker', 'leven', 'pino-pretty', 'yaml']));
  expect(text.match(/^```text$/gm)).toHaveLength(bundled.length);
  expect(text.match(/copyright/gi)!.length).toBeGreaterThanOrEqual(bundled.length);
  expect(new Set(titles.map(([, , , licence]) => licence))).toEqual(new Set(['MIT', 'ISC', 'BSD-3-Clause']));
  expect(titles.map(([, name]) => name)).toEqual(expect.arrayContaining(['fastify', 'undici', 'pino']));
});

test('it is installed without scripts of its own', () => {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'node_modules/ocs-sim/package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?install$|^prepare$/.test(name))).toEqual([]);
});
