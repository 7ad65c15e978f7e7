// Characters that word processors, wikis, chats and input methods put in place of those that YAML knows: other spaces, other dashes,
// bullets, curly quotes, characters that nobody sees. A YAML parser takes them for letters, and complains of something else or not
// at all. Here they are found, named, and replaced by what was meant, so that the rest of the file is read all the same.

import { CST, Lexer } from 'yaml';
import type { Diagnostic } from './diagnostic.ts';
import { lineColumn, type Source } from './place.ts';

/** What stands for another character: how it is called, by its code point. */
const SPACES = {
  '\u00a0': 'a no-break space',
  '\u1680': 'an Ogham space',
  '\u2007': 'a figure space',
  '\u2009': 'a thin space',
  '\u200a': 'a hair space',
  '\u202f': 'a narrow no-break space',
  '\u205f': 'a mathematical space',
  '\u3000': 'an ideographic space',
  ...named('\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008', 'a typographic space'),
};
const BREAKS = {
  '\u0085': 'a next-line character',
  '\u2028': 'a line separator',
  '\u2029': 'a paragraph separator',
};
const INVISIBLE = {
  '\u00ad': 'a soft hyphen',
  '\u180e': 'a Mongolian vowel separator',
  '\u200b': 'a zero width space',
  '\u2060': 'a word joiner',
  '\ufeff': 'a byte order mark',
  ...named(
    '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069',
    'a sign that turns the writing direction',
  ),
};
/** Within words they belong to a script, or to an emoji; at the ends of a word nobody wants them. */
const JOINING = {
  '\u200c': 'a zero width non-joiner',
  '\u200d': 'a zero width joiner',
  '\u200e': 'a left-to-right mark',
  '\u200f': 'a right-to-left mark',
  '\u061c': 'an Arabic letter mark',
};
const DASHES = {
  '\u2010': 'a typographic hyphen',
  '\u2011': 'a no-break hyphen',
  '\u2012': 'a figure dash',
  '\u2013': 'an en dash',
  '\u2014': 'an em dash',
  '\u2015': 'a horizontal bar',
  '\u2212': 'a minus sign',
  '\uff0d': 'a fullwidth hyphen',
};
const BULLETS = { ...named('•‣◦▪▫●○■□►▸⁃·∙', 'a bullet'), '*': 'an asterisk' };
const QUOTES = {
  ...named('“”„‟‘’‚‛«»‹›', 'a typographic quote'),
  '´': 'an acute accent',
  '\uff02': 'a fullwidth quote',
  '\uff07': 'a fullwidth apostrophe',
};
/** Those of QUOTES that can only be meant to open a quotation. ’ may stand for letters that are left out. */
const OPENING = '“„‟‘‚‛«‹»›”\uff02\uff07´';
const COLON = '\uff1a';

const NAMES: Readonly<Record<string, string>> = {
  ...BULLETS,
  ...SPACES,
  ...BREAKS,
  ...INVISIBLE,
  ...JOINING,
  ...DASHES,
  ...QUOTES,
  [COLON]: 'a fullwidth colon',
};

const anyOf = (characters: object): string => `[${Object.keys(characters).join('')}]`;
const UNSEEN = { ...SPACES, ...BREAKS, ...INVISIBLE, ...JOINING };
/** Most files have none of them, and need no second look. */
const SUSPICIOUS = new RegExp(`${anyOf(NAMES).replace('*', '')}|^ *\\*[ \\t]`, 'm');
const ODD = anyOf({ ...SPACES, ...INVISIBLE, ...JOINING });
/** At the begin of a line of a value, behind a dash, and before a comment. */
const MISPLACED = new RegExp(`^(?: *${ODD})+|(?<=^-)${ODD}+|${ODD}(?=#)|${anyOf(BREAKS)}`, 'gm');
const AT_THE_END = new RegExp(`^(?: |${ODD})$`);
const BEHIND_A_COLON = new RegExp(`(?<=^[\\w.-]+:)${ODD}+`, 'g');
const WITHIN_A_VALUE = new RegExp(anyOf({ ...SPACES, ...INVISIBLE }), 'g');
const WITHIN_A_KEY = new RegExp(anyOf(UNSEEN), 'g');
const BLANK = `(?: |\\t|${anyOf(SPACES)})`;
const ITEM = new RegExp(`^([${Object.keys({ ...DASHES, ...BULLETS }).join('')}])${BLANK}+\\S`);
const A_DASH = new RegExp(anyOf(DASHES));
const A_QUOTE = new RegExp(anyOf(QUOTES));
const NEGATIVE = new RegExp(`^${anyOf(DASHES)}(?=[.\\d]+[ a-z%]*$)`);
const BEGIN_OF_DOCUMENT = new RegExp(`^[-${Object.keys(DASHES).join('')}]+$`);
const KEY_WITH_COLON = new RegExp(`^[\\w.-]+(${COLON})`);

function named(characters: string, name: string): Record<string, string> {
  return Object.fromEntries([...characters].map((character) => [character, name]));
}

interface Found {
  readonly at: number;
  /** Behind the last character that a complaint underlines; by default that is the one at `at`. */
  readonly end?: number;
  readonly severity: Diagnostic['severity'];
  /** What YAML wants in its place. */
  readonly wanted: string;
  /** What to do about it. */
  readonly cure: string;
  /** Read in its place; undefined where no single character would do. */
  readonly replacement?: string;
  /** The other end of a mistake that is told already. */
  readonly isOtherEnd?: true;
}

export interface WithoutLookAlikes {
  /** Of the same length as the source's text, so that places in one are places in the other. */
  readonly text: string;
  /** One for each character that was found, however often it stands there. */
  readonly problems: readonly Diagnostic[];
  /** Whether some could not be replaced, so that what the text says cannot be known. */
  readonly isUnclear: boolean;
}

/**
 * The text with YAML's own characters where others stand in their place. What stands in quotes, in comments and in block texts is
 * left alone. A character within a value that may be meant is only warned of, and kept.
 */
export function withoutLookAlikes(source: Source): WithoutLookAlikes {
  const all = new Map<number, Found>();
  let { text } = source;
  // What is replaced may part what follows otherwise.
  for (let round = 0; round < MOST_ROUNDS && SUSPICIOUS.test(text); round += 1) {
    const found = plainTokens(text).flatMap((token) => foundIn(token, text));
    const changed = text.split('');
    for (const each of found) {
      all.set(each.at, all.get(each.at) ?? each);
      if (each.replacement !== undefined) changed[each.at] = each.replacement;
    }
    const before = text;
    text = changed.join('');
    if (text === before) break;
  }
  const found = [...all.values()].sort((a, b) => a.at - b.at);
  return {
    text,
    problems: problemsOf(found, source),
    isUnclear: found.some(({ severity, replacement }) => severity === 'error' && replacement === undefined),
  };
}

const MOST_ROUNDS = 4;
const MOST_OF_A_QUOTATION = 1_000;

/** A key or value without quotes. */
interface PlainToken {
  readonly text: string;
  readonly start: number;
  readonly isKey: boolean;
  /** Whether it stands behind the colon of a key. */
  readonly isValue: boolean;
  /** Whether nothing but blanks and the dashes of list items stand before it in its line. */
  readonly beginsLine: boolean;
}

interface Token {
  readonly type: string;
  readonly text: string;
  readonly start: number;
}

/** What the lexer of YAML makes of a text; it never fails. Block texts and plain values have a type of their own. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  let isScalar = false;
  let isBlockText = false;
  for (const token of new Lexer().lex(text)) {
    const kind: string = CST.tokenType(token) ?? '';
    if (['doc-mode', 'flow-error-end', 'scalar'].includes(kind) && !text.startsWith(token, start)) {
      isScalar = kind === 'scalar';
      continue;
    }
    const type: string = isScalar ? (isBlockText ? 'block-text' : 'plain') : kind;
    isScalar = false;
    isBlockText = type === 'block-scalar-header' || (isBlockText && type !== 'block-text');
    tokens.push({ type, text: token, start });
    start += token.length;
  }
  return tokens;
}

function plainTokens(text: string): PlainToken[] {
  const tokens = tokensOf(text);
  let beginsLine = true;
  let before = '';
  return tokens.flatMap(({ type, text: token, start }, index): PlainToken[] => {
    const follows = tokens.slice(index + 1, index + 3).find((next) => next.type !== 'space');
    const isKey = follows?.type === 'map-value-ind';
    const plain: PlainToken = { text: token, start, isKey, isValue: before === 'map-value-ind', beginsLine };
    if (token.endsWith('\n')) beginsLine = true;
    else if (!['space', 'seq-item-ind', 'byte-order-mark'].includes(type)) beginsLine = false;
    if (type !== 'space') before = type;
    return type === 'plain' || token === '*' ? [plain] : [];
  });
}

function foundIn(token: PlainToken, text: string): Found[] {
  const found = [...structureIn(token), ...quotesAround(token, text)];
  const seen = new Set(found.map(({ at }) => at));
  const add = (offset: number, severity: Found['severity']): void => {
    const character = token.text[offset]!;
    const at = token.start + offset;
    if (!(character in UNSEEN) || seen.has(at)) return;
    seen.add(at);
    found.push(severity === 'error' ? misplaced(at, character, token) : doubtful(at, character, token));
  };
  const addAll = (pattern: RegExp, severity: Found['severity']): void => {
    for (const { 0: match, index } of token.text.matchAll(pattern))
      for (let offset = index; offset < index + match.length; offset += 1) add(offset, severity);
  };
  addAll(MISPLACED, 'error');
  let end = -1;
  for (const line of token.text.split('\n')) {
    end += line.length + 1;
    for (let offset = end - 1; AT_THE_END.test(token.text[offset] ?? ''); offset -= 1) add(offset, 'error');
  }
  if (!token.isValue) addAll(BEHIND_A_COLON, 'error');
  if (token.isKey) addAll(WITHIN_A_KEY, 'error');
  addAll(WITHIN_A_VALUE, 'warning');
  return found;
}

/** Dashes, bullets and colons. */
function structureIn({ text, start, beginsLine, isKey }: PlainToken): Found[] {
  const one = (offset: number, wanted: string, cure: string, replacement?: string): Found[] => [
    { at: start + offset, severity: 'error', wanted, cure, ...(replacement ? { replacement } : {}) },
  ];
  const [first = ''] = text.split('\n', 1);
  const colon = KEY_WITH_COLON.exec(first);
  if (colon !== null && (!isKey || first !== text))
    return one(colon[0].length - 1, 'a colon and a space', 'write ": " in its place');
  if (beginsLine && BEGIN_OF_DOCUMENT.test(first) && A_DASH.test(first))
    return one(text.search(A_DASH), '--- or nothing', 'write three hyphens, or delete the line');
  if (beginsLine && (ITEM.test(text) || (text === '*' && !isKey)))
    return one(0, 'the hyphen of a list item', 'write "-" in its place', '-');
  if (beginsLine && isKey && A_DASH.test(text[0]!))
    return one(0, 'the hyphen of a list item and a space', 'write "- " in its place');
  if (NEGATIVE.test(text))
    return one(0, 'a hyphen', `write "-" in its place, or ${inQuotes(text)} if it is text`, '-');
  return [];
}

/** Both ends of a value that stands in typographic quotes, or the begin of one that only begins with one. */
function quotesAround({ text, start }: PlainToken, whole: string): Found[] {
  const open = text[0]!;
  const wraps = text.length > 1 && open in QUOTES && text.at(-1)! in QUOTES;
  if (!wraps && !OPENING.includes(open)) return [];
  const [line = ''] = whole.slice(start, start + MOST_OF_A_QUOTATION).split('\n', 1);
  // In { } and [ ] a comma ends a value: what belongs together is the text up to the closing quote.
  const last = wraps ? text.length - 1 : line.slice(1).search(A_QUOTE) + 1;
  const isPair = (wraps || last >= text.length) && !/["\\]/.test(line.slice(1, last));
  const [quoted, severity, wanted] = [line.slice(0, last + 1), 'error', 'straight quotes'] as const;
  if (!isPair) {
    const cure = `put the whole value in straight quotes: ${inQuotes(text)}`;
    return [{ at: start, severity, wanted, cure, replacement: open }];
  }
  const cure = `write "${quoted.slice(1, -1)}"; if these quotes belong to the value, "${quoted}"`;
  return [
    { at: start, end: start + last + 1, severity, wanted, cure, replacement: '"' },
    { at: start + last, severity, wanted, cure, replacement: '"', isOtherEnd: true },
  ];
}

/** A character that nobody sees, where it changes what YAML reads. */
function misplaced(at: number, character: string, { text, start, isKey }: PlainToken): Found {
  const severity = 'error';
  if (character in BREAKS)
    return { at, severity, wanted: 'a line break', cure: 'begin a new line', replacement: '\n' };
  if (character in SPACES)
    return { at, severity, wanted: 'a space', cure: 'write a space in its place', replacement: ' ' };
  const isWithinWord = /^\S\S$/.test(`${text[at - start - 1] ?? ' '}${text[at - start + 1] ?? ' '}`);
  return {
    at,
    severity,
    wanted: '',
    cure: 'delete it',
    ...(isKey && isWithinWord ? {} : { replacement: ' ' }),
  };
}

/** One within a value, which may be meant. */
function doubtful(at: number, character: string, { text }: PlainToken): Found {
  const escaped = text.replaceAll(character, `\\u${hex(character)}`);
  const cure = `${character in SPACES ? 'write a space' : 'delete it'}, or "${escaped}" if it is meant`;
  return { at, severity: 'warning', wanted: '', cure };
}

function problemsOf(found: readonly Found[], source: Source): Diagnostic[] {
  const told = found.filter(({ isOtherEnd }) => !isOtherEnd);
  const kinds = Map.groupBy(told, (each) => `${source.text[each.at]}${each.severity}${each.wanted}`);
  return [...kinds.values()].map((all): Diagnostic => {
    const { at, end = at + 1, severity, wanted, cure } = all[0]!;
    const character = source.text[at]!;
    const name = `${NAMES[character]} (U+${hex(character).toUpperCase()})`;
    const message =
      wanted !== ''
        ? `${name} stands here where YAML wants ${wanted}`
        : `${name} stands in this ${severity === 'warning' ? 'value' : 'place'}, and cannot be seen`;
    const hint = `${cure}${otherLines(all, source)}`;
    return { code: 'look-alike', severity, place: { source, start: at, end }, message, hint };
  });
}

const MOST_LINES_NAMED = 8;

/** `; the same in lines 5, 6`, or nothing. */
function otherLines([first, ...others]: readonly Found[], { text, ...source }: Source): string {
  const begin = lineColumn({ ...source, text }, first!.at).line;
  const numbers = new Set<number>();
  let [line, from] = [begin, first!.at];
  for (const { at } of others) {
    for (let next = text.indexOf('\n', from); next !== -1 && next < at; next = text.indexOf('\n', from)) {
      line += 1;
      from = next + 1;
    }
    if (line !== begin) numbers.add(line);
  }
  if (numbers.size === 0) return '';
  const shown = [...numbers].slice(0, MOST_LINES_NAMED).join(', ');
  const more = numbers.size > MOST_LINES_NAMED ? ` and ${numbers.size - MOST_LINES_NAMED} more` : '';
  return `; the same in line${numbers.size > 1 ? 's' : ''} ${shown}${more}`;
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(4, '0');
}

/** A text as a quoted value of YAML. */
export function inQuotes(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}
