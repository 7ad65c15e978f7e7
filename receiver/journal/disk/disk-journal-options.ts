import type { HostTime } from '../../wall-clock.ts';
import type { JournalLimits, ListenerTrouble } from '../journal.ts';
import type { RecentContents } from '../received.ts';
import type { Disk } from './disk.ts';

/**
 * What must have happened before a request is answered: `write` hands it to the operating system, which keeps it when the process
 * is killed; `sync` waits until the disk has it, which keeps it when the machine goes down.
 */
export type Durability = 'write' | 'sync';

/** How much of a journal is kept; the oldest records go first, whole files of them, and leave a gap. What is left out is not limited. */
export interface Retention {
  /** Of all its files together. A single record that is larger is kept all the same, until there is a newer one. */
  readonly bytes?: number;
  /** Nothing that came longer ago, in milliseconds of the receiver's clock; up to an eighth longer is possible. */
  readonly ageMs?: number;
}

/** How a journal is kept in a folder. */
export interface DiskJournalOptions {
  /** Is made if need be. What stands there from before is continued. */
  readonly folder: string;
  /** Default `write`. */
  readonly durability?: Durability;
  /** A new file is begun once one has so many bytes. Default 64 MiB. */
  readonly segmentBytes?: number;
  /** Default: everything is kept. */
  readonly retention?: Retention;
  /** Records that stay at hand in memory besides. Default 1,000, and 4 MiB. */
  readonly atHand?: JournalLimits;
  /** Where the files are made. Default: the disks of this machine. */
  readonly disk?: Disk;
}

/** What a journal in a folder needs from those around it. */
export interface DiskJournalSurroundings {
  /** Runs an action when everything that has already come in over the network was seen to. */
  readonly afterThisTurn: (action: () => void) => void;
  /** The receiver's clock, in milliseconds since 1970. Needed for an age. */
  readonly nowMs?: () => number;
  /** Real time for what is done on the side. Default: closed files are not compressed. */
  readonly after?: HostTime['after'];
  readonly contents?: RecentContents;
  readonly onTrouble?: ListenerTrouble;
}
