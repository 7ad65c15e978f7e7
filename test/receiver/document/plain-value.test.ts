import { describe, expect, test } from 'vitest';
import { readPlain } from '../../../receiver/document/plain-value.ts';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import { type DocNode, readYaml } from '../../../receiver/document/source.ts';
import fc from '../../support/fast-check.ts';

/** The value that a node holds. */
function valueIn(node: DocNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(valueIn);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, valueIn(value)]));
}

/** Every text that stands where a node says it does. */
function writtenIn(node: DocNode): readonly string[] {
  const { source, start, end } = node.place;
  const own = source.text.slice(start, end);
  if (node.kind === 'scalar') return [own === node.written ? own : `${own} is not ${node.written}`];
  if (node.kind === 'list') return [own, ...node.items.flatMap(writtenIn)];
  return [
    own,
    ...node.entries.flatMap(({ keyPlace, value }) => [
      source.text.slice(keyPlace.start, keyPlace.end),
      ...writtenIn(value),
    ]),
  ];
}

function complaintsAbout(value: unknown): string {
  const { root, problems } = readPlain(value, 'given');
  expect(root).toBeNull();
  return problems.map((problem) => showDiagnostic(problem)).join('\n');
}

describe('A plain value', () => {
  test('is read with places in a line that is written for it', () => {
    const { root, problems } = readPlain(
      { every: '10s', group: ['Spring@East', 'a: b'], strict: true, from: undefined, 'odd key': null, n: 1 },
      'given',
    );
    expect(problems).toEqual([]);
    expect(root!.place.source).toEqual({
      name: 'given',
      text: '{ every: 10s, group: [Spring@East, "a: b"], strict: true, "odd key": null, n: 1 }',
    });
    expect(writtenIn(root!)).toEqual([
      root!.place.source.text,
      ...['every', '10s', 'group', '[Spring@East, "a: b"]', 'Spring@East', '"a: b"', 'strict', 'true'],
      ...['"odd key"', 'null', 'n', '1'],
    ]);
  });

  test('stays what it is, and YAML would read its line the same way', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        // The reader of YAML takes this key for a merge, quotes or not.
        fc.pre(!JSON.stringify(value).includes('"<<"'));
        const { root, problems } = readPlain(value, 'given');
        expect(problems).toEqual([]);
        const plain = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(JSON.stringify(valueIn(root!)))).toEqual(plain);
        const { root: again, problems: mistakes } = readYaml(root!.place.source);
        expect(mistakes).toEqual([]);
        expect(JSON.parse(JSON.stringify(valueIn(again!)))).toEqual(plain);
      }),
    );
  });

  test('may hold a regular expression, by its source', () => {
    expect(valueIn(readPlain({ matches: /^\d+$/u }, 'given').root!)).toEqual({ matches: '^\\d+$' });
    expect(complaintsAbout({ matches: /spring/i })).toBe(
      [
        'given:1:12: error[wrong-type] the flag i of a regular expression is not known here',
        '   1 │ { matches: /spring/i }',
        '     │            ^^^^^^^^^',
        '    hint:     say it in the expression itself: [Ss]pring',
      ].join('\n'),
    );
  });

  test('holds nothing that JSON has not', () => {
    expect(complaintsAbout([() => 1, new Date(0), Symbol('x')])).toBe(
      [
        'given:1:2: error[wrong-type] a function cannot be expected of JSON',
        '   1 │ [function, Date, symbol]',
        '     │  ^^^^^^^^',
        '    hint:     give a text, a number, true, false, null, an array or an object',
        'given:1:12: error[wrong-type] an object of the class Date cannot be expected of JSON',
        '   1 │ [function, Date, symbol]',
        '     │            ^^^^',
        '    hint:     give a text, a number, true, false, null, an array or an object',
        'given:1:18: error[wrong-type] a symbol cannot be expected of JSON',
        '   1 │ [function, Date, symbol]',
        '     │                  ^^^^^^',
        '    hint:     give a text, a number, true, false, null, an array or an object',
      ].join('\n'),
    );
  });

  test('that stands within itself comes to an end', () => {
    const itself: { self?: unknown } = {};
    itself.self = itself;
    expect(complaintsAbout(itself)).toContain('the value is nested more than 100 deep');
  });
});
