import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TextPattern, textPattern } from '../../../receiver/document/text-pattern.ts';

function pattern(source: string, flags?: string): TextPattern {
  const read = textPattern(source, flags);
  if ('message' in read) throw new Error(`${source}: ${read.message}`);
  return read;
}

describe('a pattern means what it means in JavaScript with the flag u', () => {
  const TEXTS = [
    '',
    'a',
    'A',
    'ab',
    'aab',
    'abc abc',
    'Spring@Agents East',
    'spring',
    '7527@7530',
    'a\nb',
    'a\r\nb',
    'a\u2028b',
    'a\u00a0b',
    'a\u3000b',
    '\ufeffa',
    'a\vb',
    'a\fb',
    'a\u0085b',
    'a\u180eb',
    '\0',
    '\b',
    '\u0001',
    'Müller & Söhne: "Ανοιξη" 春 🌱',
    '🌱',
    '\ud83c',
    '\udf31a',
    '[]{}()/\\.-^$|+*?',
    ']',
    '_x1',
    '1 234,50 €',
    'Größe',
    'ſK',
    'x'.repeat(50),
  ];
  test.each([
    '',
    'a',
    '^a',
    'b$',
    '^$',
    '^Spring@',
    '^7\\d+@',
    'a.b',
    '^.$',
    '^..$',
    '^.*$',
    'a\\sb',
    'a\\Sb',
    '^\\S*$',
    '[\\s]',
    '[^\\s]',
    '[\\S]',
    '[^\\S]',
    '[\\s\\d]',
    '[\\S\\d]',
    '\\w',
    '\\W',
    '^\\w+$',
    '\\d',
    '\\D',
    '\\bSpring\\b',
    '\\Ba',
    'a|b|c',
    '(a|ab)(c|bcd)?',
    '(?:ab)+',
    '(?<first>a)b',
    'a{2}',
    'a{2,}b',
    'a{0,2}?b',
    'a*?b',
    'a??b',
    'x{50}',
    '[a-c]{2}',
    '[^a-z]',
    '[]',
    '[^]',
    'a[^]b',
    '[\\b]',
    '[.]',
    '[*+?]',
    '[a\\-c]',
    '[a\\]]',
    '[[]',
    '[(]',
    '[\\^a]',
    '[a^]',
    '[-a]',
    '[a-]',
    '\\.',
    '\\/',
    '\\[\\]\\{\\}\\(\\)',
    '\\$',
    '\\^',
    '\\|',
    '\\\\',
    '\\0',
    '\\cA',
    '\\x41',
    '\\u0041',
    '\\u{1f331}',
    '\\ud83c\\udf31',
    '[\\u{1f331}]',
    '[🌱春]',
    '^🌱$',
    '\\n',
    '\\r\\n',
    '\\t',
    '\\v',
    '\\f',
    '\\p{L}',
    '\\P{L}',
    '\\p{Lu}',
    '\\p{Script=Greek}',
    '\\p{sc=Greek}',
    '\\p{gc=Lu}',
    '[\\p{Lu}\\d]',
    'ü',
    'Größe',
    '[ä-ü]',
    '^(a|a)*$',
    '^.*.*.*x$',
  ])('%s', (source) => {
    const native = new RegExp(source, 'u');
    const own = pattern(source);
    expect(TEXTS.filter((text) => own.test(text))).toEqual(TEXTS.filter((text) => native.test(text)));
  });

  test.each(['i', 'm', 's', 'im', 'ims', 'u'])('with the flag %s too', (flags) => {
    for (const source of ['^b', 'a$', 'a.b', 'SPRING', 'größe', '^a.*b$']) {
      const native = new RegExp(source, flags.includes('u') ? flags : `${flags}u`);
      const own = pattern(source, flags);
      const texts = TEXTS.filter((text) => !/[\r\u2028]/.test(text));
      expect([source, texts.filter((text) => own.test(text))]).toEqual([
        source,
        texts.filter((text) => native.test(text)),
      ]);
    }
  });

  const atom = fc.constantFrom(
    'a',
    'b',
    '.',
    '\\w',
    '\\s',
    '[ab]',
    '[^a]',
    '\\d',
    'é',
    '🌱',
    '^',
    '$',
    '\\b',
    '\\u0061',
  );
  const source = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      atom,
      fc.tuple(tie('node'), tie('node')).map(([a, b]) => a + b),
      fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(?:${a}|${b})`),
      fc
        .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{0,2}', '{2}', '*?'))
        .map(([a, q]) => `(${a})${q}`),
    ),
  })).node;
  test('whatever it is made of', () => {
    fc.assert(
      fc.property(
        source,
        fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '\r', '1', 'é', '🌱'), maxLength: 12 }),
        (made, text) => {
          expect(pattern(made).test(text)).toBe(new RegExp(made, 'u').test(text));
        },
      ),
      { numRuns: 1500 },
    );
  });
});

test.each([
  ['(?i)spring', 'Spring@East', true],
  ['a(?i:B)', 'ab', true],
  ['(?s)a.b', 'a\nb', true],
  ['(?s:a.)b.c', 'a\nb\nc', false],
  ['\\Aab\\z', 'ab', true],
  ['\\Qa.b\\E', 'axb', false],
  ['[[:digit:]]', '7', true],
  ['(?P<name>a)', 'a', true],
  ['\\pL', 'é', true],
])('%s, which RE2 alone has, is understood', (source, text, found) => {
  expect(pattern(source).test(text)).toBe(found);
});

describe('what cannot be searched for in bounded time is refused where it stands, with what to write instead', () => {
  test.each([
    ['^(?=.*a)b', '(?=', 'lookahead'],
    ['a(?!b)', '(?!', 'negative lookahead'],
    ['(?<=a)b', '(?<=', 'lookbehind'],
    ['x(?<!a)b', '(?<!', 'negative lookbehind'],
    ['(a)\\1', '\\1', 'backreference'],
    ['(?<n>a)\\k<n>', '\\k', 'backreference'],
    ['a(?>b)', '(?>', 'atomic'],
    ['a{1001}', '{1001}', '1000'],
    ['a{99999999999999999999}', '{99999999999999999999}', '1000'],
    ['(a{1000}){1000}', '{1000}', '1000'],
    ['((a{30}){30}){30}', '{30}', '1000'],
    ['(?:ab){900}', '', 'too large'],
    ['a'.repeat(1001), '', '1000 characters at most'],
    ['('.repeat(499) + ')'.repeat(499), '', null],
    ['a{,5}', '{', 'begins no repetition'],
    ['a{5,2}', '{5,2}', 'smaller'],
    ['a}', '}', 'closes nothing'],
    ['a]', ']', 'closes nothing'],
    ['a)', ')', 'closes nothing'],
    ['(a', '', 'never closed'],
    ['x[a', '[a', 'never closed'],
    ['*a', '*', 'repeated'],
    ['a**', '**', 'group'],
    ['a++', '++', 'group'],
    ['[z-a]', 'z-a', 'smaller'],
    ['\\p{Nonsense}', '\\p{Nonsense}', 'not known'],
    ['a\\', '\\', 'backslash'],
    ['\\u12', '\\u', 'incomplete'],
    ['\\y', '\\y', 'means nothing'],
    ['\\07', '\\07', 'octal'],
    ['(?#note)a', '(?#', 'not known'],
    ['(?<1>a)', '', 'known'],
    ['(?<a>a)(?<a>b)', '', 'name'],
  ])('%s', (source, where, words) => {
    const read = textPattern(source);
    if (words === null) {
      expect('message' in read).toBe(false);
      return;
    }
    expect(read).toMatchObject({ message: expect.stringContaining(words) });
    const { start, end } = read as { start: number; end: number };
    expect(end).toBeGreaterThan(start);
    if (where !== '') expect(source.slice(start, end)).toContain(where);
  });
});

describe('a hostile text is searched in time that grows as the text does', () => {
  const MIB = 1024 * 1024;
  const seconds = (own: TextPattern, text: string): number => {
    const started = performance.now();
    own.test(text);
    return (performance.now() - started) / 1000;
  };
  test.each([
    '^(a|a)*$',
    '^(a|aa)+$',
    '^.*.*.*.*x$',
    '^(\\w|a)*$',
    '(x+x+)+y',
    '(a+)+$',
    '([a-z]+)*\\d$',
    '^(.*)*$',
    '(a?){50}a{50}b',
  ])('%s', { timeout: 60_000 }, (source) => {
    const own = pattern(source);
    const letter = source.includes('x+') ? 'x' : 'a';
    const text = (length: number): string => `${letter.repeat(length - 1)}!`;
    seconds(own, text(MIB));
    const short = Math.max(0.01, seconds(own, text(MIB)));
    const long = seconds(own, text(Math.min(16 * MIB, own.longestText)));
    // Sixteen times the text; a search that is quadratic would take 256 times as long.
    expect(long / short).toBeLessThan(160);
  });

  test('and one that is too long for its pattern is not searched', () => {
    const large = pattern('a.{300}[cd]');
    expect(large.longestText).toBeLessThan(MIB);
    expect(large.test(`${'a'.repeat(large.longestText + 1)}c`)).toBe(false);
    expect(pattern('^(a|a)*$').longestText).toBeGreaterThan(16 * MIB);
  });
});
