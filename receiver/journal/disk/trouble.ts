import type { NotRecorded } from '../journal.ts';

/** Why a folder cannot be used; a returned value, because a wrong path is nothing unusual. */
export interface CannotJournal {
  readonly kind: 'cannot journal';
  /** The operating system's code, such as `EACCES`; `LOCKED` where another process uses the folder. */
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
}

const ROOM = 'make room, or choose a folder on another disk';
const RIGHTS = 'choose a folder that you may write to';

const TROUBLES: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  ENOSPC: ['the disk is full', ROOM],
  EDQUOT: ['the quota on the disk is used up', ROOM],
  EFBIG: ['the file would be larger than the system allows', ROOM],
  EROFS: ['the disk is read-only', RIGHTS],
  EACCES: ['it is not permitted', RIGHTS],
  EPERM: ['it is not permitted', RIGHTS],
  ENOTDIR: ['it is not a folder', 'name a folder; it is made if need be'],
  EEXIST: ['a file is in its place', 'name a folder; it is made if need be'],
  ENOENT: ['it is no longer there', 'was it deleted or moved away?'],
  EMFILE: ['the process has too many open files', 'raise the limit: ulimit -n'],
  EIO: ['the disk reports an error', 'is the disk sound?'],
};

/** What is wrong, in plain words. */
export function reasonOf(error: unknown): {
  readonly code: string;
  readonly why: string;
  readonly hint: string;
} {
  const { code = 'error', message } = error as NodeJS.ErrnoException;
  const [why, hint] = TROUBLES[code] ?? [message, 'try another folder'];
  return { code, why, hint };
}

/** A folder that cannot be used, and why. */
export function cannotJournal(folder: string, error: unknown): CannotJournal {
  const { code, why, hint } = reasonOf(error);
  return { kind: 'cannot journal', code, message: `cannot keep a journal in ${folder}: ${why}`, hint };
}

/** A record that could not be written, and why. */
export function notRecorded(error: unknown): NotRecorded {
  const { code, why } = reasonOf(error);
  return { kind: 'not recorded', code, reason: `not recorded: ${why} (${code})` };
}
