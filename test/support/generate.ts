// Writes the files that are derived from the code; with --check it only compares, and fails naming each stale one.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notificationTypes } from '../../receiver/contract/derive/typescript.ts';
import { freshReadme } from './readme.ts';

interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  /** Gets the text on disk, for files that are derived in part. */
  readonly text: (current: string) => string | Promise<string>;
}

const GENERATED: readonly GeneratedFile[] = [
  { path: 'receiver/contract/notification.generated.ts', text: notificationTypes },
  { path: 'README.md', text: freshReadme },
];

const root = join(import.meta.dirname, '../..');

function textOnDisk(path: string): string | null {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}

const stale: { readonly path: string; readonly text: string }[] = [];
for (const { path, text } of GENERATED) {
  const current = textOnDisk(path);
  const fresh = await text(current ?? '');
  if (fresh !== current) stale.push({ path, text: fresh });
}

if (process.argv.includes('--check')) {
  for (const { path } of stale) process.stderr.write(`${path} is stale: npm run generate\n`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const { path, text } of stale) {
    writeFileSync(join(root, path), text);
    process.stdout.write(`wrote ${path}\n`);
  }
}
