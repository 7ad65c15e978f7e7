// Removes a folder of the repository, given by its name: node test/support/clean.ts dist

import { rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = join(import.meta.dirname, '../..');
const name = process.argv[2];
const folder = resolve(root, name ?? '.');

if (name === undefined || relative(root, folder) === '' || relative(root, folder).startsWith('..')) {
  process.stderr.write('usage: node test/support/clean.ts FOLDER, a folder inside the repository\n');
  process.exitCode = 2;
} else {
  rmSync(folder, { recursive: true, force: true });
}
