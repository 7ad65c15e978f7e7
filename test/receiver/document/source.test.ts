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

  test('100,000 keys are no trouble', () => {
    const { root, problems } = read(Array.from({ length: 100_000 }, (_, n) => `k${n}: ${n}`).join('\n'));
    expect(problems).toEqual([]);
    expect(root).toMatchObject({ kind: 'mapping' });
  });
});
