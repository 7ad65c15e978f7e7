import { expect, test } from 'vitest';
import type { JsonValue } from '../../../receiver/contract/contract.ts';
import type { SentNote, StoredDocument } from '../../../simulator/store/store.ts';
import fc from '../../support/fast-check.ts';
import { compared, someBody, someNote, words } from './kept-store.ts';

/** What is to be told of every note, found with whole lists and no regard to time or memory. */
function told(notes: readonly SentNote[], held: readonly StoredDocument[]): readonly string[] {
  const left = [...held];
  const found = new Map<SentNote, JsonValue>();
  const textOf = (value: JsonValue): string => JSON.stringify(value);
  const claim = (note: SentNote, isIts: (document: StoredDocument) => boolean): void => {
    if (found.has(note)) return;
    const index = left.findIndex(isIts);
    if (index !== -1) found.set(note, left.splice(index, 1)[0]!.body);
  };
  for (const note of notes) if (note.id !== null) claim(note, ({ id }) => id === note.id);
  for (const ranks of [
    (note: SentNote) => note.id === null && note.taken,
    (note: SentNote) => note.id === null && !note.taken,
    (note: SentNote) => note.id !== null,
  ]) {
    for (const note of notes) if (ranks(note)) claim(note, ({ body }) => textOf(body) === note.body);
  }
  const times = new Map<SentNote, number>();
  for (const text of new Set(left.map(({ body }) => textOf(body)))) {
    const holders = notes.filter(
      (note) => found.has(note) && (note.body === text || textOf(found.get(note)!) === text),
    );
    const copies = left.filter(({ body }) => textOf(body) === text).length;
    for (let copy = 0; copy < copies && holders.length > 0; copy += 1) {
      const holder = holders[copy % holders.length]!;
      times.set(holder, (times.get(holder) ?? 1) + 1);
    }
  }
  return notes.map((note) => {
    if (!found.has(note)) return 'missing';
    if (times.has(note)) return `duplicated ${times.get(note)}`;
    return textOf(found.get(note)!) === note.body ? 'stored' : 'altered';
  });
}

/** A few contents, so that many are equal; names tell them apart, so that none is near to another. */
const content = fc.nat(4).map((which) => someBody(`group ${'abcde'[which]}`, which));
const stranger = fc.nat(3).map((which) => ({ stranger: which }));

const sent = fc.record({
  content,
  way: fc.constantFrom('taken', 'taken', 'taken with id', 'taken with id', 'lost'),
  /** How many copies the store has, and how far they moved from their place. */
  copies: fc.constantFrom(0, 1, 1, 1, 1, 2, 3),
  moved: fc.integer({ min: -6, max: 6 }),
  altered: fc.option(content, { freq: 8 }),
  losesId: fc.constantFrom(false, false, false, true),
});

const world = fc
  .record({
    sent: fc.array(sent, { maxLength: 60 }),
    strangers: fc.array(fc.record({ body: stranger, at: fc.nat(60) }), { maxLength: 5 }),
    shuffled: fc.boolean(),
    seed: fc.nat(),
  })
  .map(({ sent: all, strangers, shuffled, seed }) => {
    const notes = all.map((each, index) =>
      someNote(index + 1, each.content, {
        taken: each.way !== 'lost',
        id: each.way === 'taken with id' ? `id-${index + 1}` : null,
      }),
    );
    const held: { readonly at: number; readonly document: StoredDocument }[] = [];
    for (const [index, each] of all.entries()) {
      for (let copy = 0; copy < each.copies; copy += 1) {
        const id = copy === 0 && !each.losesId ? notes[index]!.id : null;
        // Without an id nobody could say whose it is.
        const body = id !== null && each.altered !== null ? each.altered : each.content;
        const at = shuffled ? (index * 7_919 + copy * 31 + seed) % 101 : index + each.moved + copy;
        held.push({ at, document: { id: id ?? (copy > 1 ? `copy-${index}-${copy}` : null), body } });
      }
    }
    for (const { body, at } of strangers) held.push({ at, document: { id: null, body } });
    held.sort((a, b) => a.at - b.at);
    return { notes, held: held.map(({ document }) => document) };
  });

test.each([
  ['as it is', {}],
  ['with hardly any look ahead', { ahead: 1 }],
  ['with hardly any memory', { ahead: 3, characters: 300 }],
])('What is told of every note is what whole lists would tell: %s', async (_, limits) => {
  await fc.assert(
    fc.asyncProperty(world, async ({ notes, held }) => {
      const result = await compared(notes, held, limits);
      expect(words(result)).toEqual(told(notes, held));
      const { documents, unexpected, unexpectedFirst } = result.comparison;
      expect(documents).toBe(held.length);
      const never = held.filter(({ body }) => !('GSW_USER_EVENT' in (body as object)));
      const unclaimed = unexpectedFirst.filter(({ body }) => 'GSW_USER_EVENT' in (body as object));
      expect(unexpected).toBe(never.length + unclaimed.length);
    }),
    { numRuns: 60 },
  );
});

/** Every body its own, and what a store without ids makes of some of them. */
const bodyOf = (index: number): JsonValue =>
  someBody(`group ${index % 3}`, (index * 7_919) / 100_003, { GSW_STAT_HIT_RATIO: index / 997 });
const ALTERATIONS: readonly ((body: Record<string, JsonValue>) => JsonValue)[] = [
  (body) => ({ ...body, GSW_STAT_BUSY_FACTOR: Math.fround(body.GSW_STAT_BUSY_FACTOR as number) }),
  (body) => ({ ...body, GSW_STAT_HIT_RATIO: String(body.GSW_STAT_HIT_RATIO) }),
  (body) => ({ ...body, host: 'a gateway' }),
];

test('Of bodies that all differ, each altered one is paired with its own note, in whatever order', async () => {
  const fate = fc.constantFrom('kept', 'kept', 'kept', 'dropped', 'altered 0', 'altered 1', 'altered 2');
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { maxLength: 80 }), fc.boolean(), async (fates, reversed) => {
      const notes = fates.map((_, index) => someNote(index + 1, bodyOf(index)));
      const held = fates.flatMap((each, index): readonly StoredDocument[] => {
        if (each === 'dropped') return [];
        const body = bodyOf(index) as Record<string, JsonValue>;
        const alter = ALTERATIONS[Number(each.split(' ')[1])];
        return [{ id: null, body: alter === undefined ? body : alter(body) }];
      });
      const result = await compared(notes, reversed ? held.reverse() : held);
      const alike = (index: number, each: string): boolean => {
        const body = bodyOf(index) as Record<string, JsonValue>;
        const alter = ALTERATIONS[Number(each.split(' ')[1])];
        return alter === undefined || JSON.stringify(alter(body)) === JSON.stringify(body);
      };
      expect(words(result)).toEqual(
        fates.map((each, index) =>
          each === 'dropped' ? 'missing' : alike(index, each) ? 'stored' : 'altered',
        ),
      );
      for (const stored of result.told.values())
        if (stored.kind === 'altered') expect(stored.differences.length).toBe(1);
    }),
    { numRuns: 60 },
  );
});
