import { text } from '../../receiver/document/scalar-shapes.ts';
import { complain, type Placed, placed, type Shape } from '../../receiver/document/shape.ts';
import { type SecretRef, secret } from './secret-shape.ts';

/** What a header is to say: a text, or a secret. */
export type HeaderValue = string | SecretRef;

const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;

/** What HTTP itself needs them for. */
const FRAMING: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const SECRET_HEADER = /^(?:proxy-)?authorization$|^cookie$|api-?key|token|secret|password/i;

/** Whether what a header says is sure to be a secret. */
export function isSecretHeader(name: string): boolean {
  return SECRET_HEADER.test(name);
}

/** A pattern that does not look at the case of letters, for JSON Schema, which has no flag for that. */
function anyCase(pattern: string): string {
  return pattern.replaceAll(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);
}

/** A header's value as HTTP can carry it. */
export const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

const plain = text('text', { allowEmpty: true });

/** Names to values. */
export const headersShape: Shape<ReadonlyMap<string, Placed<HeaderValue>>> = {
  example: () => ({ 'X-Tenant': 'bank' }),
  expects: 'a mapping of header names to texts, or to {env: NAME} or {file: PATH}',
  read: (node, reading) => {
    if (node.kind !== 'mapping')
      return complain(reading, 'wrong-type', node.place, `expected ${headersShape.expects}`);
    const headers = new Map<string, Placed<HeaderValue>>();
    let failed = false;
    for (const { key, keyPlace, value } of node.entries) {
      const wrong = wrongName(key);
      if (wrong !== null) {
        failed = true;
        complain(reading, 'bad-value', keyPlace, ...wrong);
        continue;
      }
      const valueShape: Shape<Placed<HeaderValue>> =
        value.kind === 'scalar' && !isSecretHeader(key) ? placed(plain) : secret(key);
      const read = valueShape.read(value, reading);
      if (read === undefined) failed = true;
      else if (typeof read.value === 'string' && !HEADER_VALUE.test(read.value)) {
        failed = true;
        complain(reading, 'bad-value', value.place, 'a header cannot carry such characters', {
          expected: 'one line of Latin text',
        });
      } else headers.set(key, read);
    }
    return failed ? undefined : headers;
  },
  schema: (definitions) => ({
    type: 'object',
    propertyNames: {
      pattern: `^(?!(${anyCase([...FRAMING, 'proxy-authorization'].join('|'))})$)${TOKEN.source.slice(1)}`,
    },
    patternProperties: { [anyCase(SECRET_HEADER.source)]: secret('NAME').schema(definitions) },
    additionalProperties: { anyOf: [plain.schema(definitions), secret('NAME').schema(definitions)] },
  }),
};

function wrongName(name: string): readonly [message: string, detail: { readonly hint?: string }] | null {
  if (!TOKEN.test(name)) return [`a header cannot be called "${name}"`, {}];
  if (FRAMING.has(name.toLowerCase())) return [`the header ${name} is set by the connection itself`, {}];
  if (name.toLowerCase() === 'proxy-authorization')
    return [
      'this header is for a proxy',
      { hint: 'write proxy: {url: URL, user: NAME, password: {env: NAME}}' },
    ];
  return null;
}
