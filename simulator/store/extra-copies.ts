import { contentKey, keyOfText, valueOfBody } from './content-key.ts';
import { isExpected, isHeld, type LeftDocument, MARK, type Matched, placeOfAltered } from './matching.ts';
import type { SentSpool } from './spool.ts';
import type { TemporaryFile } from './temporary-file.ts';

/** Documents of one content that no note has claimed. */
interface Copies {
  readonly documents: LeftDocument[];
  /** Positions of notes with this very content, at most as many as there are documents: those without a document first. */
  readonly answered: number[];
  readonly unanswered: number[];
  readonly lostById: number[];
  /** Those whose document was found, or is of this content although it should not be. */
  readonly held: number[];
}

/** What is known after all documents whose exact content was sent have found their notes. */
export interface Assigned {
  /** In the order in which the store gave them. */
  readonly left: readonly LeftDocument[];
  /** Copies beyond the first, by the note's position. */
  readonly extra: Map<number, number>;
}

/**
 * Gives each document left over whose exact content was sent to a note of that content: to one that was taken and not found yet, then
 * to one that nobody took (it was stored all the same), then to one whose document is not under its id. Whatever is more than there
 * are such notes makes duplicates, spread over all notes of that content. Reads the spool once more.
 */
export async function assignCopies(
  { marks, left }: Matched,
  spool: SentSpool,
  aside: TemporaryFile,
): Promise<Assigned> {
  const byKey = new Map<string, Copies>();
  for (const document of left) {
    const copies = byKey.get(document.key);
    if (copies === undefined) {
      const none = { answered: [], unanswered: [], lostById: [], held: [] };
      byKey.set(document.key, { documents: [document], ...none });
    } else copies.documents.push(document);
  }
  for await (const { position, note } of spool.spooled()) {
    const mark = marks.get(position);
    const enlist = (key: string, list: 'held' | 'answered' | 'unanswered' | 'lostById'): void => {
      const copies = byKey.get(key);
      if (copies !== undefined && copies[list].length < copies.documents.length) copies[list].push(position);
    };
    const key = contentKey(valueOfBody(note.body));
    const place = placeOfAltered(mark);
    if (isHeld(mark, isExpected(note))) enlist(key, 'held');
    else if (note.id !== null) enlist(key, 'lostById');
    else enlist(key, note.taken ? 'answered' : 'unanswered');
    if (place !== null) enlist(keyOfText(aside.at(place)), 'held');
  }
  const extra = new Map<number, number>();
  const rest: LeftDocument[] = [];
  for (const { documents, answered, unanswered, lostById, held } of byKey.values()) {
    const claimed = [...answered, ...unanswered, ...lostById].slice(0, documents.length);
    for (const position of claimed) marks.set(position, MARK.stored);
    const holders = [...held, ...claimed].sort((a, b) => a - b);
    const more = documents.slice(claimed.length);
    if (holders.length === 0) rest.push(...more);
    for (let index = 0; index < more.length && holders.length > 0; index++) {
      const holder = holders[index % holders.length]!;
      extra.set(holder, (extra.get(holder) ?? 0) + 1);
    }
  }
  return { left: rest.sort((a, b) => a.place - b.place), extra };
}
