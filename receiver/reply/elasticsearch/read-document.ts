// Reads a document as Elasticsearch's parser sees it: what JSON.parse forgets, that 1.0 is not 1, that numbers are longer than a
// double, where each value stands, and that keys must not come twice, decides there.

/** One value of a document, with the place where it begins and where its last token ends, as offsets into the text. */
export type DocumentValue =
  | { readonly kind: 'null'; readonly start: number; readonly end: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly start: number; readonly end: number }
  /** As it stands there: `1e3` and `1.0` are decimals, `-0` is an integer. */
  | {
      readonly kind: 'integer' | 'decimal';
      readonly text: string;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'string'; readonly value: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'list';
      readonly items: readonly DocumentValue[];
      readonly start: number;
      readonly end: number;
    }
  | DocumentObject;

/** An object of a document, its members in their order. */
export interface DocumentObject {
  readonly kind: 'object';
  readonly members: readonly { readonly name: string; readonly value: DocumentValue }[];
  readonly start: number;
  readonly end: number;
}

/** Why a text is no document. */
export interface NoDocument {
  readonly kind: 'no document';
  /**
   * `duplicate` and `deep` are JSON, but not for Elasticsearch; `end` is where it should go on; behind a whole document there may be
   * another value (`extra START_OBJECT`), or what is none (`extra`).
   */
  readonly why: 'syntax' | 'end' | 'duplicate' | 'deep' | 'extra' | `extra ${string}`;
  readonly message: string;
  readonly at: number;
}

/** Documented for Jackson, which Elasticsearch reads with: deeper documents are refused. */
const MAX_DEPTH = 1_000;

const TOKEN = /([{}[\],:])|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)/y;
/** What Jackson calls them, by their first character or whole. */
const TOKENS: Readonly<Record<string, string>> = {
  '{': 'START_OBJECT',
  '[': 'START_ARRAY',
  '"': 'VALUE_STRING',
  true: 'VALUE_TRUE',
  false: 'VALUE_FALSE',
  null: 'VALUE_NULL',
};
/** Neither a control character nor an escape. */
const NOT_PLAIN = /[\u0000-\u001f\\]/;
const BLANKS = /[ \t\n\r]*/y;

class Refused extends Error {
  readonly no: NoDocument;

  constructor(why: NoDocument['why'], message: string, at: number) {
    super(message);
    this.no = { kind: 'no document', why, message, at };
  }
}

/** Reads a whole text; what is wrong with it comes back as a value. */
export function readDocument(text: string): DocumentValue | NoDocument {
  const reader = new Reader(text);
  try {
    return reader.whole();
  } catch (error) {
    if (error instanceof Refused) return error.no;
    throw error;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;
  #start = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): DocumentValue {
    const value = this.#value(this.#token(), 0);
    BLANKS.lastIndex = this.#at;
    BLANKS.test(this.#text);
    if (BLANKS.lastIndex < this.#text.length)
      throw new Refused(this.#extra(), 'Malformed content, found extra data after parsing', BLANKS.lastIndex);
    return value;
  }

  #extra(): NoDocument['why'] {
    let token: string;
    try {
      token = this.#token();
    } catch {
      return 'extra';
    }
    const key = Object.hasOwn(TOKENS, token) ? token : token.charAt(0);
    const name = Object.hasOwn(TOKENS, key) ? TOKENS[key] : undefined;
    if (name !== undefined) return `extra ${name}`;
    return /^[-\d]/.test(token) ? 'extra VALUE_NUMBER' : 'extra';
  }

  #token(): string {
    BLANKS.lastIndex = this.#at;
    BLANKS.test(this.#text);
    this.#start = BLANKS.lastIndex;
    if (this.#text[this.#start] === '"') return this.#string();
    TOKEN.lastIndex = this.#start;
    const token = TOKEN.exec(this.#text);
    if (token === null) throw this.#unexpected(this.#start);
    this.#at = TOKEN.lastIndex;
    return token[0];
  }

  /** Not by a pattern: one that knows escapes would run out of stack in a long string. */
  #string(): string {
    const text = this.#text;
    let end = this.#start;
    let escaped = true;
    while (escaped) {
      end = text.indexOf('"', end + 1);
      if (end === -1) throw this.#unexpected(text.length);
      let backslashes = 0;
      while (text[end - 1 - backslashes] === '\\') backslashes += 1;
      escaped = backslashes % 2 === 1;
    }
    this.#at = end + 1;
    return text.slice(this.#start, this.#at);
  }

  #unexpected(from: number): Refused {
    BLANKS.lastIndex = from;
    BLANKS.test(this.#text);
    const at = BLANKS.lastIndex;
    const found = this.#text.codePointAt(at);
    return new Refused(
      found === undefined ? 'end' : 'syntax',
      found === undefined
        ? 'Unexpected end-of-input'
        : `Unexpected character ('${String.fromCodePoint(found)}' (code ${found}))`,
      at,
    );
  }

  #value(token: string, depth: number): DocumentValue {
    const start = this.#start;
    const first = token.charCodeAt(0);
    switch (token[0]) {
      case '"':
        return { kind: 'string', value: this.#stringOf(token), start, end: this.#at };
      case '{':
        return this.#object(start, depth + 1);
      case '[':
        return this.#list(start, depth + 1);
      case 't':
      case 'f':
        return { kind: 'boolean', value: token === 'true', start, end: this.#at };
      case 'n':
        return { kind: 'null', start, end: this.#at };
    }
    if (first !== 45 && (first < 48 || first > 57)) throw this.#unexpected(start);
    return { kind: /[.eE]/.test(token) ? 'decimal' : 'integer', text: token, start, end: this.#at };
  }

  #object(start: number, depth: number): DocumentObject {
    this.#checkDepth(depth);
    const members: { name: string; value: DocumentValue }[] = [];
    const names = new Set<string>();
    let token = this.#token();
    if (token === '}') return { kind: 'object', members, start, end: this.#at };
    for (;;) {
      if (token[0] !== '"') throw this.#unexpected(this.#start);
      const name = this.#stringOf(token);
      if (names.has(name)) throw new Refused('duplicate', `Duplicate field '${name}'`, this.#start);
      names.add(name);
      if (this.#token() !== ':') throw this.#unexpected(this.#start);
      members.push({ name, value: this.#value(this.#token(), depth) });
      token = this.#token();
      if (token === '}') return { kind: 'object', members, start, end: this.#at };
      if (token !== ',') throw this.#unexpected(this.#start);
      token = this.#token();
    }
  }

  #list(start: number, depth: number): DocumentValue {
    this.#checkDepth(depth);
    const items: DocumentValue[] = [];
    let token = this.#token();
    if (token === ']') return { kind: 'list', items, start, end: this.#at };
    for (;;) {
      items.push(this.#value(token, depth));
      token = this.#token();
      if (token === ']') return { kind: 'list', items, start, end: this.#at };
      if (token !== ',') throw this.#unexpected(this.#start);
      token = this.#token();
    }
  }

  #stringOf(token: string): string {
    if (!NOT_PLAIN.test(token)) return token.slice(1, -1);
    try {
      return JSON.parse(token) as string;
    } catch {
      throw new Refused('syntax', 'Illegal character or escape in a string', this.#start);
    }
  }

  #checkDepth(depth: number): void {
    if (depth <= MAX_DEPTH) return;
    const message = `Document nesting depth (${depth}) exceeds the maximum allowed (${MAX_DEPTH})`;
    throw new Refused('deep', message, this.#start);
  }
}

/** `1:15`: line and column of an offset, from 1, columns counted in bytes of UTF-8. @assumption that columns are bytes, as Jackson's are */
export function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  return `${line}:${Buffer.byteLength(before.slice(lineStart)) + 1}`;
}
