import { describe, expect, test } from 'vitest';
import { invalidUtf8At } from '../../../receiver/json/invalid-utf8.ts';
import { countMembers, outline } from '../../../receiver/json/outline.ts';
import { walkJson } from '../../../receiver/json/walk.ts';
import fc from '../../support/fast-check.ts';

/** A JSON value whose objects are lists of members, so that a key can stand twice. */
type Written =
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Written])[] }
  | { readonly kind: 'list'; readonly items: readonly Written[] }
  | { readonly kind: 'plain'; readonly text: string };

const { written } = fc.letrec<{ written: Written }>((tie) => ({
  written: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc
      .constantFrom('1', 'null', '"a:{"', '-0.5e3', '[]', '{}')
      .map((text): Written => ({ kind: 'plain', text })),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', '__proto__', 'x y', '"', '\u00fc'), tie('written')), {
        maxLength: 5,
      })
      .map((members): Written => ({ kind: 'object', members })),
    fc.array(tie('written'), { maxLength: 3 }).map((items): Written => ({ kind: 'list', items })),
  ),
}));

function textOf(value: Written): string {
  if (value.kind === 'plain') return value.text;
  if (value.kind === 'list') return `[ ${value.items.map(textOf).join(' , ')}]`;
  return `{${value.members.map(([key, member]) => `${JSON.stringify(key)}:\n${textOf(member)}`).join(',\t')} }`;
}

/** The naive reference: by recursion, over the members as they were written. */
function duplicatesOf(value: Written, path: string): string[] {
  if (value.kind === 'plain') return [];
  if (value.kind === 'list')
    return value.items.flatMap((item, index) => duplicatesOf(item, `${path}[${index}]`));
  return value.members.flatMap(([key, member], index) => {
    const plain = /^[a-z_]+$/.test(key);
    const own = plain ? `${path}${path === '' ? '' : '.'}${key}` : `${path}[${JSON.stringify(key)}]`;
    const again = value.members.slice(0, index).some(([earlier]) => earlier === key);
    return [...(again ? [own] : []), ...duplicatesOf(member, own)];
  });
}

const membersOf = (value: Written): number =>
  value.kind === 'plain'
    ? 0
    : value.kind === 'list'
      ? value.items.reduce((sum, item) => sum + membersOf(item), 0)
      : value.members.reduce((sum, [, member]) => sum + 1 + membersOf(member), 0);

describe('Duplicate keys', () => {
  test('are exactly those that a naive search finds', () => {
    let withDuplicates = 0;
    fc.assert(
      fc.property(written, (value) => {
        const expected = [...new Set(duplicatesOf(value, ''))];
        if (expected.length > 0) withDuplicates += 1;
        expect(walkJson(textOf(value), 1_000)).toEqual({ mistake: null, duplicateKeys: expected });
      }),
      { numRuns: 500, seed: 3 },
    );
    expect(withDuplicates).toBeGreaterThan(50);
  });

  test('show in the count of members alone', () => {
    fc.assert(
      fc.property(written, (value) => {
        const text = textOf(value);
        const { members } = outline(Buffer.from(text), 100);
        expect(members).toBe(membersOf(value));
        expect(countMembers(JSON.parse(text)) < members).toBe(duplicatesOf(value, '').length > 0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('A mistake', () => {
  const damaged = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '\\', '\n', '0', 'x'), fc.boolean())
    .map(([text, at, put, replace]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + put + text.slice(cut + (replace ? 1 : 0));
    });

  test('is found exactly where JSON.parse finds one too', () => {
    let mistakes = 0;
    fc.assert(
      fc.property(damaged, (text) => {
        let fine = true;
        try {
          JSON.parse(text);
        } catch {
          fine = false;
          mistakes += 1;
        }
        expect(walkJson(text, 10).mistake === null).toBe(fine);
      }),
      { numRuns: 2_000, seed: 5 },
    );
    expect(mistakes).toBeGreaterThan(500);
  });
});

describe('The outline', () => {
  test('counts brackets within brackets', () => {
    expect(outline(Buffer.from('[{"a":[[]]},{}]'), 100)).toMatchObject({ members: 1, deepest: 4 });
  });

  test('looks no further than one level beyond the limit', () => {
    expect(outline(Buffer.from('['.repeat(1_000)), 5).deepest).toBe(6);
  });
});

describe('The first byte that is no UTF-8', () => {
  test('is where the longest well-formed beginning ends', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const wellFormed = (bytes: Uint8Array): boolean => {
      try {
        strict.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc
        .array(fc.constantFrom('é', '€', '😀', 'a', '\u07ff', '\uffff'))
        .map((characters) => Buffer.from(characters.join('')))
        .chain((whole) => fc.nat({ max: whole.length }).map((length) => whole.subarray(0, length))),
      fc
        .array(fc.constantFrom(0xed, 0xa0, 0x9f, 0xe0, 0x80, 0xf0, 0x8f, 0x90, 0xf4, 0xc1, 0xc2, 0x41))
        .map((list) => Buffer.from(list)),
    );
    fc.assert(
      fc.property(bytes, (each) => {
        const lengths = Array.from({ length: each.length + 1 }, (_, length) => length);
        const longest = lengths.findLast((length) => wellFormed(each.subarray(0, length)));
        expect(invalidUtf8At(each)).toBe(longest);
      }),
      { numRuns: 1_000 },
    );
  });
});
