import { type Disk, HOST_DISK } from '../../../../receiver/journal/disk/disk.ts';

/** A disk of this machine that fails when it is told to. */
export interface FailingDisk extends Disk {
  /** Bytes that it still takes. */
  room: number;
  /** Codes of the errors of what is not about room; null for none. */
  createFails: string | null;
  truncateFails: boolean;
  syncFails: boolean;
  /** Syncs that wait for the test to let them come to their end; null where they are not held. */
  held: (() => void)[] | null;
  syncs: number;
}

function failure(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

/** A disk with room for everything, to begin with. */
export function failingDisk(): FailingDisk {
  const disk: FailingDisk = {
    room: Number.POSITIVE_INFINITY,
    createFails: null,
    truncateFails: false,
    syncFails: false,
    held: null,
    syncs: 0,
    create(path) {
      if (disk.createFails !== null) throw failure(disk.createFails);
      const file = HOST_DISK.create(path);
      return {
        ...file,
        write(bytes) {
          if (disk.room === 0) throw failure('ENOSPC');
          const part = bytes.subarray(0, Math.min(bytes.length, disk.room));
          disk.room -= part.length;
          return file.write(part);
        },
        truncate(size) {
          if (disk.truncateFails) throw failure('EIO');
          disk.room += file.state().size - size;
          file.truncate(size);
        },
        sync(done) {
          disk.syncs += 1;
          const end = (): void => {
            if (disk.syncFails) done(failure('EIO'));
            else file.sync(done);
          };
          if (disk.held === null) end();
          else disk.held.push(end);
        },
      };
    },
  };
  return disk;
}
