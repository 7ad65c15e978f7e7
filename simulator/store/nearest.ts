import type { JsonValue } from '../../receiver/contract/contract.ts';
import { parseJson } from '../../receiver/document/exact-number.ts';
import { valueOfBody } from './content-key.ts';
import type { Assigned } from './extra-copies.ts';
import { type Closeness, familyKey, type Likeness, likenessOf } from './likeness.ts';
import type { Marks } from './marks.ts';
import { alteredAt, isExpected, isHeld, type LeftDocument } from './matching.ts';
import type { SentSpool } from './spool.ts';
import type { TemporaryFile } from './temporary-file.ts';

/** A document must still say so much of what was sent to be the same notification. */
const ENOUGH = 0.5;
/**
 * Where a document's note is looked for, around the one after that which was found last, for both sides are about in one order: the
 * best of each stretch is taken, and of an earlier stretch rather than of a later one.
 */
const STRETCHES: readonly (readonly [from: number, to: number])[] = [
  [0, 12],
  [-8, 0],
  [12, 48],
  [-32, -8],
];
/** Comparisons beyond those that a whole run may cost. */
const MOST_SEARCHED = 100_000;
/** Where so many have not been found by one demand, and few have, the rest is not looked for by it. */
const MOST_FAILED = 500;
/** Bodies that are kept parsed. */
const MOST_VALUES = 256;

interface LostNote {
  readonly position: number;
  readonly place: number;
}

interface Family {
  readonly documents: LeftDocument[];
  readonly notes: LostNote[];
}

/**
 * Gives each document that was not sent in this form to the note without a document that it is nearest to: the same texts, so the
 * same group, event and state, and most values. Marks those notes as altered; gives back the documents that are nobody's. Reads the
 * spool twice more.
 */
export async function pairNearest(
  { left, extra }: Assigned,
  marks: Marks,
  spool: SentSpool,
  aside: TemporaryFile,
): Promise<readonly LeftDocument[]> {
  const families = familiesOf(left, await namesIn(spool), aside);
  for await (const { position, place, note } of spool.spooled()) {
    if (isHeld(marks.get(position), isExpected(note))) continue;
    families.get(familyKey(valueOfBody(note.body), null))?.notes.push({ position, place });
  }
  const valueAt = remembering((place: number) => valueOfBody(spool.noteAt(place).body));
  const budget = { searched: 0 };
  const nobodys: LeftDocument[] = [];
  for (const family of families.values()) {
    const pairing = new Pairing(family.notes, valueAt, budget);
    let open: readonly LeftDocument[] = family.documents;
    // The surest first: after a gap the nearest of those around would else be another one.
    for (const demand of ['sure', 'explained', 'alike'] as const) {
      pairing.demand(demand);
      open = open.filter((document) => {
        if (pairing.isHopeless) return true;
        const found = pairing.find(document.key, parseJson(aside.at(document.place)) as JsonValue);
        if (found?.kind === 'copy') extra.set(found.position, (extra.get(found.position) ?? 0) + 1);
        if (found?.kind === 'altered') marks.set(found.position, alteredAt(document.place));
        return found === null;
      });
    }
    nobodys.push(...open);
  }
  return nobodys.sort((a, b) => a.place - b.place);
}

/** The names that sent bodies have on their outermost level. */
async function namesIn(spool: SentSpool): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const note of spool.notes()) {
    const value = valueOfBody(note.body);
    if (typeof value === 'object' && value !== null) for (const name of Object.keys(value)) names.add(name);
  }
  return names;
}

function familiesOf(
  left: readonly LeftDocument[],
  names: ReadonlySet<string>,
  aside: TemporaryFile,
): Map<string, Family> {
  const families = new Map<string, Family>();
  for (const document of left) {
    const key = familyKey(parseJson(aside.at(document.place)) as JsonValue, names);
    const family = families.get(key);
    if (family === undefined) families.set(key, { documents: [document], notes: [] });
    else family.documents.push(document);
  }
  return families;
}

type Found = { readonly kind: 'altered' | 'copy'; readonly position: number };

interface Candidate {
  readonly index: number;
  readonly likeness: Likeness;
}

/** The documents and notes of one family. */
class Pairing {
  readonly #notes: readonly LostNote[];
  readonly #valueAt: (place: number) => JsonValue;
  readonly #budget: { searched: number };
  readonly #used = new Set<LostNote>();
  /** By content of the document: with which note it was paired, and how well. */
  readonly #paired = new Map<string, { readonly position: number; readonly share: number }>();
  #demand: Closeness = 'sure';
  #next = 0;
  #found = 0;
  #failed = 0;

  constructor(
    notes: readonly LostNote[],
    valueAt: (place: number) => JsonValue,
    budget: { searched: number },
  ) {
    this.#notes = notes;
    this.#valueAt = valueAt;
    this.#budget = budget;
  }

  /** How near a note must be from now on; documents are looked at from the first on again. */
  demand(closeness: Closeness): void {
    this.#demand = closeness;
    this.#next = 0;
    this.#found = 0;
    this.#failed = 0;
  }

  /** This demand is not worth the time. */
  get isHopeless(): boolean {
    return this.#demand !== 'alike' && this.#failed > MOST_FAILED && this.#found * 10 < this.#failed;
  }

  find(key: string, value: JsonValue): Found | null {
    const best = this.#search(value);
    const earlier = this.#paired.get(key);
    if (earlier !== undefined && (best === null || best.likeness.share < earlier.share))
      return { kind: 'copy', position: earlier.position };
    if (best === null) {
      this.#failed += 1;
      return null;
    }
    this.#found += 1;
    const note = this.#notes[best.index]!;
    this.#next = best.index + 1;
    this.#used.add(note);
    if (earlier === undefined) this.#paired.set(key, { position: note.position, share: best.likeness.share });
    return { kind: 'altered', position: note.position };
  }

  #search(value: JsonValue): Candidate | null {
    const next = this.#next;
    for (const [from, to] of STRETCHES) {
      const best = this.#best(value, next + from, next + to);
      if (best !== null) return best;
    }
    const room = MOST_SEARCHED - this.#budget.searched;
    const [after, before] = [next + 48, next - 32];
    const best =
      this.#best(value, after, after + room) ?? this.#best(value, Math.max(0, before - room), before);
    const { length } = this.#notes;
    this.#budget.searched += Math.min(room, Math.max(0, length - after) + Math.max(0, before));
    return best;
  }

  #best(value: JsonValue, from: number, to: number): Candidate | null {
    let best: Candidate | null = null;
    for (let index = Math.max(0, from); index < Math.min(to, this.#notes.length); index++) {
      const note = this.#notes[index]!;
      if (this.#used.has(note)) continue;
      const likeness = likenessOf(this.#valueAt(note.place), value);
      if (likeness === null || likeness.share < ENOUGH) continue;
      if (likeness.closeness === 'sure') return { index, likeness };
      if (this.#demand === 'sure') continue;
      if (this.#demand === 'explained' && likeness.closeness === 'alike') continue;
      if (likeness.share > (best?.likeness.share ?? 0)) best = { index, likeness };
    }
    return best;
  }
}

/** Remembers the last few values. */
function remembering<T>(read: (place: number) => T): (place: number) => T {
  const values = new Map<number, T>();
  return (place) => {
    const known = values.get(place);
    if (known !== undefined) return known;
    if (values.size >= MOST_VALUES) values.delete(values.keys().next().value!);
    const value = read(place);
    values.set(place, value);
    return value;
  };
}
