// The same JSON in another spelling, as another serializer would write it. What it says stays as it was.

/** Every character beyond ASCII as an escape: `"\u00e9"`. */
export function escaped(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Numbers that are fractions by the contract with a point, whole ones too: `600.0`. @param names whose numbers */
export function pointed(json: string, names: readonly string[]): string {
  return renumbered(json, names, (digits) => (/^-?\d+$/.test(digits) ? `${digits}.0` : digits));
}

/** The same with 17 significant digits, as C and C++ print a double that must come back as it was: `0.84999999999999998`. */
export function seventeenDigits(json: string, names: readonly string[]): string {
  return renumbered(json, names, (digits) => exactDigits(Number(digits)));
}

/** The same with an exponent: `8.5e-1`. */
export function withExponent(json: string, names: readonly string[]): string {
  return renumbered(json, names, (digits) => Number(digits).toExponential());
}

function renumbered(json: string, names: readonly string[], spell: (digits: string) => string): string {
  const keys = names.map((name) => JSON.stringify(name).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return json.replace(
    new RegExp(`(${keys}):(-?\\d[\\d.eE+-]*)`, 'g'),
    (_, key: string, digits: string) => `${key}:${spell(digits)}`,
  );
}

function exactDigits(value: number): string {
  const text = value.toPrecision(17);
  return text.includes('e') ? text : text.replace(/\.0+$|(?<!0)0+$/, '');
}
