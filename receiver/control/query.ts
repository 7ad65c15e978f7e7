import { didYouMean } from '../document/closest-word.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import { parseDurationMs } from '../document/duration.ts';
import { parseInstantMs } from '../document/instant-text.ts';
import type { Place } from '../document/place.ts';
import { newReading, type Reading, type Shape } from '../document/shape.ts';
import { readYaml, type ScalarNode } from '../document/source.ts';
import { problemMessages, type Refusal, refusal } from './refusal.ts';

/** One parameter of a query, for reading it and for the OpenAPI document. */
export interface Parameter {
  readonly name: string;
  readonly about: string;
  /** JSON Schema of one value. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly example?: string | number | boolean;
  /** May stand several times. */
  readonly repeatable?: true;
}

/** Smaller numbers are hardly meant as milliseconds since 1970: it would be 1973. */
const LEAST_INSTANT = 1e11;
/** The platform knows none beyond. */
const LAST_INSTANT = 8.64e15;

/** An instant of the wall clock, or one that a duration leads to, on the clock that is never set. */
export interface QueriedInstant {
  readonly clock: 'wall' | 'steady';
  /** Milliseconds since 1970. */
  readonly ms: number;
}

const DURATION = '(?:[0-9]{1,9}(?:\\.[0-9]{1,3})?(?:ms|s|m|h|d))+';
const LEAP_YEAR = '(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const DATE = `(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|${LEAP_YEAR}-02-29)`;
const TIME =
  'T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,3})?)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])';

/** JSON Schema of what `Query.instant` reads. */
export const INSTANT_SCHEMA = {
  type: 'string',
  pattern: `^(?:-?${DURATION}|${DATE}(?:${TIME})?|0|[1-9][0-9]{11,14})$`,
} as const;

/** JSON Schema of what `Query.duration` reads up to ten minutes, in the ways that people write it. */
export const TEN_MINUTES_SCHEMA = {
  type: 'string',
  pattern:
    '^(?:(?:[0-9]{1,5}|[1-5][0-9]{5}|600000)ms|(?:[0-9]{1,2}(?:\\.[0-9]{1,3})?|[1-5][0-9]{2}|600)s|(?:[0-9]|10)m|[0-8]m[0-9]{1,2}s)$',
} as const;

/** Parameters of one query: each record may be held against all of them. */
const MOST_PARAMETERS = 100;

/** Reads the parameters of a query; complaints are collected, and `refusal` tells of all of them. */
export class Query {
  readonly #values: URLSearchParams;
  readonly #problems: Diagnostic[] = [];

  constructor(values: URLSearchParams, known: readonly Parameter[]) {
    this.#values = values;
    const names = known.map(({ name }) => name);
    if (values.size > MOST_PARAMETERS) {
      this.#complain('query', `the query has ${values.size} parameters, and ${MOST_PARAMETERS} are the most`);
      return;
    }
    for (const name of new Set(values.keys())) {
      const parameter = known.find((each) => each.name === name);
      if (parameter === undefined) {
        const expected = names.length === 0 ? 'no parameter' : `one of ${names.join(', ')}`;
        this.#complain(name, `there is no parameter "${name}" here`, expected, didYouMean(name, names));
      } else if (parameter.repeatable === undefined && values.getAll(name).length > 1) {
        this.#complain(name, `the parameter "${name}" may stand only once`);
      }
    }
  }

  /** What is wrong with the query; null where nothing is. */
  get refusal(): Refusal | null {
    const [first] = this.#problems;
    if (first === undefined) return null;
    const more = this.#problems.length > 1 ? ` (and ${this.#problems.length - 1} more)` : '';
    return refusal('bad-query', `${first.message}${more}`, {
      ...(first.hint === undefined ? {} : { hint: first.hint }),
      problems: problemMessages(this.#problems),
    });
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  text(name: string): string | undefined {
    return this.#values.get(name) ?? undefined;
  }

  /** A text that is not empty. */
  filled(name: string): string | undefined {
    const text = this.text(name);
    if (text !== '') return text;
    this.#complain(name, `${name}= is empty: expected a text`);
    return undefined;
  }

  texts(name: string): readonly string[] {
    return this.#values.getAll(name);
  }

  /** A whole number within bounds. */
  integer(name: string, bounds: { readonly min: number; readonly max?: number }): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const { min, max = Number.MAX_SAFE_INTEGER } = bounds;
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    const upTo = bounds.max === undefined ? ` from ${min}` : ` from ${min} to ${max}`;
    this.#complain(name, `${name}=${text}: expected a whole number${upTo}`);
    return undefined;
  }

  /** Milliseconds of a duration such as `2s`, up to `max`. */
  duration(name: string, max: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const ms = text === '0' ? 0 : parseDurationMs(text);
    if (ms !== null && ms <= max) return ms;
    const hint = /^\d+$/.test(text) ? `a unit is missing: ${text}s is ${text} seconds` : undefined;
    const most = max % 60_000 === 0 ? `${max / 60_000}m` : `${max}ms`;
    this.#complain(
      name,
      `${name}=${text}: expected a duration such as 500ms, 2s or 1m, at most ${most}`,
      undefined,
      hint,
    );
    return undefined;
  }

  /** One of some words. */
  word<const W extends string>(name: string, words: readonly W[]): W | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if ((words as readonly string[]).includes(text)) return text as W;
    this.#complain(
      name,
      `${name}=${text}: expected one of ${words.join(', ')}`,
      undefined,
      didYouMean(text, words),
    );
    return undefined;
  }

  flag(name: string): boolean | undefined {
    const word = this.word(name, ['true', 'false']);
    return word === undefined ? undefined : word === 'true';
  }

  /** An instant: ISO 8601, milliseconds since 1970, a duration since the origin, or `-5m` for five minutes ago. */
  instant(
    name: string,
    { originMs, nowMs }: { readonly originMs: number; readonly nowMs: number },
  ): QueriedInstant | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const wallMs = parseInstantMs(text);
    if (wallMs !== null) return { clock: 'wall', ms: wallMs };
    if (/^\d{1,16}$/.test(text) && Number(text) >= LEAST_INSTANT && Number(text) <= LAST_INSTANT)
      return { clock: 'wall', ms: Number(text) };
    if (/^0+$/.test(text)) return { clock: 'steady', ms: originMs };
    const ago = text.startsWith('-');
    const ms = parseDurationMs(ago ? text.slice(1) : text);
    if (ms !== null) return { clock: 'steady', ms: ago ? nowMs - ms : originMs + ms };
    this.#complain(
      name,
      `${name}=${text}: expected a time since the start such as 2m50s, -5m for five minutes ago, 2026-01-31T12:00:00Z, or milliseconds since 1970`,
      undefined,
      /^\d+$/.test(text) ? `a unit is missing: ${text}s is ${text} seconds` : undefined,
    );
    return undefined;
  }

  /** Each value taken as plain text by a shape. */
  plain<T>(name: string, shape: Shape<T>): readonly T[] {
    return this.texts(name).flatMap((value) => {
      const node: ScalarNode = { kind: 'scalar', value, written: value, place: placeOf(name, value) };
      return this.#kept((reading) => shape.read(node, reading));
    });
  }

  /** Each value read as YAML by a shape. */
  yaml<T>(name: string, shape: Shape<T>, prepare: (text: string) => string = (text) => text): readonly T[] {
    return this.texts(name).flatMap((value) => {
      const { root, problems } = readYaml({ name, text: prepare(value) });
      this.#problems.push(...problems);
      if (problems.length > 0) return [];
      if (root === null) {
        this.#complain(name, `${name}= is empty: expected ${shape.expects}`);
        return [];
      }
      return this.#kept((reading) => shape.read(root, reading));
    });
  }

  /** Adds complaints that others found. */
  add(problems: readonly Diagnostic[]): void {
    this.#problems.push(...problems);
  }

  #kept<T>(read: (reading: Reading) => T | undefined): readonly T[] {
    const reading = newReading();
    const value = read(reading);
    this.#problems.push(...reading.problems);
    return value === undefined ? [] : [value];
  }

  #complain(name: string, message: string, expected?: string, hint?: string): void {
    this.#problems.push({
      code: 'bad-value',
      severity: 'error',
      place: placeOf(name, this.text(name) ?? ''),
      message,
      ...(expected === undefined ? {} : { expected }),
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

function placeOf(name: string, text: string): Place {
  return { source: { name, text }, start: 0, end: text.length };
}
