import {
  accessSync,
  appendFileSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Destination } from './reporter.ts';

/** The mode of a new file: what notifications and answers hold is for nobody else on the machine. */
export const FOR_OWNER = 0o600;

/**
 * A file that is replaced atomically: the text is written beside it, forced to the disk and renamed, so that there is never half a
 * report. What is no regular file, such as a pipe or /dev/null, is written into as it is. A new file is for its owner alone; one
 * that exists keeps its mode.
 */
export function fileDestination(path: string, processId: number): Destination {
  const file = followed(path);
  const open = isOpenAlready(path);
  let handle: number | null = null;
  return {
    name: path,
    replace: (text) => {
      const stats = statOf(file);
      if (open || (stats !== null && !stats.isFile())) appendFileSync(file, text);
      else replaceFile(file, text, processId);
    },
    append: (text) => {
      // A report that grows is there to its last line, whatever ends the process.
      handle ??= openSync(file, open ? 'a' : 'w', FOR_OWNER);
      writeAll(handle, text);
    },
    close: () => {
      if (handle !== null) closeSync(handle);
      handle = null;
    },
  };
}

/** A file that others write into, too: what is there stays. */
export function appendingTo(path: string): Destination {
  const append = (text: string): void => appendFileSync(path, text, { mode: FOR_OWNER });
  return { name: path, replace: append, append, present: () => statOf(path)?.size ?? 0, close: () => {} };
}

/** Standard output, for a report that is asked for without a file. */
export function standardOutput(out: (text: string) => void): Destination {
  return { name: 'standard output', replace: out, append: out, close: () => {} };
}

/** Whether a path means what a process has open, such as /dev/stderr: others write there, too, so that it is added to. */
function isOpenAlready(path: string): boolean {
  return /^\/(?:dev\/(?:fd\/\d+|std(?:in|out|err))|proc\/[^/]+\/fd\/\d+)$/.test(path);
}

/** Why a report cannot be written to a path, in a few words; null where it can, as far as can be told beforehand. */
export function whyUnwritable(path: string): string | null {
  if (path.trim() === '' || path.includes('\0')) return 'that is no name of a file';
  const file = followed(path);
  // The longest name that the usual file systems take, with room for the one that is written beside it.
  if (Buffer.byteLength(basename(file)) > 230) return 'its name is too long';
  const stats = statOf(file);
  if (stats?.isDirectory()) return 'it is a folder: name a file in it';
  const folder = dirname(file);
  const around = statOf(folder);
  if (around === null) return `there is no folder ${dirname(path)}`;
  if (!around.isDirectory()) return `${dirname(path)} is no folder`;
  try {
    if (stats !== null) accessSync(file, constants.W_OK);
    // The file is replaced by a new one beside it.
    if (stats === null || stats.isFile()) accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EROFS' ? 'its disk is mounted read-only' : 'it may not be written by this user';
  }
  return null;
}

/** The file that a path means, links followed as far as they lead somewhere. */
export function followed(path: string): string {
  const absolute = resolve(path);
  const real = realPath(absolute);
  if (real !== null) return real;
  const folder = realPath(dirname(absolute));
  return folder === null ? absolute : join(folder, basename(absolute));
}

function replaceFile(file: string, text: string, processId: number): void {
  const beside = join(dirname(file), `.${basename(file)}.${processId}.part`);
  try {
    const before = statOf(file);
    const handle = openSync(beside, 'w', FOR_OWNER);
    try {
      if (before !== null) fchmodSync(handle, before.mode & 0o777);
      writeAll(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function writeAll(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
