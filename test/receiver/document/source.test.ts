import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type DocNode, type ReadResult, readYaml } from '../../../receiver/document/source.ts';
import fc from '../../support/fast-check.ts';

function read(text: string): ReadResult {
  return readYaml({ name: 'it.yaml', text });
}

function plain(node: DocNode | null): unknown {
  if (node === null || node.kind === 'scalar') return node?.value ?? null;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

describe('what a YAML text says', () => {
  test('is what the yaml package says', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, noUnicodeString: false }), fc.boolean(), (value, flow) => {
        const text = flow ? JSON.stringify(value) : JSON.stringify(value, null, 2);
        const { root, problems } = read(text);
        expect(problems).toEqual([]);
        expect(JSON.stringify(plain(root))).toBe(JSON.stringify(parse(text)));
      }),
      { numRuns: 200 },
    );
  });

  test('follows aliases and merge keys, and what stands there itself wins', () => {
    const { root, problems } = read(
      'base: &b { agents: 40, queue: VQ }\nmore: &m { queue: Q2, goal: 80 }\nspring: { <<: [*b, *m], agents: 7 }\nsame: *b\n',
    );
    expect(problems).toEqual([]);
    expect(plain(root)).toMatchObject({
      spring: { agents: 7, queue: 'VQ', goal: 80 },
      same: { agents: 40, queue: 'VQ' },
    });
  });

  test('an alias means the anchor of its name that comes last before it', () => {
    expect(plain(read('- &a 1\n- *a\n- &a 2\n- *a\n').root)).toEqual([1, 1, 2, 2]);
  });
});

describe('what looks like YAML to people', () => {
  test.each([
    ['a no-break space in an indentation', 'a:\n\u00a0 b: 1\n', { a: { b: 1 } }],
    ['one behind a dash', 'a:\n  -\u00a0b: 1\n', { a: [{ b: 1 }] }],
    ['one behind a colon', 'a:\u202f1\nb: 2\n', { a: 1, b: 2 }],
    ['en dashes for hyphens', 'a:\n  – b: 1\n  – c: 2\n', { a: [{ b: 1 }, { c: 2 }] }],
    ['bullets', 'a:\n  • b\n  • c\n', { a: ['b', 'c'] }],
    ['a minus sign', 'a: −5\n', { a: -5 }],
    ['curly quotes around a comma', 'a: [“b, c”, d]\n', { a: ['b, c', 'd'] }],
    ['line separators', 'a: 1\u2028b: 2\n', { a: 1, b: 2 }],
  ])('%s: an error, and the rest is read as it was meant', (_, text, meant) => {
    const { root, problems } = read(text);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['look-alike', 'error']]);
    expect(plain(root)).toEqual(meant);
  });

  test.each([
    ['in quotes', 'a: "Spring\u00a0Sale"\n', 'Spring\u00a0Sale'],
    ['in a comment', 'a: Sale #\u00a0“x”\n', 'Sale'],
    ['in a text of several lines', 'a: |\n  – Spring\u00a0“Sale”\n', '– Spring\u00a0“Sale”\n'],
    ['within a value', 'a: Spring – the “Sale”, Müller’s\n', 'Spring – the “Sale”, Müller’s'],
    [
      'as letters of a script or an emoji',
      'a: نمی\u200cدانم 👨\u200d👩\u200d👧\n',
      'نمی\u200cدانم 👨\u200d👩\u200d👧',
    ],
  ])('%s they are what they are', (_, text, value) => {
    expect(read(text).problems).toEqual([]);
    expect(plain(read(text).root)).toEqual({ a: value });
  });
});

describe('a text that was made to do harm', () => {
  const nested = Array.from({ length: 12 }, (_, n) =>
    n === 0
      ? 'a0: &a0 [x, x, x]'
      : `a${n}: &a${n} [${Array(9)
          .fill(`*a${n - 1}`)
          .join(', ')}]`,
  ).join('\n');

  test.each([
    ['a bomb of aliases', nested, 'the aliases of this file stand for more than 100,000 values'],
    ['a list within itself, twice', 'a: &a [*a, *a]', 'the alias "a" stands within what it stands for'],
    ['a mapping merged into itself', 'a: &a { <<: *a }', 'the alias "a" stands within what it stands for'],
    ['100,000 lists in each other', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'nested too deeply'],
    ['100,000 lists that never end', '['.repeat(100_000), 'nested too deeply'],
    ['100,000 mappings in each other', '{a: '.repeat(100_000), 'nested too deeply'],
    ['100,000 dashes', '- '.repeat(100_000), 'nested too deeply'],
    ['the same key 50,000 times', 'a: 1\n'.repeat(50_000), 'the key "a" stands here a second time'],
  ])('%s', (_, text, message) => {
    expect(read(text).problems.map((problem) => problem.message)).toContain(message);
  });

  test.each([
    ['a hundred thousand no-break spaces', `a: ${'\u00a0'.repeat(100_000)}x`],
    ['no-break spaces in as many lines', '\u00a0- a\n'.repeat(10_000)],
    ['conflicts that never end', '<<<<<<< a\n'.repeat(100_000)],
    ['quotations that never end', `[${'“a, '.repeat(10_000)}]`],
    ['a hash in each value', Array.from({ length: 10_000 }, (_, n) => `k${n}: Promo #1\n`).join('')],
    ['an anchor at each value', Array.from({ length: 10_000 }, (_, n) => `k${n}: &a${n} x\n`).join('')],
    ['a colon too many in each value', Array.from({ length: 5_000 }, (_, n) => `k${n}: a: b\n`).join('')],
  ])(
    '%s: of no more than 200 places is told, and soon',
    (_, text) => {
      const { problems } = read(text);
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.length).toBeLessThanOrEqual(200);
    },
    10_000,
  );

  test('100,000 keys are no trouble', () => {
    const { root, problems } = read(Array.from({ length: 100_000 }, (_, n) => `k${n}: ${n}`).join('\n'));
    expect(problems).toEqual([]);
    expect(root).toMatchObject({ kind: 'mapping' });
  });
});
