import { anyOf, byKind, listOf, mapOf } from '../document/composite-shapes.ts';
import { number, scalar, text } from '../document/scalar-shapes.ts';
import { complain, named, refine, type Scalar, type Shape } from '../document/shape.ts';

type Json = Scalar | readonly Json[] | { readonly [key: string]: Json };

const json: Shape<Json> = named('json', 'any JSON value', () =>
  byKind({
    scalar: scalar(),
    list: listOf(json),
    mapping: refine(mapOf(json, 'names to JSON values'), (map): Json => Object.fromEntries(map)),
  }),
);

const asJson = (value: Json): ReplyBody => ({
  text: JSON.stringify(value),
  mediaType: 'application/json; charset=utf-8',
  isJson: true,
});

/** The body of an answer as a rule gives it. */
export interface ReplyBody {
  readonly text: string;
  /** The Content-Type where the rule gives none. */
  readonly mediaType: string;
  /** It was given as a mapping or list. */
  readonly isJson: boolean;
}

/** The body of an answer: text is sent as it is, a mapping or a list as JSON. */
export const replyBodyShape: Shape<ReplyBody> = byKind({
  scalar: refine(
    text('text, or a mapping or list to be sent as JSON', { allowEmpty: true }),
    (value): ReplyBody => ({ text: value, mediaType: 'text/plain; charset=utf-8', isJson: false }),
  ),
  list: refine(listOf(json), asJson),
  mapping: refine(mapOf(json, 'names to JSON values'), (map) => asJson(Object.fromEntries(map))),
});

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;
const OURS: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding']);

const headerValue: Shape<string> = anyOf('text or a number', [
  text('text', { allowEmpty: true }),
  refine(number('a number'), String),
]);

/** Where a redirect points to: whatever a header can carry, since a wrong address is a fault worth trying. */
export const locationShape: Shape<string> = refine(
  text('text, where to redirect to'),
  (location, node, reading) =>
    HEADER_VALUE.test(location)
      ? location
      : complain(reading, 'bad-value', node.place, 'this has a character that no header can carry'),
);

/** Headers of an answer by name; what HTTP does not allow, and what the receiver must say itself, is refused. */
export const replyHeadersShape: Shape<ReadonlyMap<string, string>> = refine(
  mapOf(headerValue, 'header names to values'),
  (headers, node, reading) => {
    let failed = false;
    for (const entry of node.kind === 'mapping' ? node.entries : []) {
      const problem = !HEADER_NAME.test(entry.key)
        ? 'is no name of a header'
        : OURS.has(entry.key.toLowerCase())
          ? 'is set by the receiver itself'
          : !HEADER_VALUE.test(headers.get(entry.key) ?? '')
            ? 'has a character that no header can carry'
            : null;
      if (problem === null) continue;
      failed = true;
      complain(reading, 'bad-value', entry.keyPlace, `"${entry.key}" ${problem}`);
    }
    return failed ? undefined : headers;
  },
);
