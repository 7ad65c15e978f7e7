// The only file of the journal that writes to a disk. Everything here throws the operating system's errors; what they mean for a
// record is decided in segment-writer.ts.

import {
  closeSync,
  fdatasync,
  fstatSync,
  fsync,
  ftruncateSync,
  open,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** A file that is being written. */
export interface SegmentFile {
  /** Writes at the end, perhaps not all of it; gives the bytes that were taken. */
  write(bytes: Buffer): number;
  /** Its size, and whether it still has a name: one that was deleted can be written to, in vain. */
  state(): { readonly size: number; readonly named: boolean };
  truncate(size: number): void;
  /** Calls back once what was written is on the disk, and the file's name with it. */
  sync(done: (error: NodeJS.ErrnoException | null) => void): void;
  close(): void;
}

/** Where the files of a journal are made. */
export interface Disk {
  /** A new file. One that has its name already holds no record, for numbers are never given twice: it steps aside. */
  create(path: string): SegmentFile;
}

/** The disks of this machine. */
export const HOST_DISK: Disk = {
  create(path) {
    const file = openNew(path);
    let nameSynced = false;
    return {
      write: (bytes) => writeSync(file, bytes),
      state() {
        const { size, nlink } = fstatSync(file);
        return { size, named: nlink > 0 };
      },
      truncate: (size) => ftruncateSync(file, size),
      sync(done) {
        fdatasync(file, (error) => {
          if (error !== null || nameSynced) return done(error);
          nameSynced = true;
          syncFolder(dirname(path), () => done(null));
        });
      },
      close: () => closeSync(file),
    };
  },
};

/** Bodies and headers are nobody else's business. */
const FOR_OWNER = 0o600;

function openNew(path: string): number {
  try {
    return openSync(path, 'ax', FOR_OWNER);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    renameSync(path, `${path}.torn`);
    return openSync(path, 'ax', FOR_OWNER);
  }
}

/** Not every system lets a folder be synced; where it does not, there is no better way. */
function syncFolder(path: string, done: () => void): void {
  open(path, 'r', (error, folder) => {
    if (error !== null) return done();
    fsync(folder, () => {
      closeSync(folder);
      done();
    });
  });
}
