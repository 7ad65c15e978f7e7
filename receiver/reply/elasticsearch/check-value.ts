// Whether a value goes into a field that is mapped already, and what Elasticsearch says where it does not.

import { fitsDateFormat } from './detect-date.ts';
import type { FieldMapping } from './field-mapping.ts';
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
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Null where the value fits. Types that are not known here take any value. @assumption */
export function misfitOf(value: Scalar, mapping: ValueMapping, at: () => string): Misfit | null {
  const { type } = mapping;
  if (type in INTEGERS || type in DECIMALS) return number(value, mapping);
  if (TEXTS.has(type)) {
    return value.kind === 'object'
      ? never({
          type: 'illegal_argument_exception',
          reason: `Expected text at ${at()} but found START_OBJECT`,
        })
      : null;
  }
  if (type === 'boolean') return boolean(value, at);
  return DATES.has(type) ? date(value, mapping) : null;
}

function number(value: Scalar, mapping: ValueMapping): Misfit | null {
  const { type, coerce } = mapping;
  switch (value.kind) {
    case 'object':
      return never(argument('Cannot parse object as number'));
    case 'boolean':
      return misfit(
        parseTrouble(
          `Current token (VALUE_${String(value.value).toUpperCase()}) not numeric, can not use numeric value accessors`,
        ),
      );
    case 'string': {
      // An empty string is no value at all.
      if (coerce && value.value === '') return null;
      if (!coerce) return misfit(argument(`${javaName(type)} value passed as String`));
      const text = value.value.trim();
      if (!NUMBER.test(text)) return misfit(notANumber(type, value.value));
      return range(text, value.value, type, false);
    }
    default:
      if (!coerce && type in INTEGERS && value.kind === 'decimal' && !Number.isInteger(Number(value.text)))
        return misfit(argument(`${value.text} cannot be converted to ${javaName(type)} without data loss`));
      return range(value.text, value.text, type, true);
  }
}

/** @param isToken the number is one in JSON, which the reader of JSON complains of in its own words */
function range(text: string, written: string, type: string, isToken: boolean): Misfit | null {
  const integers = INTEGERS[type];
  if (integers === undefined) {
    if (Math.abs(Number(text)) <= DECIMALS[type]!) return null;
    const infinity = Number(text) < 0 ? '-Infinity' : 'Infinity';
    return misfit(argument(`[${type}] supports only finite values, but got [${infinity}]`));
  }
  const [name, min, max] = integers;
  const whole = truncated(text);
  if (whole !== null && whole >= min && whole <= max) return null;
  if (isToken && type === 'long') {
    const reason = `Numeric value (${written}) out of range of long (${min} - ${max})`;
    return misfit({
      type: 'x_content_parse_exception',
      reason,
      caused_by: { type: 'input_coercion_exception', reason },
    });
  }
  return misfit(argument(`Value [${written}] is out of range for ${name}`));
}

/** The part before the decimals, exactly; null where it has more digits than anything here takes. */
function truncated(text: string): bigint | null {
  const [, sign, digits = '', decimals = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const shift = Number(exponent);
  const significant = (digits + decimals).replace(/^0+/, '');
  if (significant === '') return 0n;
  const places = significant.length - decimals.length + shift;
  if (places <= 0) return 0n;
  if (places > 40) return null;
  const whole = BigInt(significant.slice(0, places).padEnd(places, '0'));
  return sign === '-' ? -whole : whole;
}

function boolean(value: Scalar, at: () => string): Misfit | null {
  switch (value.kind) {
    case 'boolean':
      return null;
    case 'string':
      if (['true', 'false', ''].includes(value.value)) return null;
      return misfit(
        argument(`Failed to parse value [${value.value}] as only [true] or [false] are allowed.`),
      );
    case 'object':
      return never(argument(`Expected text at ${at()} but found START_OBJECT`));
    default:
      return misfit(
        parseTrouble(
          `Current token (VALUE_NUMBER_${value.kind === 'integer' ? 'INT' : 'FLOAT'}) not of boolean type`,
        ),
      );
  }
}

function date(value: Scalar, { format }: ValueMapping): Misfit | null {
  if (value.kind === 'object') return never(argument('Cannot parse object as date'));
  const text =
    value.kind === 'string' ? value.value : value.kind === 'boolean' ? `${value.value}` : value.text;
  if (fitsDateFormat(text, format)) return null;
  return misfit({
    type: 'illegal_argument_exception',
    reason: `failed to parse date field [${text}] with format [${format}]`,
    caused_by: { type: 'date_time_parse_exception', reason: 'Failed to parse with all enclosed parsers' },
  });
}

function notANumber(type: string, written: string): Cause {
  const reason = `For input string: "${written}"`;
  return { type: type in DECIMALS ? 'number_format_exception' : 'illegal_argument_exception', reason };
}

const argument = (reason: string): Cause => ({ type: 'illegal_argument_exception', reason });
const parseTrouble = (reason: string): Cause => ({
  type: 'x_content_parse_exception',
  reason,
  caused_by: { type: 'json_parse_exception', reason },
});
const misfit = (cause: Cause): Misfit => ({ cause, ignorable: true });
const never = (cause: Cause): Misfit => ({ cause, ignorable: false });

function javaName(type: string): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}

/** A value as Java prints it, for `Preview of field's value`. */
export function previewOf(value: DocumentValue): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'boolean':
    case 'string':
      return String(value.value);
    case 'list':
      return `[${value.items.map(previewOf).join(', ')}]`;
    case 'object':
      return `{${value.members.map(({ name, value: inner }) => `${name}=${previewOf(inner)}`).join(', ')}}`;
    default:
      return value.text;
  }
}
