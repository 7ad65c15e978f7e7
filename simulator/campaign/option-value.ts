// What the values of options look like in YAML, beyond plain numbers and booleans.

import { byKind, mapOf } from '../../receiver/document/composite-shapes.ts';
import { text } from '../../receiver/document/scalar-shapes.ts';
import { complain, type Reading, refine, type Shape } from '../../receiver/document/shape.ts';
import type { DocNode } from '../../receiver/document/source.ts';

/** An absolute http or https URI, kept as written; empty text is none (null), as an option without a value is in Genesys. */
export function uriOption(): Shape<string | null> {
  const expects = 'text with an http or https URI';
  return refine(text(expects, { allowEmpty: true }), (value, node, reading) => {
    if (value === '') return null;
    // A name that only the run knows, such as the receiver's address, is put in later.
    if (value.includes('${')) return value;
    const parsed = URL.canParse(value) ? new URL(value) : null;
    if (parsed !== null && /^https?:$/.test(parsed.protocol)) return value;
    return complain(reading, 'bad-value', node.place, 'expected an http or https URI', {
      found: JSON.stringify(value),
      expected: 'a URI such as http://127.0.0.1:9200/states/_doc',
      ...(parsed === null && /^[\w.-]+(:\d+)?(\/|$)/.test(value)
        ? { hint: `did you mean "http://${value}"?` }
        : {}),
    });
  });
}

/** Headers that frame the message; the transport writes them, and a second opinion would break the connection. */
const FRAMING = new Set([
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Extra request headers: `{Name: value}` or the text `Name: value; Name2: value2` (a value that has a semicolon itself needs the
 * mapping). Names differ by more than letter case. Refused: what is no header, and the headers that frame a message.
 */
export function headersOption(): Shape<ReadonlyMap<string, string>> {
  const mapping = refine(
    mapOf(text('text, the value of a header', { allowEmpty: true }), 'header names to values'),
    (headers, node, reading) => checked([...headers], node, reading),
  );
  const line = refine(
    text('text of the form "Name: value; Name2: value2"', { allowEmpty: true }),
    (written, node, reading) => {
      const parts = written.split(';').map((part) => part.trim());
      const pairs: [string, string][] = [];
      for (const part of parts.filter((each) => each !== '')) {
        const colon = part.indexOf(':');
        if (colon < 1) {
          return complain(reading, 'bad-value', node.place, `"${part}" is no header`, {
            found: JSON.stringify(part),
            expected: 'Name: value',
            hint: 'a value that has a semicolon needs the form of a mapping',
          });
        }
        pairs.push([part.slice(0, colon).trim(), part.slice(colon + 1).trim()]);
      }
      return checked(pairs, node, reading);
    },
  );
  return byKind({ scalar: line, mapping });
}

function checked(
  pairs: readonly (readonly [string, string])[],
  node: DocNode,
  reading: Reading,
): ReadonlyMap<string, string> | undefined {
  const seen = new Set<string>();
  let failed = false;
  for (const [name, value] of pairs) {
    const place =
      node.kind === 'mapping'
        ? (node.entries.find((entry) => entry.key === name)?.keyPlace ?? node.place)
        : node.place;
    const trouble = headerTrouble(name, value, seen);
    seen.add(name.toLowerCase());
    if (trouble === null) continue;
    failed = true;
    complain(reading, 'bad-value', place, trouble, { found: JSON.stringify(`${name}: ${value}`) });
  }
  return failed ? undefined : new Map(pairs);
}

function headerTrouble(name: string, value: string, seen: ReadonlySet<string>): string | null {
  if (!NAME.test(name)) return `"${name}" is no header name`;
  if (!VALUE.test(value)) return `the value of ${name} has characters that a header cannot carry`;
  if (FRAMING.has(name.toLowerCase())) return `${name} is written by the transport and cannot be set`;
  if (seen.has(name.toLowerCase())) return `the header ${name} is given twice`;
  return null;
}
