// The source as text: what each file imports, and its code without comment lines. Regular expressions do, for the code is formatted.

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface SourceFile {
  /** From the root of the repository, with slashes: `simulator/time/clock.ts`. */
  readonly path: string;
  readonly text: string;
}

export const ROOT = join(import.meta.dirname, '../..');

/** Every source file of the two halves. */
export const SOURCE_FILES: readonly SourceFile[] = ['receiver', 'simulator']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  )
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

const STATEMENT = /^(?:import|export)\b[^;'"`]*?\bfrom '([^']+)'/gm;
const BARE = /^import '([^']+)'/gm;
const CALL = /\bimport\(\s*'([^']+)'\s*\)/g;

/** What a file imports, as written; types and what is loaded later included. */
export function importsOf({ text }: SourceFile): readonly string[] {
  return [STATEMENT, BARE, CALL].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!));
}

/** Paths of the local files that a file imports. */
export function localImportsOf(file: SourceFile): readonly string[] {
  return importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.join(posix.dirname(file.path), name));
}

/** The foreign packages that a file imports, without Node's own modules; `@scope/name` and `name` without what follows. */
export function packagesOf(file: SourceFile): readonly string[] {
  return importsOf(file)
    .filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
}

/** The code without lines that are nothing but comment. */
export function codeOf({ text }: SourceFile): string {
  return text.replace(/^\s*(?:\/\/|\/\*|\*).*$/gm, '');
}
