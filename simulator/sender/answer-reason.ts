// What an answer says about why a request was not taken, out of the forms in which systems say such.

import { harmless } from '../../receiver/document/harmless.ts';

const MOST_SHOWN = 300;
/** Of a page or a text no more is looked at. */
const MOST_READ = 16_384;
/** Objects within each other that are looked into. */
const DEEPEST = 12;

/** One harmless line; empty where it says nothing. */
export function answerReason(answer: string): string {
  return oneLine(reasonGiven(answer) ?? textOf(answer.slice(0, MOST_READ)));
}

/** The reason that an answer of JSON gives, whatever its status; null where it is no JSON, or gives none. */
export function reasonGiven(answer: string): string | null {
  let json: unknown;
  try {
    json = JSON.parse(answer);
  } catch {
    return null;
  }
  if (typeof json === 'string') return json;
  const said = json === null || typeof json !== 'object' ? null : fromError(json, 0);
  // The name that a store made up for a document it did not take tells nobody anything.
  return said === null ? null : oneLine(said.replace(/ in document with id '[^']*'/, ''));
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return harmless(line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line);
}

/** Where an error stands within another object, the more telling ones first. */
const WITHIN = ['error', 'errors', 'fault', 'failures', 'items', 'index', 'create', '_shards', 'detail'];
const CAUSES = ['caused_by', 'cause'];
const WORDS = [
  'type',
  'reason',
  'error',
  'title',
  'message',
  'msg',
  'detail',
  'description',
  'error_description',
];

/** Elasticsearch's errors, problem details (RFC 9457), OAuth's, and whatever has a message. */
function fromError(error: object, depth: number): string | null {
  if (depth > DEEPEST) return null;
  if (Array.isArray(error)) {
    for (const each of error.slice(0, 100)) {
      const said = typeof each === 'string' ? each : isObject(each) ? fromError(each, depth + 1) : null;
      if (said !== null) return said;
    }
    return null;
  }
  const found = new Map(Object.entries(error).map(([name, value]) => [name.toLowerCase(), value as unknown]));
  for (const name of WITHIN) {
    const inner = found.get(name);
    const said = isObject(inner) ? fromError(inner, depth + 1) : null;
    if (said !== null) return said;
  }
  const texts = WORDS.map((name) => found.get(name)).filter(
    (part): part is string => typeof part === 'string' && part !== '' && part !== 'about:blank',
  );
  const cause = innermost(found, depth);
  // A type alone, such as that of a field, is no reason.
  if (cause === null && texts.length === 1 && texts[0] === found.get('type')) return null;
  if (cause !== null) texts.push(`caused by ${cause}`);
  return texts.length === 0 ? null : [...new Set(texts)].join(': ');
}

function innermost(found: ReadonlyMap<string, unknown>, depth: number): string | null {
  for (const name of CAUSES) {
    const cause = found.get(name);
    if (!isObject(cause) || depth > DEEPEST) continue;
    const inner = new Map(Object.entries(cause).map(([key, value]) => [key.toLowerCase(), value as unknown]));
    return innermost(inner, depth + 1) ?? fromError(cause, depth + 1);
  }
  return null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** A title that says nothing, as frameworks give to every page of an error. */
const EMPTY_TITLE = /^(?:an? )?(?:error|untitled|document)?(?: page)?$/i;

/** Of a page its title, or else its text; of JSON that was cut off the first reason in it; of anything else all. */
function textOf(answer: string): string {
  if (/^\s*[[{]/.test(answer)) return reasonInCutJson(answer) ?? answer;
  if (!/<[a-z!?/]/i.test(answer)) return answer;
  const title = plain(/<title[^<>]*>([^<]*)/i.exec(answer)?.[1] ?? '');
  if (!EMPTY_TITLE.test(title)) return title;
  return plain(
    answer
      .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, ' ')
      .replaceAll(/<(style|script|title)\b[\s\S]*?(?:<\/\1[^<>]*>|$)/gi, ' ')
      .replaceAll(/<[^<>]*>/g, ' '),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function plain(markup: string): string {
  const text = markup.replaceAll(
    /&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,6}));/gi,
    (all, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all;
      return String.fromCodePoint(
        Math.min(0x10_ff_ff, Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10)),
      );
    },
  );
  return text.replaceAll(/\s+/g, ' ').trim();
}

const TEXT = '"((?:[^"\\\\]|\\\\.){0,400})';
const TYPE_AND_REASON = new RegExp(`"type"\\s*:\\s*${TEXT}"\\s*,\\s*"reason"\\s*:\\s*${TEXT}`);
const MESSAGE = new RegExp(`"(?:reason|message|detail|title|error_description|error)"\\s*:\\s*${TEXT}`);

function reasonInCutJson(json: string): string | null {
  const typed = TYPE_AND_REASON.exec(json);
  if (typed !== null) return `${unescaped(typed[1]!)}: ${unescaped(typed[2]!)}`;
  const message = MESSAGE.exec(json)?.[1];
  return message === undefined || message === '' ? null : unescaped(message);
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    // Cut off in the middle of an escape.
    return text;
  }
}
