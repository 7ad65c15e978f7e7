// Bundles what tsc compiled: the command line into dist/cli, a chunk a command, so that it starts without looking for a hundred files,
// and the library into dist/library. What is no dependency of package.json goes into the bundles, only as much of it as is used, and
// is not installed besides; the licences of all of it go with them.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OutputChunk, type RolldownOutput, rolldown } from 'rolldown';
import { packageNames } from './installed-packages.ts';
import { licencesText } from './licences.ts';
import { pruneBesides } from './prune.ts';

const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist');
const OUTSIDE = packageNames(join(ROOT, 'package.json'), ['dependencies', 'peerDependencies']);
/** These read files that lie beside them, so they stay where they are. */
const AT_HOME = ['receiver/page/page-files.js', 'simulator/report/html/page-parts.js'];

function bundled(input: Readonly<Record<string, string>>, folder: string): Promise<RolldownOutput> {
  return rolldown({
    input: { ...input },
    platform: 'node',
    resolve: { alias: { 'string-width': join(ROOT, 'test/support/string-width.ts') } },
    external: (id) => OUTSIDE.some((name) => id === name || id.startsWith(`${name}/`)) || home(id) !== null,
  }).then((bundle) =>
    bundle.write({
      dir: join(DIST, folder),
      format: 'esm',
      cleanDir: true,
      comments: { jsdoc: false },
      paths: (id) => (home(id) === null ? id : `../${home(id)}`),
    }),
  );
}

function home(id: string): string | null {
  return AT_HOME.find((path) => id.endsWith(`/${path.split('/').at(-1)}`)) ?? null;
}

const outputs = [
  await bundled({ bin: join(DIST, 'simulator/cli/bin.js') }, 'cli'),
  await bundled(
    {
      simulator: join(DIST, 'simulator/index.js'),
      receiver: join(DIST, 'receiver/index.js'),
      vitest: join(DIST, 'receiver/vitest/index.js'),
    },
    'library',
  ),
];
pruneBesides(DIST, {
  sources: ROOT,
  scripts: AT_HOME,
  types: ['simulator/index.d.ts', 'receiver/index.d.ts', 'receiver/vitest/index.d.ts'],
});

const modules = outputs
  .flatMap(({ output }) => output)
  .filter((chunk): chunk is OutputChunk => chunk.type === 'chunk')
  .flatMap((chunk) => Object.entries(chunk.modules).filter(([, { renderedLength }]) => renderedLength > 0))
  .map(([id]) => id);
writeFileSync(join(DIST, 'THIRD-PARTY-LICENSES.md'), licencesText(ROOT, modules));
