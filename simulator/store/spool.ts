import type { EventName } from '../../receiver/contract/vocabulary.ts';
import type { PostOutcome } from '../sender/transport.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import { type SentNote, StoreFailure } from './store.ts';
import { TemporaryFile, type TemporaryFileOptions } from './temporary-file.ts';

/** A note with where it stands in the spool. */
export interface SpooledNote {
  /** How many were added before it. */
  readonly position: number;
  /** For `noteAt`. */
  readonly place: number;
  readonly note: SentNote;
}

/** What was sent, kept outside memory until the store is compared with it. */
export interface SentSpool {
  /**
   * Called once for every notification when its attempt has ended. Buffered; never throws: if the disk has no room, `trouble` says so
   * from then on, and nothing can be read any more but by `rescued`. Whether it took this one.
   */
  add(note: SentNote): boolean;
  /** In the order of adding, all that were added by the time of the call; as often as wanted. Throws StoreFailure. */
  notes(): AsyncIterable<SentNote>;
  /** The same with their places. Throws StoreFailure. */
  spooled(): AsyncIterable<SpooledNote>;
  /** All that were taken, also after trouble, as far as they can still be read. Never throws. */
  rescued(): Iterable<SentNote>;
  /** The one at a place. Throws StoreFailure. */
  noteAt(place: number): SentNote;
  /** Notes that were added. */
  readonly count: number;
  /** Those of them that were answered with 2xx, and those that know the store's id. */
  readonly taken: number;
  readonly withId: number;
  /** Why not everything was kept; null while it was. */
  readonly trouble: EnvironmentTrouble | null;
  /** Removes it; never throws. */
  close(): void;
}

/** The small part of a note, as it stands before the body. */
type Head = readonly [
  number: number,
  group: string,
  event: EventName,
  atMs: number,
  id: string | null,
  outcome: PostOutcome,
];

/** In a temporary file of its own; trouble where none can be had. */
export function openSpool(options: TemporaryFileOptions = {}): SentSpool | EnvironmentTrouble {
  try {
    return new FileSpool(new TemporaryFile(options));
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    return error.trouble;
  }
}

class FileSpool implements SentSpool {
  readonly #file: TemporaryFile;
  #failure: StoreFailure | null = null;
  #count = 0;
  #taken = 0;
  #withId = 0;

  constructor(file: TemporaryFile) {
    this.#file = file;
  }

  add(note: SentNote): boolean {
    this.#count += 1;
    if (note.taken) this.#taken += 1;
    if (note.id !== null) this.#withId += 1;
    try {
      this.#file.add(textOf(note));
      return true;
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      this.#failure ??= error;
      return false;
    }
  }

  *rescued(): Generator<SentNote> {
    for (const text of this.#file.rescued()) yield noteOf(text);
  }

  async *notes(): AsyncGenerator<SentNote> {
    for await (const { note } of this.spooled()) yield note;
  }

  async *spooled(): AsyncGenerator<SpooledNote> {
    let position = 0;
    for await (const { place, text } of this.#open().all()) {
      yield { position, place, note: noteOf(text) };
      position += 1;
    }
  }

  noteAt(place: number): SentNote {
    return noteOf(this.#open().at(place));
  }

  get count(): number {
    return this.#count;
  }

  get taken(): number {
    return this.#taken;
  }

  get withId(): number {
    return this.#withId;
  }

  get trouble(): EnvironmentTrouble | null {
    return this.#failure?.trouble ?? null;
  }

  close(): void {
    this.#file.close();
  }

  #open(): TemporaryFile {
    if (this.#failure !== null) throw this.#failure;
    return this.#file;
  }
}

function textOf({ number, group, event, atMs, id, outcome, taken, body }: SentNote): string {
  const head: Head = [number, group, event, atMs, id, outcome];
  // JSON has no line end of its own inside: the first one ends the head.
  return `${taken ? '+' : '-'}${JSON.stringify(head)}\n${body}`;
}

function noteOf(text: string): SentNote {
  const end = text.indexOf('\n');
  const [number, group, event, atMs, id, outcome] = JSON.parse(text.slice(1, end)) as Head;
  return { number, group, event, atMs, id, outcome, taken: text[0] === '+', body: text.slice(end + 1) };
}
