// Whether a value goes into a field that is mapped already, and what Elasticsearch says where it does not.

import { isIP } from 'node:net';
import { fitsDateFormat } from './detect-date.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { Words } from './flavour.ts';
import { isBigDecimal, parsedDouble, printedDouble } from './java-number.ts';
import type { DocumentValue } from './read-document.ts';

/** The innermost reason of an error, as `caused_by` has it. */
export interface Cause {
  readonly type: string;
  readonly reason: string;
  readonly caused_by?: Cause;
}

/** Why a value does not go into its field. */
export interface Misfit {
  readonly cause: Cause;
  /** An object never is overlooked, whatever ignore_malformed says. */
  readonly ignorable: boolean;
}

type Scalar = Exclude<DocumentValue, { kind: 'null' | 'list' }>;
type ValueMapping = Extract<FieldMapping, { kind: 'value' }>;

/** Inclusive bounds of the integer types. */
const INTEGERS: Readonly<Record<string, readonly [name: string, min: bigint, max: bigint]>> = {
  long: ['a long', -(2n ** 63n), 2n ** 63n - 1n],
  integer: ['an integer', -(2n ** 31n), 2n ** 31n - 1n],
  short: ['a short', -(2n ** 15n), 2n ** 15n - 1n],
  byte: ['a byte', -128n, 127n],
  unsigned_long: ['an unsigned long', 0n, 2n ** 64n - 1n],
};
const DECIMALS: Readonly<Record<string, number>> = {
  float: 3.4028234663852886e38,
  half_float: 65_504,
  double: Number.MAX_VALUE,
  scaled_float: Number.MAX_VALUE,
};
const TEXTS: ReadonlySet<string> = new Set([
  'text',
  'keyword',
  'match_only_text',
  'wildcard',
  'constant_keyword',
]);
const DATES: ReadonlySet<string> = new Set(['date', 'date_nanos']);
/** Their strings are read exactly, all others as doubles. */
const EXACT: ReadonlySet<string> = new Set(['long', 'unsigned_long']);

/** Null where the value fits. */
export function misfitOf(
  value: Scalar,
  mapping: ValueMapping,
  at: () => string,
  words: Words,
): Misfit | null {
  const { type } = mapping;
  if (type in INTEGERS || type in DECIMALS) return number(value, mapping, words);
  if (TEXTS.has(type)) return value.kind === 'object' ? never(noText(at, words)) : null;
  if (type === 'boolean') return boolean(value, at, words);
  if (type === 'ip') return ip(value, at, words);
  return DATES.has(type) ? date(value, mapping, at, words) : null;
}

function number(value: Scalar, mapping: ValueMapping, words: Words): Misfit | null {
  const { type, coerce } = mapping;
  switch (value.kind) {
    case 'object':
      return words === '8'
        ? never(argument('Cannot parse object as number'))
        : never(parseTrouble(notNumeric('START_OBJECT'), words));
    case 'boolean':
      return misfit(parseTrouble(notNumeric(`VALUE_${String(value.value).toUpperCase()}`), words));
    case 'string':
      // An empty string is no value at all.
      if (coerce && value.value === '') return null;
      if (!coerce) return misfit(argument(`${javaName(type)} value passed as String`));
      return numberInString(value.value, type);
    default:
      if (!coerce && type in INTEGERS && value.kind === 'decimal' && !Number.isInteger(Number(value.text)))
        return misfit(argument(`${value.text} cannot be converted to ${javaName(type)} without data loss`));
      return type in DECIMALS ? finite(Number(value.text), type) : token(value.text, type, words);
  }
}

function numberInString(text: string, type: string): Misfit | null {
  const reason = `For input string: "${text}"`;
  if (EXACT.has(type)) return isBigDecimal(text) ? range(text, text, type) : misfit(argument(reason));
  const value = parsedDouble(text);
  if (value === null) return misfit({ type: 'number_format_exception', reason });
  if (type in DECIMALS) return finite(value, type);
  // The cast to an integer makes 0 of it.
  if (Number.isNaN(value)) return null;
  if (!Number.isFinite(value)) return outOfRange(text, type);
  if (type !== 'byte') return range(String(value), text, type);
  // It is an integer on its way to being a byte.
  return range(String(value), text, 'integer') ?? range(String(value), String(Math.trunc(value)), 'byte');
}

/** A number in JSON, of which the reader of JSON has its own opinion. */
function token(text: string, type: string, words: Words): Misfit | null {
  const misfitting = range(text, text, type);
  if (misfitting === null || type === 'unsigned_long') return misfitting;
  const coercion = (of: string): Misfit =>
    misfit(parseTrouble(`Numeric value (${text}) out of range of ${of}`, words, 'input_coercion_exception'));
  if (type === 'long') return coercion(`long (${bounds('long')})`);
  if (words === '8') return misfitting;
  if (range(text, text, 'integer') !== null) return coercion(`int (${bounds('integer')})`);
  return type === 'short' ? coercion('Java short') : misfitting;
}

function finite(value: number, type: string): Misfit | null {
  if (Math.abs(value) <= DECIMALS[type]!) return null;
  const got = type === 'float' ? overflowing(value) : value;
  const only = type === 'scaled_float' ? 'only supports' : 'supports only';
  return misfit(argument(`[${type}] ${only} finite values, but got [${printedDouble(got)}]`));
}

/** As a float of 32 bits: too big is infinite. */
function overflowing(value: number): number {
  return Math.abs(value) > DECIMALS.float! ? Math.sign(value) * Infinity : value;
}

function range(text: string, written: string, type: string): Misfit | null {
  const [, min, max] = INTEGERS[type]!;
  const whole = truncated(text);
  return whole !== null && whole >= min && whole <= max ? null : outOfRange(written, type);
}

function outOfRange(written: string, type: string): Misfit {
  return misfit(argument(`Value [${written}] is out of range for ${INTEGERS[type]![0]}`));
}

function bounds(type: string): string {
  const [, min, max] = INTEGERS[type]!;
  return `${min} - ${max}`;
}

/** The part before the decimals, exactly; null where it has more digits than anything here takes. */
function truncated(text: string): bigint | null {
  const [, sign, digits = '', decimals = '', exponent = '0'] =
    /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const shift = Number(exponent);
  const significant = (digits + decimals).replace(/^0+/, '');
  if (significant === '') return 0n;
  const places = significant.length - decimals.length + shift;
  if (places <= 0) return 0n;
  if (places > 40) return null;
  const whole = BigInt(significant.slice(0, places).padEnd(places, '0'));
  return sign === '-' ? -whole : whole;
}

function boolean(value: Scalar, at: () => string, words: Words): Misfit | null {
  switch (value.kind) {
    case 'boolean':
      return null;
    case 'string':
      if (['true', 'false', ''].includes(value.value)) return null;
      return misfit(
        argument(`Failed to parse value [${value.value}] as only [true] or [false] are allowed.`),
      );
    case 'object':
      return words === '8'
        ? never(noText(at, words))
        : never(parseTrouble('Current token (START_OBJECT) not of boolean type', words));
    default: {
      const found = `VALUE_NUMBER_${value.kind === 'integer' ? 'INT' : 'FLOAT'}`;
      return misfit(parseTrouble(`Current token (${found}) not of boolean type`, words));
    }
  }
}

function date(value: Scalar, { format }: ValueMapping, at: () => string, words: Words): Misfit | null {
  if (value.kind === 'object')
    return never(words === '8' ? argument('Cannot parse object as date') : noText(at, words));
  const text =
    value.kind === 'string' ? value.value : value.kind === 'boolean' ? `${value.value}` : value.text;
  if (text === '') return misfit(argument('cannot parse empty date'));
  if (fitsDateFormat(text, format)) return null;
  return misfit({
    type: 'illegal_argument_exception',
    reason: `failed to parse date field [${text}] with format [${format}]`,
    caused_by: { type: 'date_time_parse_exception', reason: 'Failed to parse with all enclosed parsers' },
  });
}

function ip(value: Scalar, at: () => string, words: Words): Misfit | null {
  if (value.kind === 'object') return never(noText(at, words));
  const text = 'text' in value ? value.text : String(value.value);
  if (isIP(text) !== 0) return null;
  return misfit(argument(`'${text}' is not an IP string literal.`));
}

const argument = (reason: string): Cause => ({ type: 'illegal_argument_exception', reason });
const notNumeric = (found: string): string =>
  `Current token (${found}) not numeric, can not use numeric value accessors`;
const misfit = (cause: Cause): Misfit => ({ cause, ignorable: true });
const never = (cause: Cause): Misfit => ({ cause, ignorable: false });

/** What the reader of JSON complains of, without the place that it adds in 7. */
function parseTrouble(reason: string, words: Words, type = 'json_parse_exception'): Cause {
  const cause = { type, reason };
  return words === '8' ? { type: 'x_content_parse_exception', reason, caused_by: cause } : cause;
}

function noText(at: () => string, words: Words): Cause {
  return words === '8'
    ? argument(`Expected text at ${at()} but found START_OBJECT`)
    : { type: 'illegal_state_exception', reason: `Can't get text on a START_OBJECT at ${at()}` };
}

function javaName(type: string): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}

/** A value as Java prints it, for `Preview of field's value`; in a field of `type` a number has been read as that already. */
export function previewOf(value: DocumentValue, type?: string): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'boolean':
    case 'string':
      return String(value.value);
    case 'list':
      return `[${value.items.map((item) => previewOf(item)).join(', ')}]`;
    case 'object':
      return `{${value.members.map(({ name, value: inner }) => `${name}=${previewOf(inner)}`).join(', ')}}`;
    case 'decimal':
      return printedDouble(type === 'float' ? overflowing(Number(value.text)) : Number(value.text));
    default:
      return value.text;
  }
}
