// Copies pages beside their compiled readers: what a browser gets is plain JavaScript and is published as it is written.

import { cpSync } from 'node:fs';
import { extname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

for (const page of ['receiver/page', 'simulator/report/html/page']) {
  cpSync(join(ROOT, page), join(ROOT, 'dist', page), {
    recursive: true,
    filter: (path) => extname(path) !== '.ts',
  });
}
