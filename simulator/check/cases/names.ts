import type { Family } from '../case.ts';
import { escaped } from '../respell.ts';
import { times, writerOf } from '../writer.ts';
import { assumed, inferred, TAKEN_AND_KEPT } from './demands.ts';
import { ANY_TEXT, CONFIGURED, KEPT_EXACTLY, longName, named } from './named.ts';

/** Family 7. */
export const NAMES_FAMILY: Family = {
  number: 7,
  slug: 'names',
  title: 'Names',
  cases: [
    named(
      {
        number: '7.1',
        slug: 'names-latin',
        title: 'Latin letters with marks',
        sends: 'names in German, French, Polish, Turkish, Vietnamese and Icelandic',
      },
      [
        'Frühjahr Übergröße',
        'Ça va, cœur naïf',
        'Zażółć gęślą jaźń',
        'İstanbul ığdır',
        'Mùa xuân Đà Nẵng',
        'Þór Æði',
      ],
    ),
    named(
      {
        number: '7.2',
        slug: 'names-cyrillic-greek',
        title: 'Cyrillic, Greek, Georgian, Armenian',
        sends: 'names in four alphabets beside the Latin one',
      },
      ['Весенняя кампания', 'Άνοιξη', 'გაზაფხული', 'Գարուն'],
    ),
    named(
      {
        number: '7.3',
        slug: 'names-right-to-left',
        title: 'Arabic and Hebrew, right to left',
        sends: 'names in Arabic, Persian and Hebrew, also with Latin words and numbers among them',
      },
      ['حملة الربيع', 'بهار ۱۴۰۵', 'קמפיין אביב', 'חוב 2026 (Spring) חדש'],
    ),
    named(
      {
        number: '7.4',
        slug: 'names-cjk',
        title: 'Chinese, Japanese, Korean',
        sends: 'names in both Chinese scripts, in kanji, kana and half-width kana, and in hangul',
      },
      ['春季促销', '春季促銷', '春のキャンペーン', 'ﾊﾙ', '봄 캠페인', '𠮷野家'],
    ),
    named(
      {
        number: '7.5',
        slug: 'names-indic-thai',
        title: 'Devanagari, Tamil, Thai, Khmer, Amharic',
        sends: 'names whose letters are made of several characters',
      },
      ['वसंत अभियान', 'வசந்தம்', 'แคมเปญฤดูใบไม้ผลิ', 'យុទ្ធនាការ', 'ጸደይ'],
    ),
    named(
      {
        number: '7.6',
        slug: 'names-emoji',
        title: 'Emoji, joined and coloured',
        sends: 'names with emoji: plain, with skin tones, joined to a family, flags',
        why: ANY_TEXT,
      },
      ['Spring 🌱', '👩🏽‍💻 Agents', '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁳󠁣󠁴󠁿🇩🇪', '❤️ not ❤'],
    ),
    named(
      {
        number: '7.7',
        slug: 'names-composed',
        title: 'The same letters composed and decomposed',
        sends: 'two campaigns whose names look alike: é as one character, and as e with a combining mark',
        demands: `${KEPT_EXACTLY}: they are two campaigns`,
        needsStore: true,
        why: ANY_TEXT,
      },
      [
        'Été à Orléans'.normalize('NFC'),
        'Été à Orléans'.normalize('NFD'),
        '\u00c5',
        'A\u030a',
        '\u212b',
        '\ufb01',
        'fi',
      ],
    ),
    named(
      {
        number: '7.8',
        slug: 'names-quotes',
        title: 'Quotes and backslashes',
        sends: 'names with ", \\, \', ` and /, also at their ends',
      },
      ['The "Big" Spring', 'C:\\new\\table', "O'Brien `s", '"', '\\', '</', 'a\\"b\\\\'],
    ),
    named(
      {
        number: '7.9',
        slug: 'names-line-breaks',
        title: 'Line breaks and tabs',
        sends: 'names with a line feed, a carriage return, a tab, and the line and paragraph separators',
        demands: KEPT_EXACTLY,
        why: ANY_TEXT,
      },
      [
        'two\nlines',
        'two\r\nlines',
        'a\ttab',
        'line\u2028separator',
        'paragraph\u2029separator',
        'next\u0085line',
      ],
    ),
    named(
      {
        number: '7.10',
        slug: 'names-control-characters',
        title: 'Control characters as escapes, NUL among them',
        sends: 'names with \\u0000, \\u0001, \\b, \\u001b and \\u007f, written as JSON wants them',
        demands: KEPT_EXACTLY,
        why: ANY_TEXT,
      },
      ['a\u0000b', 'a\u0001\u0002b', 'a\bb\f', '\u001b[31mred\u001b[0m', 'a\u007fb'],
    ),
    named(
      {
        number: '7.11',
        slug: 'names-10-kb',
        title: 'Names of 10 KB',
        sends: 'names of 10,240 bytes, of letters of one to four bytes',
        demands: KEPT_EXACTLY,
        why: ANY_TEXT,
      },
      [longName(10_240)],
    ),
    named(
      {
        number: '7.12',
        slug: 'names-like-dates',
        title: 'Names that look like dates, then others',
        sends: 'names such as 2026-05-01 and 2026-05-01T10:00:00Z, and after them one that is no date',
        why: inferred(
          'campaigns are named after days; a store that guesses a date from the first (Elasticsearch and OpenSearch do) refuses every later name that is none',
          'names are free text in the configuration',
        ),
      },
      ['2026-05-01', '2026/05/01', '2026-05-01T10:00:00Z', 'Spring'],
    ),
    named(
      {
        number: '7.13',
        slug: 'names-like-values',
        title: 'Names that look like numbers, true and null',
        sends: 'names such as 42, 007, 1e5, true, null, NaN, -, and after them an ordinary one',
        demands: KEPT_EXACTLY,
      },
      ['42', '007', '1e5', 'true', 'null', 'NaN', '-', '[]', '{}', 'undefined', 'Spring'],
    ),
    named(
      {
        number: '7.14',
        slug: 'names-markup',
        title: 'Names that look like HTML, SQL, templates and paths',
        sends: 'names that a careless page, query or shell would carry out',
        demands: `${KEPT_EXACTLY}: nothing is escaped, cut out or carried out`,
        why: ANY_TEXT,
      },
      [
        '<script>alert(1)</script>',
        '<b>Spring</b> &amp; more',
        "Robert'); DROP TABLE campaigns;--",
        '{{7*7}} ${7*7} #{7*7} %{7*7}',
        '../../etc/passwd',
        '$(true) `true` ; true',
        '%s %n %00 %2e',
      ],
    ),
    named(
      {
        number: '7.15',
        slug: 'names-blanks',
        title: 'Blanks at the ends, and of other kinds',
        sends:
          'names with blanks before, behind and in the middle, a no-break and an ideographic space, and nothing but a blank',
        demands: `${KEPT_EXACTLY}: no blank is trimmed or folded`,
        why: ANY_TEXT,
      },
      [' Spring', 'Spring ', 'a  b', 'a\u00a0b', 'a\u3000b', ' '],
    ),
    named(
      {
        number: '7.16',
        slug: 'names-rare-characters',
        title: 'The rare ends of Unicode',
        sends:
          'names with a byte order mark inside, zero-width characters, direction marks, private use, and the last code point',
        demands: KEPT_EXACTLY,
        why: ANY_TEXT,
      },
      ['a\ufeffb', 'a\u200bb', 'a\u202eb\u202c', 'a\ue000b', 'a\ufffdb', 'a\u{1f0a1}b', 'a\u{10fffd}b'],
    ),
    named(
      {
        number: '7.17',
        slug: 'names-escaped',
        title: 'The same names as escapes',
        sends:
          'names in many scripts with every character beyond ASCII as \\u and four digits, pairs of them for emoji',
        demands: `${TAKEN_AND_KEPT}: it is the same text`,
        why: assumed('whether OCS writes UTF-8 or escapes is not public; JSON allows both'),
      },
      ['Frühjahr', 'Весна', 'حملة', '春季', 'Spring 🌱'],
      escaped,
    ),
    named(
      {
        number: '7.18',
        slug: 'names-like-keys',
        title: 'Names that mean something to programs',
        sends: 'names such as __proto__, constructor, $ref, _id and @timestamp',
        why: ANY_TEXT,
      },
      ['__proto__', 'constructor', 'toString', '$ref', '$where', '_id', '@timestamp', 'a.b.c'],
    ),
    {
      number: '7.19',
      slug: 'names-many',
      title: 'A hundred lists in a hundred names',
      sends: 'one message with a hundred calling lists whose names differ in case and in blanks only',
      demands: `${KEPT_EXACTLY}, in the same order`,
      why: CONFIGURED,
      phases: (context) => {
        const { write } = writerOf('7.19', context);
        const callingLists = times(100, (n) => ({
          callingListName:
            (n % 2 === 0 ? 'LIST ' : 'list ') + ' '.repeat(n % 3) + String(n).padStart(1 + (n % 4), '0'),
          callingListDbid: 100 + n,
          hitRatio: 0.28,
          timeToComplete: 480.5,
        }));
        return [{ manner: 'in turn', requests: [write('periodic', { callingLists })] }];
      },
    },
  ],
};
