import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { JournalPage, JournalRange } from '../journal.ts';
import { RecentContents } from '../received.ts';
import type { FolderContents } from './account.ts';
import { userOf } from './folder-lock.ts';
import { MANIFEST_NAME } from './manifest.ts';
import { openFolder } from './open-folder.ts';
import { ReadBack } from './read-back.ts';
import { type CannotJournal, reasonOf } from './trouble.ts';

/** A journal as it stood when it was looked at; nothing is written to its folder, and another process may be using it. */
export interface FolderReading extends FolderContents {
  readonly kind: 'journal';
  readonly folder: string;
  /** The process that is using it; null where there is none. */
  readonly usedBy: number | null;
  /** See `Journal.pages`. Files that are deleted meanwhile become gaps. */
  pages(range?: JournalRange): AsyncIterableIterator<JournalPage>;
}

/** How often a folder is looked at anew because another process changed its files meanwhile. */
const ATTEMPTS = 8;

/**
 * Reads what a journal's folder holds; one that cannot be read, or is none, comes back as a value.
 * @param everything reads all files in full, instead of those that were touched
 */
export async function readFolder(
  folder: string,
  everything: boolean,
): Promise<FolderReading | CannotJournal> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const before = await manifestTime(folder);
      const contents = await openFolder(folder, everything);
      if (attempt < ATTEMPTS && before !== (await manifestTime(folder))) continue;
      const { segments, gaps, startNumber, nextNumber } = contents;
      if (nextNumber === 1 && before === null) return noJournal(folder);
      const lastNumber = nextNumber - 1;
      const readBack = new ReadBack({
        segments,
        gaps,
        startNumber,
        lastNumber,
        contents: new RecentContents(),
      });
      return {
        kind: 'journal',
        folder,
        ...contents,
        usedBy: await userOf(folder),
        pages: (range = {}) => readBack.pages(range),
      };
    } catch (error) {
      const { code, path = folder } = error as NodeJS.ErrnoException;
      // A file that was there a moment ago was compressed, or deleted because of its age.
      if (code === 'ENOENT' && basename(path) !== basename(folder) && attempt < ATTEMPTS) continue;
      return cannotRead(folder, error);
    }
  }
}

const NAME_IT = 'name the folder that was given to --journal; a run keeps one for each scenario in it';

async function manifestTime(folder: string): Promise<number | null> {
  return (await stat(join(folder, MANIFEST_NAME)).catch(() => null))?.mtimeMs ?? null;
}

function noJournal(folder: string): CannotJournal {
  return {
    kind: 'cannot journal',
    code: 'NO_JOURNAL',
    message: `there is no journal in ${folder}`,
    hint: NAME_IT,
  };
}

function cannotRead(folder: string, error: unknown): CannotJournal {
  const { code, why, hint } = reasonOf(error);
  const kind = 'cannot journal';
  if (code === 'ENOENT') return { kind, code, message: `there is no folder ${folder}`, hint: NAME_IT };
  return {
    kind,
    code,
    message: `cannot read the journal in ${folder}: ${why}`,
    hint: code === 'EACCES' || code === 'EPERM' ? 'read it as the user who wrote it' : hint,
  };
}
