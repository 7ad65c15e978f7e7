import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Journal } from '../journal.ts';
import { DiskJournal } from './disk-journal.ts';
import type { DiskJournalOptions, DiskJournalSurroundings } from './disk-journal-options.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { makeFolder } from './make-folder.ts';
import { openFolder } from './open-folder.ts';
import { type CannotJournal, cannotJournal } from './trouble.ts';

/** Opens a folder; one that cannot be used comes back as a value. */
export async function openDiskJournal(
  options: DiskJournalOptions,
  surroundings: DiskJournalSurroundings,
): Promise<Journal | CannotJournal> {
  const { folder } = options;
  let lock: FolderLock | CannotJournal | null = null;
  try {
    await makeFolder(folder);
    lock = await lockFolder(folder);
    if (lock.kind === 'cannot journal') return lock;
    const contents = await openFolder(folder);
    const unfinished = (await readdir(folder)).filter((name) =>
      /^(?:\d+\.ndjson\.gz|manifest\.json)\.tmp$/.test(name),
    );
    for (const path of [...contents.leftovers, ...unfinished.map((name) => join(folder, name))])
      await rm(path, { force: true });
    return new DiskJournal(contents, lock, options, surroundings);
  } catch (error) {
    if (lock?.kind === 'locked') await lock.release();
    return cannotJournal(folder, error);
  }
}
