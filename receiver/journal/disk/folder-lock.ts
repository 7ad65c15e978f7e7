// One process writes to a folder at a time. The lock names its process by number and start, so that one that was killed holds
// nothing: its number may have been given to another process, its start cannot.

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CannotJournal, cannotJournal } from './trouble.ts';

/** A folder that is ours until it is given back. */
export interface FolderLock {
  readonly kind: 'locked';
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  /** When the process started, as the system tells it; null where it does not. */
  readonly started: string | null;
}

const NAME = 'lock';

/**
 * Takes a folder, or says who has it. A lock whose process is gone does not count.
 * @assumption those who share a folder see the same processes; containers that share a volume do not
 */
export async function lockFolder(folder: string): Promise<FolderLock | CannotJournal> {
  const path = join(folder, NAME);
  const own = JSON.stringify({ pid: process.pid, started: await startOf(process.pid) } satisfies Holder);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await writeFile(path, own, { flag: 'wx', mode: 0o600 });
      return { kind: 'locked', release: () => rm(path, { force: true }).catch(() => {}) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return cannotJournal(folder, error);
      const holder = await holderOf(path);
      if (attempt > 1 || (holder !== null && (await isRunning(holder)))) {
        return {
          kind: 'cannot journal',
          code: 'LOCKED',
          message: `cannot keep a journal in ${folder}: process ${holder?.pid ?? 'unknown'} is using it`,
          hint: `choose another folder, or end that process; if it is long gone, delete ${path}`,
        };
      }
      await rm(path, { force: true }).catch(() => {});
    }
  }
}

/** The process that is using a folder; null where none is. */
export async function userOf(folder: string): Promise<number | null> {
  const holder = await holderOf(join(folder, NAME));
  return holder !== null && (await isRunning(holder)) ? holder.pid : null;
}

async function holderOf(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

async function isRunning({ pid, started }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return started === null || started === (await startOf(pid));
}

/** Clock ticks from the machine's start to the process's, from proc(5). */
async function startOf(pid: number): Promise<string | null> {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // The name in brackets may hold anything; the 22nd field is the 20th behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended, whether or not its parent has taken note.
    return fields[0] === 'Z' ? 'ended' : `${boot.trim()} ${fields[19]}`;
  } catch {
    return null;
  }
}
