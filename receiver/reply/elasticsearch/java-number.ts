// Numbers as Java reads them from strings and prints them.

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^[+-]?(?:NaN|Infinity)$/;

/** Whether `new BigDecimal(text)` takes it: no blanks around it, no suffix. ASCII digits only. @assumption */
export function isBigDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** What `Double.parseDouble` makes of it; null where it throws. Hexadecimal ones are none here. @assumption */
export function parsedDouble(text: string): number | null {
  const trimmed = text.trim();
  if (NOT_FINITE.test(trimmed)) return Number(trimmed);
  const bare = trimmed.replace(/[fFdD]$/, '');
  return DECIMAL.test(bare) ? Number(bare) : null;
}

/** As `Double.toString` prints it: `1000.0`, `1.0E10`, `Infinity`. */
export function printedDouble(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) {
    const text = Object.is(value, -0) ? '-0' : String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [digits, exponent] = value.toExponential().split('e') as [string, string];
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`;
}
