import { text } from '../../receiver/document/scalar-shapes.ts';
import { complain, type Placed, placed, refine, type Shape } from '../../receiver/document/shape.ts';
import { plainSecret } from './secret-shape.ts';

/** An http or https URL in which no credentials stand; `instead` says how those are written. */
export function urlShape(example: string, instead: string): Shape<Placed<string>> {
  const expects = `a URL such as ${example}`;
  return placed(
    refine(
      text(expects, { example, pattern: '^[Hh][Tt][Tt][Pp][Ss]?://[^/?#@]+([/?#].*)?$' }),
      (value, node, reading) => {
        const credentials = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(value)?.[1];
        if (credentials !== undefined) {
          const { place } = node;
          const at = place.source.text.slice(place.start, place.end).indexOf(`${credentials}@`);
          const start = at === -1 ? place.start : place.start + at;
          const end = at === -1 ? place.end : start + credentials.length;
          return plainSecret(reading, { ...place, start, end }, instead);
        }
        const hint = /^[\w.-]+:\d+(\/|$)/.test(value) ? { hint: `did you mean http://${value}?` } : {};
        const wrong = (): undefined =>
          complain(reading, 'bad-value', node.place, `expected ${expects}`, { found: value, ...hint });
        if (!URL.canParse(value)) return wrong();
        return ['http:', 'https:'].includes(new URL(value).protocol) ? value : wrong();
      },
    ),
  );
}
