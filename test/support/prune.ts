import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** What stays of the compiled `simulator` and `receiver` besides the bundles; paths from the folder. */
export interface Kept {
  /** The folder of the sources, which tell what was compiled from what a browser gets as it is written. */
  readonly sources: string;
  /** Modules that the bundles import where they are. */
  readonly scripts: readonly string[];
  /** Declaration files, with all that they refer to. */
  readonly types: readonly string[];
}

/** Removes the compiled modules and declarations that nobody who installs the package can reach, and folders that are empty then. */
export function pruneBesides(folder: string, { sources, scripts, types }: Kept): void {
  const kept = new Set([...scripts, ...reachable(folder, types)]);
  for (const room of ['simulator', 'receiver']) {
    for (const path of filesIn(folder, room)) {
      const source = path.replace(/\.(?:d\.ts|js)$/, '.ts');
      if (source !== path && existsSync(join(sources, source)) && !kept.has(path)) rmSync(join(folder, path));
    }
    removeEmpty(join(folder, room));
  }
}

function reachable(folder: string, entries: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const text = readFileSync(join(folder, path), 'utf8');
    for (const [, specifier] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.ts['"]/g))
      visit(posix.join(dirname(path), `${specifier}.d.ts`));
  };
  for (const entry of entries) visit(entry);
  return seen;
}

function filesIn(folder: string, room: string): readonly string[] {
  return readdirSync(join(folder, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

function removeEmpty(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
