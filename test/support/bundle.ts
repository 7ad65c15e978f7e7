// Bundles the compiled command line into dist/cli, a chunk a command, so that it starts without looking for a hundred files.
// Packages that only some commands need stay outside and are loaded by those.

import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const bundle = await rolldown({
  input: `${ROOT}dist/simulator/cli/bin.js`,
  platform: 'node',
  resolve: { alias: { 'string-width': `${ROOT}test/support/string-width.ts` } },
  // page-files.js finds the files of the live page beside itself.
  external: ['fastify', 'undici', 'pino', 'pino-pretty', /^@faker-js\//, /\/page-files\.js$/],
});
await bundle.write({
  dir: `${ROOT}dist/cli`,
  format: 'esm',
  cleanDir: true,
  paths: (id) => (id.endsWith('/page-files.js') ? '../receiver/page/page-files.js' : id),
});
