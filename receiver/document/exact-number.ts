// Numbers of JSON and YAML with all of their digits: a plain number where a double is what was written, else the text itself.

/** A number that no double is: 9007199254740993, 1e400, 0.1000000000000000055. In JSON it stands as it was written. */
export class ExactNumber {
  /** As it was written, in JSON's syntax. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  /** The nearest double, which may be Infinity. */
  valueOf(): number {
    return Number(this.text);
  }

  toJSON(): unknown {
    return rawJson(this.text);
  }
}

/** Any number of JSON. */
export type JsonNumber = number | ExactNumber;

/** Known to the engine, and not yet to TypeScript: JSON that is written as it is. */
const { rawJSON: rawJson } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** What may be a number of JSON with so many digits, or an exponent, that a double may not do. */
const PERHAPS_INEXACT = /[:,[\s](-?(?:\d[\d.]{15}[\d.eE+-]*|\d+(?:\.\d+)?[eE][\d+-]+))/g;
/** A double is written with so many digits at most, whoever writes it. */
const DIGITS_OF_A_DOUBLE = 17;

/**
 * JSON.parse that keeps the digits of numbers: what no double is comes as ExactNumber. A text without such numbers takes the time
 * of JSON.parse. @throws SyntaxError as JSON.parse does
 */
export function parseJson(text: string): unknown {
  if (!hasInexact(text)) return JSON.parse(text);
  const reviver = (_: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && context?.source !== undefined ? exactly(context.source, value) : value;
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
}

function hasInexact(text: string): boolean {
  PERHAPS_INEXACT.lastIndex = 0;
  for (let found = PERHAPS_INEXACT.exec(text); found !== null; found = PERHAPS_INEXACT.exec(text)) {
    const written = found[1]!;
    if (typeof exactly(written, Number(written)) !== 'number') {
      return true;
    }
  }
  return false;
}

/** The number that a decimal text says; `double` is what it was read as. A text that is no plain decimal stays the double. */
export function exactly(text: string, double: number): JsonNumber {
  if (text === String(double)) return double;
  const written = decimalOf(text);
  if (written === null || isZero(written) || isSpelling(written, double)) return double;
  return new ExactNumber(inJson(text));
}

/** Whether a value is a number, exact or not. */
export function isNumber(value: unknown): value is JsonNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

/** Whether a value is an object of JSON: no list, no null, no exact number. */
export function isJsonObject<T>(
  value: T,
): value is Exclude<T, null | ExactNumber | readonly unknown[]> & object {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}

/** Below, at or above 0 as the first is less than, equal to or greater than the second, digit by digit. */
export function compareNumbers(a: JsonNumber, b: JsonNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [decimalOf(String(a)), decimalOf(String(b))];
  // An infinite bound has no digits.
  if (x === null || y === null) return Number(a) - Number(b);
  return signOf(x) !== signOf(y) ? signOf(x) - signOf(y) : signOf(x) * compareSizes(x, y) + 0;
}

/** Whether there is nothing behind the point. */
export function isInteger(value: JsonNumber): boolean {
  if (typeof value === 'number') return Number.isInteger(value);
  const { digits, point } = decimalOf(value.text)!;
  return digits.length <= point;
}

/** The same text for the same number, however it was written. */
export function canonicalNumber(value: JsonNumber): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  const { negative, digits, point } = decimalOf(value.text)!;
  return `${negative ? '-' : ''}0.${digits}e${point}`;
}

/** `0.DIGITS` times ten to the power of `point`; no zero at either end of the digits, which are empty for 0. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

function decimalOf(text: string): Decimal | null {
  const [whole, sign, before = '', after = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  if (whole === undefined || before + after === '') return null;
  const all = before + after;
  let from = 0;
  while (all[from] === '0') from += 1;
  let to = all.length;
  while (to > from && all[to - 1] === '0') to -= 1;
  return {
    negative: sign === '-',
    digits: all.slice(from, to),
    point: before.length - from + Number(exponent),
  };
}

function isZero({ digits }: Decimal): boolean {
  return digits === '';
}

function signOf({ negative, digits }: Decimal): number {
  return digits === '' ? 0 : negative ? -1 : 1;
}

function compareSizes(a: Decimal, b: Decimal): number {
  if (a.point !== b.point) return a.point - b.point;
  return a.digits === b.digits ? 0 : a.digits < b.digits ? -1 : 1;
}

/** Whether a decimal is the shortest way to write a double, or the one with 16 or 17 digits that many programs write. */
function isSpelling(written: Decimal, double: number): boolean {
  if (!Number.isFinite(double)) return false;
  const same = (text: string): boolean => {
    const { digits, point } = decimalOf(text)!;
    return digits === written.digits && point === written.point;
  };
  if (same(String(double))) return true;
  const length = written.digits.length;
  const isWhole = length <= written.point;
  return !isWhole && length <= DIGITS_OF_A_DOUBLE && same(double.toPrecision(length));
}

/** YAML takes `+1`, `.5`, `5.` and `007`, JSON does not. */
function inJson(text: string): string {
  const [, sign, before = '', after = '', exponent] = DECIMAL.exec(text)!;
  const whole = before.replace(/^0+(?=\d)/, '') || '0';
  return `${sign === '-' ? '-' : ''}${whole}${after === '' ? '' : `.${after}`}${exponent === undefined ? '' : `e${exponent}`}`;
}
