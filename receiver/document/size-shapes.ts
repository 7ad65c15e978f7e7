import { scalarShape } from './scalar-shapes.ts';
import { complain, foundText, type Scalar, type Shape } from './shape.ts';
import { parseSize, sizeText } from './size.ts';

const SIZE = 'a size such as 100 B, 64 kB or 1 MiB';
const RATE = 'a rate such as 500 B/s, 1 kB/s or 2 MB/s';
const UNIT = '[kKmMgG]?i?[bB]';

/** Whole bytes of a text such as `100 B`, `64kB`, `1 MiB`; 0 needs no unit. */
export function size(expects: string = SIZE): Shape<number> {
  const shape = scalarShape(
    expects,
    (value, node, reading) => {
      if (value === 0) return { value: 0 };
      const bytes = typeof value === 'string' ? parseSize(value) : null;
      if (bytes !== null) return { value: bytes };
      return complain(reading, 'bad-value', node.place, `expected ${expects}`, {
        found: foundText(node),
        expected: expects,
        ...sizeHint(value),
      });
    },
    {
      anyOf: [
        { type: 'string', pattern: `^[0-9.]+ ?${UNIT}$|\\$\\{` },
        { const: 0, description: 'nothing' },
      ],
      examples: ['100 B', '64 kB'],
    },
    '64 kB',
  );
  return { ...shape, write: sizeText };
}

function sizeHint(value: Scalar): { readonly hint?: string } {
  if (typeof value === 'number') {
    if (value < 0) return { hint: 'a size cannot be negative' };
    return Number.isFinite(value) ? { hint: `a unit is missing: ${value} B is ${value} bytes` } : {};
  }
  const [, count] = /^(\d+) ?bytes?$/i.exec(String(value)) ?? [];
  return count === undefined ? {} : { hint: `write ${count} B` };
}

/** Bytes a second of a text such as `500 B/s` or `1 kB/s`; at least one. */
export function rate(expects: string = RATE): Shape<number> {
  const shape = scalarShape(
    expects,
    (value, node, reading) => {
      const [, amount] = typeof value === 'string' ? (/^(.+?) ?\/ ?s$/.exec(value) ?? []) : [];
      const bytes = amount === undefined ? null : parseSize(amount);
      if (bytes !== null && bytes >= 1) return { value: bytes };
      const perSecond = parseSize(String(value));
      return complain(reading, 'bad-value', node.place, `expected ${expects}`, {
        found: foundText(node),
        expected: expects,
        ...(perSecond ? { hint: `write ${sizeText(perSecond)}/s` } : {}),
      });
    },
    {
      type: 'string',
      pattern: `^[0-9.]+ ?${UNIT} ?/ ?s$|\\$\\{`,
      examples: ['500 B/s', '1 kB/s'],
    },
    '1 kB/s',
  );
  return { ...shape, write: (bytes) => `${sizeText(bytes)}/s` };
}
