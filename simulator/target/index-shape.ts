import { byKind } from '../../receiver/document/composite-shapes.ts';
import { optional, record } from '../../receiver/document/record.ts';
import { boolean, text, word } from '../../receiver/document/scalar-shapes.ts';
import { complain, type Placed, placed, refine, type Shape } from '../../receiver/document/shape.ts';
import type { IndexSettings } from './target.ts';

/** What is said of an index; the rest has its default. */
export interface IndexSpec {
  readonly name?: Placed<string>;
  readonly mapping?: Placed<IndexSettings['mapping']>;
  readonly keep?: Placed<boolean>;
}

/** What stands for the run's own word in the name of an index. */
export const RUN_PLACEHOLDER = '{run}';

/** What an index is where nothing is said of it: one of the run's own, with the contract's mapping, kept to be looked at. */
export const INDEX_DEFAULTS: IndexSettings = {
  name: `ocs-sim-${RUN_PLACEHOLDER}`,
  mapping: 'contract',
  keep: true,
};

const LONGEST_NAME = 200;

const name: Shape<Placed<string>> = placed(
  refine(text('the name of an index', { example: 'ocs-states-{run}' }), (value, node, reading) => {
    const wrong = wrongName(value.replaceAll(RUN_PLACEHOLDER, 'run'));
    if (wrong === null) return value;
    return complain(reading, 'bad-value', node.place, `an index cannot be called "${value}": ${wrong}`, {
      found: value,
      ...(/[A-Z]/.test(value) ? { hint: `write ${value.toLowerCase()}` } : {}),
    });
  }),
);

const settings: Shape<IndexSpec> = record(
  {
    name: optional(name, 'its name; {run} stands for a word of the run; ocs-sim-{run} by default', {
      default: INDEX_DEFAULTS.name,
    }),
    mapping: optional(
      placed(word('a mapping', ['contract', 'dynamic'])),
      'contract (the default): made before the run, with the mapping derived from the contract; dynamic: left to the first document, as behind a real OCS',
      { example: 'dynamic', default: INDEX_DEFAULTS.mapping },
    ),
    keep: optional(
      placed(boolean()),
      "whether the run's own index, with {run} in its name, stays there afterwards; true by default; any other always does",
      { example: false, default: INDEX_DEFAULTS.keep },
    ),
  },
  { what: 'an index' },
);

/** A name, or more than that. */
export const indexShape: Shape<IndexSpec> = byKind({
  scalar: refine(name, (value): IndexSpec => ({ name: value })),
  mapping: settings,
});

/** By the rules of Elasticsearch and OpenSearch. */
function wrongName(value: string): string | null {
  if (/[A-Z]/.test(value)) return 'capital letters are not allowed';
  if (/[{}]/.test(value)) return 'in braces only {run} has a meaning';
  const odd = /[\\/*?"<>| ,#:]|[\p{Cc}]/u.exec(value)?.[0];
  if (odd !== undefined) return `${JSON.stringify(odd)} is not allowed`;
  if (/^[-_+.]/.test(value)) return `it cannot begin with "${value[0]}"`;
  return Buffer.byteLength(value) > LONGEST_NAME ? 'it is too long' : null;
}
