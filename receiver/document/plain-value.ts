// Values of a program read as if they stood in a YAML text: the same shapes check them, and a complaint shows the same caret, under
// a line that is written here for it.

import type { Diagnostic } from './diagnostic.ts';
import { exactly, isNumber } from './exact-number.ts';
import type { Place } from './place.ts';
import type { DocNode, MappingEntry, ReadResult } from './source.ts';

/** Levels of nesting, as for a YAML text. */
const MAX_DEPTH = 100;

/** A text that YAML would read as just this text without quotes. */
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N}_ .@%+*/-]*(?<! )$/u;
/** Words that stand for another value, or for a number. */
const NOT_TEXT = /^(?:true|false|null|yes|no|on|off|[\d.]+(?:e\d+)?|0[xo].*|\.inf|\.nan)$/i;
const PLAIN_KEY = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

/**
 * Reads a plain value: texts, numbers, booleans, null, arrays, objects without a class of their own, and regular expressions by
 * their source. A key whose value is undefined is not there. It never throws: a function, a date, a value within itself and the
 * like come back as problems. `name` stands before line and column in a complaint.
 */
export function readPlain(value: unknown, name: string): ReadResult {
  const source = { name, text: '' };
  const problems: Diagnostic[] = [];

  function written(text: string): Place {
    const start = source.text.length;
    source.text += text;
    return { source, start, end: source.text.length };
  }

  function complain(text: string, message: string, hint: string): DocNode {
    const place = written(text);
    problems.push({ code: 'wrong-type', severity: 'error', place, message, hint });
    return { kind: 'scalar', value: null, written: text, place };
  }

  function node(value: unknown, depth: number): DocNode {
    if (depth > MAX_DEPTH)
      return complain('…', `the value is nested more than ${MAX_DEPTH} deep`, 'does it stand within itself?');
    if (typeof value === 'bigint') return node(exactly(String(value), Number(value)), depth);
    if (value === null || isNumber(value) || typeof value === 'boolean')
      return { kind: 'scalar', value, written: String(value), place: written(String(value)) };
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return list(value, depth);
    if (value instanceof RegExp) return pattern(value);
    if (isPlainObject(value)) return mapping(value, depth);
    return complain(
      typeof value === 'object' ? value.constructor.name : typeof value,
      `${kindOf(value)} cannot be expected of JSON`,
      'give a text, a number, true, false, null, an array or an object',
    );
  }

  function text(value: string): DocNode {
    const shown = PLAIN.test(value) && !NOT_TEXT.test(value) ? value : JSON.stringify(value);
    return { kind: 'scalar', value, written: shown, place: written(shown) };
  }

  /** Shapes make their own expression of the source, with the flag u. */
  function pattern({ source: expression, flags }: RegExp): DocNode {
    if (flags.replace('u', '') !== '')
      return complain(
        `/${expression}/${flags}`,
        `the flag ${flags.replace('u', '')[0]} of a regular expression is not known here`,
        'say it in the expression itself: [Ss]pring',
      );
    return text(expression);
  }

  function list(values: readonly unknown[], depth: number): DocNode {
    const { start } = written('[');
    const items = Array.from(values, (item, index) => {
      if (index > 0) written(', ');
      return node(item, depth + 1);
    });
    return { kind: 'list', items, place: { source, start, end: written(']').end } };
  }

  function mapping(value: object, depth: number): DocNode {
    const given = Object.entries(value).filter(([, each]) => each !== undefined);
    const { start } = written(given.length === 0 ? '{' : '{ ');
    const entries = given.map(([key, each], index): MappingEntry => {
      if (index > 0) written(', ');
      const keyPlace = written(PLAIN_KEY.test(key) ? key : JSON.stringify(key));
      written(': ');
      return { key, keyPlace, value: node(each, depth + 1) };
    });
    return {
      kind: 'mapping',
      entries,
      place: { source, start, end: written(given.length === 0 ? '}' : ' }').end },
    };
  }

  const root = node(value, 0);
  return { root: problems.length > 0 ? null : root, problems };
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has another Object.prototype; what all of them have in common is that nothing is above.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'object') return `an object of the class ${value?.constructor.name}`;
  return `a ${typeof value}`;
}
