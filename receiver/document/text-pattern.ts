// Regular expressions that meet foreign texts: searched for in time linear in the text (RE2), whatever the expression is.

import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';
import { inRe2, type PatternMistake } from './pattern-syntax.ts';
import type { Place } from './place.ts';
import type { ScalarNode } from './source.ts';

/** A regular expression that is found, or not, anywhere in a text. */
export interface TextPattern {
  /** As it was written, without flags. */
  readonly source: string;
  /**
   * Whether it is found in the text. A text of more than MAX_WORK characters times the size of the expression's program is not
   * searched: false. For the smallest expressions that is longer than any body may be.
   */
  readonly test: (text: string) => boolean;
  /** Characters of the longest text that is searched. */
  readonly longestText: number;
}

/** UTF-16 code units of a pattern. */
const MAX_LENGTH = 1000;
/** Instructions of the program that a pattern is compiled to; the most that one character of a text can cost. */
const MAX_PROGRAM = 1500;
/** Steps for one text. One step takes some 40 ns where an expression is built to be expensive, a tenth of that else. */
const MAX_WORK = 300_000_000;

/** What may stand behind the second slash of `/pattern/flags`; `u` is always meant. */
export const PATTERN_FLAGS = 'imsu';

let engine: typeof RE2JS | undefined;

/** Loaded where there is a pattern only: it takes longer than reading most scenarios. */
function re2(): typeof RE2JS {
  engine ??= (createRequire(import.meta.url)('re2js') as { readonly RE2JS: typeof RE2JS }).RE2JS;
  return engine;
}

/** Makes a pattern ready, with flags out of PATTERN_FLAGS; or says what is wrong with it. It never throws. */
export function textPattern(source: string, flags = ''): TextPattern | PatternMistake {
  const whole = { start: 0, end: source.length };
  if (source.length > MAX_LENGTH)
    return {
      ...whole,
      message: `a pattern has ${MAX_LENGTH} characters at most; this one has ${source.length}`,
    };
  const translated = inRe2(source, { dotAll: flags.includes('s') });
  if (typeof translated !== 'string') return translated;
  const own = [...flags].filter((flag) => flag !== 'u').join('');
  const { compile } = re2();
  try {
    const compiled = compile.call(engine, own === '' ? translated : `(?${own})${translated}`) as RE2JS;
    const size = compiled.programSize();
    if (size > MAX_PROGRAM)
      return {
        ...whole,
        message: `this pattern is too large: ${size} steps of a program, and ${MAX_PROGRAM} are the most`,
        hint: 'ask for fewer repetitions',
      };
    const longestText = Math.floor(MAX_WORK / size);
    return { source, longestText, test: (text) => text.length <= longestText && compiled.test(text) };
  } catch (error) {
    return mistakeOf(error as Re2Error, source);
  }
}

interface Re2Error {
  readonly message: string;
  /** What is wrong, and the part of the pattern where it is; null where RE2 does not say. */
  readonly error?: string;
  readonly input?: string | null;
}

/** What RE2 finds wrong, in our words. */
const IN_OUR_WORDS: Readonly<Record<string, string>> = {
  'missing closing )': 'a ( is never closed',
  'unexpected )': 'a ) closes nothing',
  'missing closing ]': 'a [ is never closed',
  'missing argument to repetition operator': 'nothing stands here that could be repeated',
  'invalid nested repetition operator': 'a repetition cannot be repeated without a group around it',
  'invalid repeat count': 'repetitions within repetitions come to more than 1000',
  'invalid named capture': 'this is no name of a group, or stands twice',
  'duplicate capture group name': 'this name of a group stands twice',
  'expression nests too deeply': 'its groups are nested too deep',
  'expression too large': 'its repetitions make it too large',
};

function mistakeOf({ message, error = message, input }: Re2Error, source: string): PatternMistake {
  const at = input ? source.indexOf(input) : -1;
  const place = at === -1 ? { start: 0, end: source.length } : { start: at, end: at + input!.length };
  if (error === 'invalid character class range')
    return input?.startsWith('\\')
      ? {
          ...place,
          message: 'a character property that is not known',
          hint: 'write \\p{L}, \\p{Lu} or \\p{Greek}',
        }
      : { ...place, message: 'the smaller character of a range comes first' };
  return { ...place, message: IN_OUR_WORDS[error] ?? 'it is no regular expression of RE2' };
}

/** Where a stretch of a text's value stands in its document, the quotes and escapes of YAML taken into account. */
export function placeWithin({ value, written, place }: ScalarNode, start: number, end: number): Place {
  const text = String(value);
  const quote = written[0] === '"' || written[0] === "'" ? written[0] : '';
  const offsets: number[] = [];
  let at = place.start + quote.length;
  for (let read = 0, from = quote.length; read < text.length; read += 1) {
    const rest = written.slice(from, from + 10);
    const length =
      quote === '"' && rest[0] === '\\'
        ? (/^\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|.)/.exec(rest)?.[0].length ?? 1)
        : quote === "'" && rest.startsWith("''")
          ? 2
          : 1;
    // A text over several lines, or one that ${variables} made: the place of all of it is exact enough.
    if (length === 1 && rest[0] !== text[read]) return place;
    offsets.push(at);
    from += length;
    at += length;
  }
  offsets.push(at);
  return { ...place, start: offsets[start] ?? place.start, end: offsets[end] ?? place.end };
}
