import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder with all those above it, each for its owner alone; one that exists keeps its mode. Rejects with the system's error; Node's own recursive way never does in places such as /proc. */
export async function makeFolder(path: string): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there?.isDirectory()) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path, 0o700).catch((error: NodeJS.ErrnoException) => {
    // Somebody else may have made it meanwhile; a file in its place is none of that.
    if (error.code !== 'EEXIST' || there !== null) throw error;
  });
}
