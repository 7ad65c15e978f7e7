// Bundles what tsc compiled: the command line into dist/cli, in a few chunks that are loaded one after the other as a command goes on,
// and the library into dist/library. What is no dependency of package.json goes into the bundles, only as much of it as is used, and
// is not installed besides; the licences of all of it go with them.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OutputChunk, type OutputOptions, type Plugin, type RolldownOutput, rolldown } from 'rolldown';
import { builtinsUnseen, fakersWords, inAscii, undicisConnections } from './bundle-parts.ts';
import { packageNames } from './installed-packages.ts';
import { licencesText } from './licences.ts';
import { pruneBesides } from './prune.ts';

const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist');
const OUTSIDE = packageNames(join(ROOT, 'package.json'), ['dependencies', 'peerDependencies']);
/** The command line has these within itself: installed they are 250 files, and half of the start of a run goes into loading them. */
const CARRIED = ['fastify', 'undici'];
/** What fastify loads for schemas and for requests without a network; nobody here has either. */
const NEVER_LOADED = ['@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler', 'light-my-request'];
/** These read files that lie beside them, so they stay where they are. */
const AT_HOME = ['receiver/page/page-files.js', 'simulator/report/html/page-parts.js'];
/** The command line by what is loaded together, each with all that it imports; what is left is split as it is imported. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  start: ['simulator/cli/main.js', 'simulator/cli/help-text.js'],
  read: ['simulator/cli/configuration/settle.js', 'simulator/cli/commands/validate.js'],
  run: ['simulator/cli/commands/run.js'],
  wire: ['simulator/harness/embedded-end.js', 'receiver/receiver.js', 'simulator/sender/undici-transport.js'],
};

interface Bundle {
  readonly input: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly outside: readonly string[];
  readonly plugins?: readonly Plugin[];
  readonly splitting?: OutputOptions['codeSplitting'];
}

function bundled({
  input,
  folder,
  outside,
  plugins = [],
  splitting = true,
}: Bundle): Promise<RolldownOutput> {
  return rolldown({
    input: { ...input },
    platform: 'node',
    plugins: [fakersWords, undicisConnections, ...plugins, inAscii],
    // Only yargs' parser is used: what draws its help and speaks its languages need not be loaded for that.
    treeshake: {
      moduleSideEffects: [{ test: /[\\/]node_modules[\\/](?:yargs|cliui|y18n)[\\/]/, sideEffects: false }],
    },
    external: (id) => outside.some((name) => id === name || id.startsWith(`${name}/`)) || home(id) !== null,
  }).then((bundle) =>
    bundle.write({
      dir: join(DIST, folder),
      format: 'esm',
      cleanDir: true,
      comments: { jsdoc: false },
      codeSplitting: splitting,
      paths: (id) => (home(id) === null ? id : `../${home(id)}`),
    }),
  );
}

function home(id: string): string | null {
  return AT_HOME.find((path) => id.endsWith(`/${path.split('/').at(-1)}`)) ?? null;
}

const outputs = [
  await bundled({
    input: { bin: join(DIST, 'simulator/cli/bin.js') },
    folder: 'cli',
    outside: [...OUTSIDE.filter((name) => !CARRIED.includes(name)), ...NEVER_LOADED],
    plugins: [builtinsUnseen],
    splitting: {
      groups: Object.entries(TOGETHER).map(([name, paths], index, all) => ({
        name,
        test: (id) => paths.some((path) => id === join(DIST, path)),
        priority: all.length - index,
      })),
    },
  }),
  await bundled({
    input: {
      simulator: join(DIST, 'simulator/index.js'),
      receiver: join(DIST, 'receiver/index.js'),
      vitest: join(DIST, 'receiver/vitest/index.js'),
    },
    folder: 'library',
    outside: OUTSIDE,
  }),
];
const TYPES = ['simulator/index.d.ts', 'receiver/index.d.ts', 'receiver/vitest/index.d.ts'];
pruneBesides(DIST, { sources: ROOT, scripts: AT_HOME, types: TYPES });
// The types speak of Node's own, which a program whose `types` is empty does not have by itself.
for (const path of TYPES.map((each) => join(DIST, each)))
  writeFileSync(path, `/// <reference types="node" />\n${readFileSync(path, 'utf8')}`);

const modules = outputs
  .flatMap(({ output }) => output)
  .filter((chunk): chunk is OutputChunk => chunk.type === 'chunk')
  .flatMap((chunk) => Object.entries(chunk.modules).filter(([, { renderedLength }]) => renderedLength > 0))
  .map(([id]) => id);
writeFileSync(join(DIST, 'THIRD-PARTY-LICENSES.md'), licencesText(ROOT, modules));
