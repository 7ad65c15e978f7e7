import { posix } from 'node:path';
import { localImportsOf, type SourceFile } from './source-files.ts';

/** Folders and files by floor, the more exact ones first; imports go downward or stay on their floor. */
const FLOORS: readonly (readonly [prefix: string, floor: number])[] = [
  ['receiver/contract/', 0],
  ['receiver/document/', 0],
  ['simulator/time/', 0],
  ['receiver/random.ts', 0],
  ['simulator/campaign/', 1],
  ['simulator/sender/', 2],
  ['simulator/target/', 2],
  ['simulator/network/', 2],
  ['simulator/store/', 2],
  ['receiver/', 2],
  ['simulator/scenario/', 3],
  ['simulator/report/', 3],
  ['simulator/harness/', 4],
  ['simulator/check/', 4],
  ['simulator/index.ts', 4],
  ['simulator/cli/', 5],
];

/** Null for a folder that has no floor yet. */
export function floorOf(path: string): number | null {
  return FLOORS.find(([prefix]) => path.startsWith(prefix))?.[1] ?? null;
}

const SHARED = ['receiver/contract/', 'receiver/document/'];

/** What is wrong with the imports of a file, one line each. */
export function floorProblems(file: SourceFile): readonly string[] {
  const own = floorOf(file.path);
  if (own === null) return [`${file.path} has no floor: add its folder to test/architecture/floors.ts`];
  return localImportsOf(file).flatMap((target) => {
    const floor = floorOf(target);
    if (floor === null) return [`${file.path} imports ${target}, which has no floor`];
    if (file.path.startsWith('receiver/') && !target.startsWith('receiver/'))
      return [`${file.path} imports ${target}: the receiver knows nothing of the simulator`];
    const shared = SHARED.some((folder) => target.startsWith(folder));
    if (file.path.startsWith('simulator/sender/') && target.startsWith('receiver/') && !shared)
      return [
        `${file.path} imports ${target}: sender and receiver meet on the wire and in the contract only`,
      ];
    if (floor > own) return [`${file.path} (floor ${own}) imports ${target} (floor ${floor})`];
    const index = posix.basename(target) === 'index.ts';
    if (index && file.path.startsWith(`${posix.dirname(target)}/`))
      return [`${file.path} imports the index of its own folder`];
    return [];
  });
}

/** The first circle of imports that is found, as paths from a file back to itself; null where there is none. */
export function circle(files: readonly SourceFile[]): readonly string[] | null {
  const imports = new Map(files.map((file) => [file.path, localImportsOf(file)]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const target of imports.get(path) ?? []) {
      const found = visit(target, [...trail, path]);
      if (found !== null) return found;
    }
    done.add(path);
    return null;
  };
  for (const { path } of files) {
    const found = visit(path, []);
    if (found !== null) return found;
  }
  return null;
}
