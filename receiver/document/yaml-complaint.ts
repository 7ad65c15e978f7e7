import { type Document, type Node, visit } from 'yaml';
import type { Diagnostic } from './diagnostic.ts';
import { inQuotes } from './look-alikes.ts';
import { lineColumn, type Source } from './place.ts';

/** What the YAML parser found wrong, and where it saw that. */
interface ParserComplaint {
  readonly code: string;
  readonly message: string;
  /** Offsets into the text; the end is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** The same in our own words, at the place where the mistake was made. */
interface YamlComplaint extends Pick<Diagnostic, 'code' | 'message' | 'hint'> {
  readonly start: number;
  readonly end: number;
  /** Whether an earlier mistake may have caused it, so that beside one it says nothing. */
  readonly isConsequence?: true;
  /** Of quotes that are not closed the first is the one: it turns the inside of all that follow out. */
  readonly isQuote?: true;
}

export const TOO_DEEP = 'nested too deeply';

/** The parser says so at the end of what it took for the text; what helps is where that begins. */
const UNCLOSED_QUOTE = /^Missing closing .*quote/;
const COMPARE = 'compare its indentation with the lines around it';

/** What the complaints about one text have in common. */
interface ParsedText {
  readonly text: string;
  /** Where the quoted value begins that ends at, or reaches over, an offset; null where there is none. */
  readonly quoteBefore: (offset: number) => number | null;
  /** Where the { or [ begins that holds an offset; null where there is none. */
  readonly flowAround: (offset: number) => number | null;
}

/** What the YAML parser complains of in our own words. */
function yamlComplaint(complaint: ParserComplaint, parsed: ParsedText): YamlComplaint {
  const { code, message, start, end } = complaint;
  const say = (
    said: string,
    hint?: string,
    place: { readonly start: number; readonly end: number } = complaint,
  ): YamlComplaint => ({
    code: 'yaml-syntax',
    message: said,
    ...(hint === undefined ? {} : { hint }),
    start: place.start,
    end: place.end,
  });
  switch (code) {
    case 'TAB_AS_INDENT':
      return { ...say('a tab is used to indent', tabHint(parsed.text, start)), code: 'tab' };
    case 'MULTIPLE_DOCS':
      return say('a second document begins here', 'one file holds one document: split it at ---');
    case 'RESOURCE_EXHAUSTION':
      return say(TOO_DEEP);
    case 'BAD_INDENT': {
      const bracket = /^Flow (map|sequence) in block/.exec(message)?.[1];
      return bracket === undefined
        ? { ...say(sentence(message), COMPARE), isConsequence: true }
        : unclosedBracket(complaint, parsed, bracket === 'map' ? '}' : ']');
    }
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
      return nestedKey(complaint, parsed);
    case 'MULTILINE_IMPLICIT_KEY':
      return keyWithoutColon(complaint, parsed);
    case 'BAD_SCALAR_START': {
      const value = valueAt(parsed, start);
      const said = `a value cannot begin with ${parsed.text[start]}`;
      return say(said, `put it in quotes: ${inQuotes(value)}`, { start, end: start + value.length });
    }
    case 'BAD_DQ_ESCAPE': {
      const sign = `\\${parsed.text[start + 1] ?? ''}`;
      return say(`"${sign}" means nothing between double quotes`, BACKSLASH_HINT);
    }
    case 'TAG_RESOLVE_FAILED': {
      const tag = parsed.text.slice(start, end);
      const value = `${tag}${valueAt(parsed, end)}`;
      return say(
        `there is no YAML tag ${tag}`,
        `if ! belongs to the value, put it in quotes: ${inQuotes(value)}`,
      );
    }
    case 'MISSING_CHAR':
      return missing(complaint, parsed);
    default:
      return unexpected(complaint, parsed);
  }
}

/** What to write in place of a backslash that does not mean itself. */
export const BACKSLASH_HINT =
  'a backslash begins an escape there: put the text in single quotes, or write / or \\\\ in its place';

function tabHint(text: string, start: number): string {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return before.includes('-') ? 'write a space behind the dash' : 'YAML indents with spaces only';
}

/** The value that begins at an offset, to the end of its line or, within { } and [ ], to the next comma or bracket. */
function valueAt({ text, flowAround }: ParsedText, start: number): string {
  const [line = ''] = text.slice(start).split('\n', 1);
  const [value = ''] = line.split(/\s#/, 1);
  const [part = ''] = flowAround(start) === null ? [value] : value.split(/[,\]}]/, 1);
  return part === '' ? value.trimEnd() : part.trimEnd();
}

/** `key: some: text`, or a key that is indented beneath a key that has a value. */
function nestedKey({ message, start, end }: ParserComplaint, parsed: ParsedText): YamlComplaint {
  const value = valueAt(parsed, start);
  if (/:(?:\s|$)/.test(value))
    return {
      code: 'yaml-syntax',
      message: 'a second colon followed by a space cannot stand in a value',
      hint: `put it in quotes: ${inQuotes(value)}`,
      start,
      end: start + value.length,
    };
  if (/^[?-] /.test(value))
    return {
      code: 'yaml-syntax',
      message: `a value cannot begin with ${value[0]} and a space`,
      hint: `put it in quotes: ${inQuotes(value)}`,
      start,
      end: start + value.length,
    };
  const below = /\n[ \t]*(?=[^\s#])/.exec(parsed.text.slice(start));
  if (below === null || parsed.flowAround(start) !== null)
    return {
      code: 'yaml-syntax',
      message: sentence(message),
      hint: COMPARE,
      start,
      end,
      isConsequence: true,
    };
  const at = start + below.index + below[0].length;
  return {
    code: 'yaml-syntax',
    message: 'this line stands beneath a key that has a value already',
    hint: COMPARE,
    start: at,
    end: at + valueAt(parsed, at).length,
  };
}

/** A line that should be `key: value`. */
function keyWithoutColon({ start, end }: ParserComplaint, parsed: ParsedText): YamlComplaint {
  const line = valueAt(parsed, start);
  const [, key, value] = /^([\w.-]+)(?::|\s*=\s*)(\S.*)$/.exec(line) ?? [];
  const place = { start, end: Math.max(end, start + 1) };
  if (key !== undefined)
    return {
      code: 'yaml-syntax',
      message: 'a key and its value are parted by a colon and a space',
      hint: `write ${key}: ${value}`,
      ...place,
    };
  return {
    code: 'yaml-syntax',
    message: 'a key begins here that does not end in this line',
    hint: 'is a colon missing behind it?',
    ...place,
    isConsequence: true,
  };
}

function missing(complaint: ParserComplaint, parsed: ParsedText): YamlComplaint {
  const { message, start, end } = complaint;
  if (UNCLOSED_QUOTE.test(message)) {
    const from = parsed.quoteBefore(start) ?? start;
    return {
      code: 'yaml-syntax',
      message: 'the quote that begins here is never closed',
      start: from,
      end,
      isQuote: true,
    };
  }
  if (message.startsWith('Implicit map keys')) return keyWithoutColon(complaint, parsed);
  const bracket = /must end with a (.)$/.exec(message)?.[1];
  if (bracket !== undefined) return unclosedBracket(complaint, parsed, bracket);
  const hint = 'a quote, bracket, comma or colon is missing before this place';
  return { code: 'yaml-syntax', message: sentence(message), hint, start, end };
}

/** A bracket that is never closed, or closed in what YAML takes for a comment. */
function unclosedBracket(
  { start, end }: ParserComplaint,
  parsed: ParsedText,
  bracket: string,
): YamlComplaint {
  const open = bracket === '}' ? '{' : '[';
  const from = parsed.flowAround(start) ?? 0;
  for (const { 0: comment, index } of parsed.text.slice(from, start).matchAll(/(?<=\s)#.*/g)) {
    if (!comment.includes(bracket)) continue;
    const [before = ''] = parsed.text
      .slice(0, from + index)
      .split(/[,[{\n]|[:-]\s/)
      .slice(-1);
    const [word = ''] = comment.split(/[,\]}]/, 1);
    return {
      code: 'yaml-syntax',
      message: `a comment begins here, and hides the ${bracket} that closes the ${open}`,
      hint: `put the value in quotes if this belongs to it: ${inQuotes(`${before}${word}`.trim())}`,
      start: from + index,
      end: from + index + comment.trimEnd().length,
    };
  }
  const isInLine = parsed.text.lastIndexOf('\n', start - 1) < from;
  const message = isInLine ? `the ${open} is never closed` : `a ${open} before this line is never closed`;
  return { code: 'yaml-syntax', message, hint: `add the missing ${bracket}`, start, end };
}

/** What stands where nothing can stand. */
function unexpected({ message, start, end }: ParserComplaint, parsed: ParsedText): YamlComplaint {
  const { text } = parsed;
  const found = valueAt(parsed, start);
  const place = { start, end: Math.max(end, start + 1) };
  const say = (said: string, hint?: string): YamlComplaint => ({
    code: 'yaml-syntax',
    message: said,
    ...(hint === undefined ? {} : { hint }),
    ...place,
  });
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  const quote = /["'](?=\s*$)/.exec(before)?.[0];
  if (quote !== undefined) return behindQuote(quote, say, parsed, start);
  const [, value] = /(?:^|[:-] )\s*([*&|>]\S*\s+)$/.exec(before) ?? [];
  if (value !== undefined) {
    const sign = value[0]!;
    const said =
      sign === '|' || sign === '>'
        ? `a text begins in the line after ${sign}`
        : `nothing can follow ${value.trim()}`;
    return say(said, `if ${sign} belongs to the value, put it in quotes: ${inQuotes(`${value}${found}`)}`);
  }
  if (message.startsWith('Unexpected block-seq-ind on same line'))
    return say(
      'a list cannot begin in the line of its key',
      `begin it in the next line, or put the value in quotes: ${inQuotes(found)}`,
    );
  if (/^Unexpected , in flow/.test(message)) return say('a comma too many', 'delete it');
  if (/:\s*$/.test(before) && /^[\]},?]/.test(found))
    return say(`a value cannot begin with ${found[0]}`, `put it in quotes: ${inQuotes(found)}`);
  if (!/^Unexpected|^Not a YAML token|^Block scalar header/.test(message)) return say(sentence(message));
  return {
    ...say(`"${found === '' ? text.slice(start, end) : found}" does not belong here`, COMPARE),
    isConsequence: true,
  };
}

/** Text behind a closing quote: a quote within the text, or one that was never meant to open a value of several lines. */
function behindQuote(
  quote: string,
  say: (message: string, hint: string) => YamlComplaint,
  parsed: ParsedText,
  start: number,
): YamlComplaint {
  const { text } = parsed;
  const from = parsed.quoteBefore(start);
  if (from !== null && text.slice(from, start).includes('\n')) {
    const [line = ''] = text.slice(from).split('\n', 1);
    const message = 'the quote that begins here is not closed in its line';
    const hint = `it ends only before ${valueAt(parsed, start)}: is a ${quote} missing at the end of this line?`;
    return {
      code: 'yaml-syntax',
      message,
      hint,
      start: from,
      end: from + line.trimEnd().length,
      isQuote: true,
    };
  }
  const within =
    quote === "'"
      ? "an apostrophe is written '' between single quotes"
      : 'a quote is written \\" between double quotes';
  return say('the value ends at the quote before this', `put all of it in quotes; ${within}`);
}

function sentence(message: string): string {
  const text = message.split('\n')[0]!.trim();
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Of more complaints of the parser nobody needs to know, and each costs a walk through the text. */
const MOST_TOLD = 200;
const MOST_BLANKS = 100;

/** The parser's complaints, the first of each line, and without those that an earlier one explains. */
export function parserProblems(document: Document.Parsed, text: string, source: Source): Diagnostic[] {
  const complaints = [...document.errors, ...document.warnings].slice(0, MOST_TOLD);
  if (complaints.length === 0) return [];
  const parsed = parsedText(document, text);
  const lastCharacter = text.trimEnd().length - 1;
  const told = complaints
    .map(({ code, message, pos: [start, end] }) => yamlComplaint({ code, message, start, end }, parsed))
    .map((each) => ({ ...each, line: lineColumn(source, each.start).line }))
    .sort((a, b) => a.start - b.start);
  const kept: typeof told = [];
  for (const each of told.filter(({ isConsequence }) => !isConsequence)) {
    const isSaid = each.isQuote && kept.some(({ isQuote }) => isQuote);
    if (kept.at(-1)?.line !== each.line && !isSaid) kept.push(each);
  }
  const [cause] = kept;
  for (const each of told.filter(({ isConsequence }) => isConsequence)) {
    if (cause !== undefined && cause.line <= each.line + 1) continue;
    if ((kept.findLast(({ line }) => line <= each.line)?.line ?? -1) < each.line - 1) kept.push(each);
  }
  kept.sort((a, b) => a.start - b.start);
  return kept.map(({ code, message, hint, start, end }): Diagnostic => {
    // Never behind the last word, and under a word rather than under the blanks before it.
    const blanks = /^ *(?=\S)/.exec(text.slice(start, start + MOST_BLANKS))?.[0].length ?? 0;
    const from = Math.min(start + blanks, Math.max(0, lastCharacter));
    const place = { source, start: from, end: Math.max(from, Math.min(end, lastCharacter + 1)) };
    return { code, severity: 'error', place, message, ...(hint === undefined ? {} : { hint }) };
  });
}

function parsedText(document: Document.Parsed, text: string): ParsedText {
  const quoted: Node['range'][] = [];
  const flows: Node['range'][] = [];
  visit(document, {
    Scalar: (_, { range, type }) => {
      if (type?.startsWith('QUOTE')) quoted.push(range);
    },
    Collection: (_, { range, flow }) => {
      if (flow) flows.push(range);
    },
  });
  const innermost = (ranges: readonly Node['range'][], offset: number): number | null =>
    ranges.findLast((range) => range && range[0] < offset && offset <= range[2])?.[0] ?? null;
  return {
    text,
    quoteBefore: (offset) => innermost(quoted, offset),
    flowAround: (offset) => innermost(flows, offset),
  };
}
