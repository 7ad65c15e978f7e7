// The careful look at a JSON text, for when the quick one found something: where its first mistake is (the engine's own messages
// do not always say, and change with its version), and which keys stand more than once. One pass, no recursion.

export interface Walk {
  /** The first mistake with its place, one line; null for a well-formed text. */
  readonly mistake: string | null;
  /** Paths of keys that stand more than once in one object, each path once, in the order in which they are met. */
  readonly duplicateKeys: readonly string[];
}

/** An object or a list that is open at this point of the text. */
interface Level {
  /** Keys met so far; null for a list. */
  readonly keys: Set<string> | null;
  key: string;
  index: number;
}

const WHITE = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const WITHIN_TEXT = 'a character or escape that JSON allows, or the closing quote';
const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/;

/** Walks a text whose depth is known to be bounded; names at most `maxDuplicates` keys. */
export function walkJson(text: string, maxDuplicates: number): Walk {
  const levels: Level[] = [];
  const duplicates = new Set<string>();
  let at = 0;

  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return null;
    at = pattern.lastIndex;
    return found[0];
  };
  /** By a loop, because one expression for a text of megabytes overflows the engine's stack. */
  const takeString = (): string | null => {
    if (text[at] !== '"') return null;
    const start = at;
    at += 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        at += 1;
        return text.slice(start, at);
      }
      if (code === BACKSLASH ? take(ESCAPE) === null : !(code >= SPACE)) return null;
      if (code !== BACKSLASH) at += 1;
    }
  };
  const skipWhite = (): string | undefined => {
    take(WHITE);
    return text[at];
  };
  const ended = (mistake: string | null): Walk => ({ mistake, duplicateKeys: [...duplicates] });
  const expected = (what: string): Walk => ended(`expected ${what}, found ${placed(text, at)}`);

  /** Reads `"key" :`; null where something else stands there. */
  const readKey = (level: Level): Walk | null => {
    skipWhite();
    if (text[at] !== '"') return expected('a key in double quotes');
    const written = takeString();
    if (written === null) return expected(WITHIN_TEXT);
    const key = written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
    level.key = key;
    if (level.keys!.has(key)) {
      if (duplicates.size < maxDuplicates) duplicates.add(pathOf(levels));
    } else level.keys!.add(key);
    if (skipWhite() !== ':') return expected('":" after the key');
    at += 1;
    return null;
  };

  for (;;) {
    // A value is due here.
    const next = skipWhite();
    if (next === '{' || next === '[') {
      at += 1;
      const level: Level = { keys: next === '{' ? new Set() : null, key: '', index: 0 };
      levels.push(level);
      if (skipWhite() !== (next === '{' ? '}' : ']')) {
        const trouble = next === '{' ? readKey(level) : null;
        if (trouble !== null) return trouble;
        continue;
      }
    } else if (next === '"') {
      if (takeString() === null) return expected(WITHIN_TEXT);
    } else if ((take(NUMBER) ?? take(WORD)) === null) {
      return expected('a value');
    }
    // A value or an empty bracket has just ended: close what closes, and go on behind the next comma.
    for (;;) {
      const after = skipWhite();
      const level = levels.at(-1);
      if (level === undefined) return after === undefined ? ended(null) : expected('the end');
      if (after === (level.keys ? '}' : ']')) {
        at += 1;
        levels.pop();
        continue;
      }
      if (after !== ',') return expected(level.keys ? '"," or "}"' : '"," or "]"');
      at += 1;
      level.index += 1;
      const trouble = level.keys ? readKey(level) : null;
      if (trouble !== null) return trouble;
      break;
    }
  }
}

/** `GSW_CALLING_LISTS[0].GSW_CALLING_LIST`; a key that is no plain word in brackets and quotes. */
function pathOf(levels: readonly Level[]): string {
  let path = '';
  for (const { keys, key, index } of levels) {
    if (keys === null) path += `[${index}]`;
    else if (PLAIN_KEY.test(key)) path += path === '' ? key : `.${key}`;
    else path += `[${JSON.stringify(key)}]`;
  }
  return path;
}

function placed(text: string, at: number): string {
  const point = text.codePointAt(at);
  if (point === undefined) return `the end of the body at ${where(text, at)}`;
  return `${JSON.stringify(String.fromCodePoint(point))} at ${where(text, at)}`;
}

/** Lines and columns from 1, offsets from 0; in UTF-16 code units, as editors count. */
function where(text: string, at: number): string {
  const lineStart = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  let line = 1;
  for (let i = text.indexOf('\n'); i !== -1 && i < at; i = text.indexOf('\n', i + 1)) line += 1;
  return `line ${line}, column ${at - lineStart + 1} (offset ${at})`;
}
