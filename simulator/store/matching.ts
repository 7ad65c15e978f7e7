// Sent and stored side by side, both read once and about in the same order; what waits for its counterpart is only what is out of
// order, and of that little more than a place on the disk.

import type { JsonValue } from '../../receiver/contract/contract.ts';
import { canonicalText, contentKey, keyOfText, valueOfBody } from './content-key.ts';
import { EqualQueues } from './equal-queues.ts';
import { Marks } from './marks.ts';
import { sameJson } from './same-json.ts';
import type { SentSpool, SpooledNote } from './spool.ts';
import type { StoredDocument } from './store.ts';
import type { TemporaryFile } from './temporary-file.ts';

/** How much of a run may be at hand. */
export interface MatchingLimits {
  /** So many notes are read ahead in search of a document's own: 1,024. */
  readonly ahead: number;
  /** Characters of bodies that wait in memory, 4 million; of those beyond only keys do. */
  readonly characters: number;
  /** Documents without a note that are set aside: 10,000 and twice as many as there are notes. The rest is counted. */
  readonly left: number;
}

/** A document that none of those is may stand behind a gap: the search moves on by so many with each such document. */
const STRIDE = 32;

/** What is known of a note so far: 0 is as expected (`isExpected`), a number above 0 is `alteredAt` of a place. */
export const MARK = { missing: -1, stored: -2 } as const;

/** The mark of a note of which the store holds something else, which is set aside at a place. */
export function alteredAt(place: number): number {
  return place + 1;
}

/** The place of what the store holds of a note; null if it holds it as it was sent, or not at all. */
export function placeOfAltered(mark: number): number | null {
  return mark > 0 ? mark - 1 : null;
}

/** Whether a note is thought to be in the store until the contrary is known: it was answered with 2xx, or knows its id there. */
export function isExpected({ taken, id }: { readonly taken: boolean; readonly id: string | null }): boolean {
  return taken || id !== null;
}

/** Whether the store holds something of a note with this mark. */
export function isHeld(mark: number, expected: boolean): boolean {
  return mark === 0 ? expected : mark !== MARK.missing;
}

/** A document without a note, set aside. */
export interface LeftDocument {
  readonly id: string | null;
  readonly key: string;
  /** Of its canonical text. */
  readonly place: number;
}

interface WaitingNote {
  readonly position: number;
  /** Null where only the key is known, or where the key says all. */
  body: string | null;
  readonly key: string | null;
}

/** A document that is not as the note with its id was sent. */
interface Altered {
  readonly position: number;
  readonly place: number;
  readonly key: string;
}

/** What both sides have in common so far, and what they have not. */
export interface Matched {
  readonly documents: number;
  readonly marks: Marks;
  readonly left: readonly LeftDocument[];
  /** Documents without a note that were too many to be set aside, and the first of all documents without one. */
  readonly dropped: number;
}

/**
 * Finds each note's document: by the id where the note has one, else by content. Notes that nobody took, and have no id, are left
 * for later: what the others claim is not theirs. Right for any order; in memory is what is out of order or altered, about 150 bytes
 * each.
 */
export class Matching {
  readonly #notes: AsyncIterator<SpooledNote>;
  readonly #aside: () => TemporaryFile;
  readonly #byIds: boolean;
  readonly #limits: MatchingLimits;
  readonly #marks = new Marks();
  readonly #notesById = new EqualQueues<WaitingNote>();
  readonly #notesByKey = new EqualQueues<WaitingNote>();
  readonly #documentsById = new EqualQueues<LeftDocument>();
  readonly #documentsByKey = new EqualQueues<LeftDocument>();
  /** By id, what is altered, as far as nothing later has the same id: for that would have overwritten it. */
  readonly #alteredById = new Map<string, Altered>();
  #documents = 0;
  #dropped = 0;
  #characters = 0;
  /** The note that is read next, and the one up to which they may be read. */
  #position = 0;
  #until: number;
  #ended = false;

  /** @param aside where documents are kept that wait; made when it is needed */
  constructor(spool: SentSpool, aside: () => TemporaryFile, limits: Partial<MatchingLimits> = {}) {
    this.#notes = spool.spooled()[Symbol.asyncIterator]();
    this.#aside = aside;
    this.#byIds = spool.withId > 0;
    this.#limits = { ahead: 1_024, characters: 4_000_000, left: 10_000 + 2 * spool.count, ...limits };
    this.#until = this.#limits.ahead;
  }

  async add(document: StoredDocument): Promise<void> {
    this.#documents += 1;
    const { id, body } = document;
    if (this.#byIds && id !== null) {
      const note = await this.#search(() => this.#notesById.take(id));
      if (note === undefined) this.#setAside(document, canonicalText(body));
      else this.#settle(note, id, body);
      return;
    }
    const text = canonicalText(body);
    const key = keyOfText(text);
    const note = await this.#search(() => this.#notesByKey.take(key));
    if (note === undefined) this.#setAside(document, text);
    else this.#found(note);
  }

  /** No more documents will come. */
  async end(): Promise<Matched> {
    while (!this.#ended) await this.#readNote();
    for (const waiting of [this.#notesById, this.#notesByKey])
      for (const [, { position }] of waiting) this.#marks.set(position, MARK.missing);
    const left = [this.#documentsById, this.#documentsByKey].flatMap((waiting) =>
      [...waiting].map(([, document]) => document),
    );
    left.sort((a, b) => a.place - b.place);
    return { documents: this.#documents, marks: this.#marks, left, dropped: this.#dropped };
  }

  async #search(take: () => WaitingNote | undefined): Promise<WaitingNote | undefined> {
    let note = take();
    while (note === undefined && !this.#ended && this.#position < this.#until) {
      await this.#readNote();
      note = take();
    }
    if (note === undefined) this.#until += STRIDE;
    return note;
  }

  async #readNote(): Promise<void> {
    const result = await this.#notes.next();
    if (result.done === true) {
      this.#ended = true;
      return;
    }
    const { position, note } = result.value;
    this.#position = position + 1;
    if (!isExpected(note)) {
      this.#until += 1;
      return;
    }
    if (note.id === null) {
      const key = contentKey(valueOfBody(note.body));
      const document = this.#documentsByKey.take(key);
      const waiting = { position, body: null, key: null };
      if (document === undefined) this.#notesByKey.add(key, waiting);
      else this.#found(waiting);
      return;
    }
    const document = this.#documentsById.take(note.id);
    const overwritten = this.#alteredById.get(note.id);
    if (document !== undefined) {
      if (contentKey(valueOfBody(note.body)) !== document.key)
        this.#alter(note.id, { ...document, position });
      this.#found({ position, body: null, key: null });
    } else if (overwritten !== undefined) {
      this.#marks.set(overwritten.position, MARK.missing);
      if (contentKey(valueOfBody(note.body)) === overwritten.key) this.#alteredById.delete(note.id);
      else this.#alter(note.id, { ...overwritten, position });
      this.#found({ position, body: null, key: null });
    } else this.#notesById.add(note.id, this.#waiting(position, note.body));
  }

  #waiting(position: number, body: string): WaitingNote {
    if (this.#characters + body.length > this.#limits.characters)
      return { position, body: null, key: contentKey(valueOfBody(body)) };
    this.#characters += body.length;
    return { position, body, key: null };
  }

  #found({ position, body }: WaitingNote): void {
    this.#characters -= body?.length ?? 0;
    this.#until = Math.max(this.#until, position + this.#limits.ahead);
  }

  /** The same id: is it the same content? Of several notes with one id a later one has overwritten what was there. */
  #settle(first: WaitingNote, id: string, body: JsonValue): void {
    let note = first;
    for (;;) {
      this.#found(note);
      const same =
        note.body === null ? note.key === contentKey(body) : sameJson(valueOfBody(note.body), body);
      if (same) return;
      const later = this.#notesById.take(id);
      if (later === undefined) break;
      this.#marks.set(note.position, MARK.missing);
      note = later;
    }
    const text = canonicalText(body);
    this.#alter(id, { position: note.position, place: this.#aside().add(text), key: keyOfText(text) });
  }

  #alter(id: string, { position, place, key }: Altered): void {
    this.#marks.set(position, alteredAt(place));
    this.#alteredById.set(id, { position, place, key });
  }

  #setAside({ id }: StoredDocument, text: string): void {
    const waiting = this.#documentsById.size + this.#documentsByKey.size;
    if (waiting >= this.#limits.left) {
      // All notes are needed at hand now: a document that is none of theirs is then nobody's.
      this.#until = Number.POSITIVE_INFINITY;
      if (this.#ended) {
        this.#dropped += 1;
        return;
      }
    }
    const key = keyOfText(text);
    const document = { id: this.#byIds ? id : null, key, place: this.#aside().add(text) };
    if (document.id === null) this.#documentsByKey.add(key, document);
    else this.#documentsById.add(document.id, document);
  }
}
