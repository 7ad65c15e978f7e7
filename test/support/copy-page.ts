// Copies the live page beside its compiled reader: the browser's half is plain JavaScript and is published as it is written.

import { cpSync } from 'node:fs';
import { extname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

cpSync(join(ROOT, 'receiver/page'), join(ROOT, 'dist/receiver/page'), {
  recursive: true,
  filter: (path) => extname(path) !== '.ts',
});
