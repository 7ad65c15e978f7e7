import { didYouMean } from '../../../receiver/document/closest-word.ts';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import type { Source } from '../../../receiver/document/place.ts';
import { complain, newReading } from '../../../receiver/document/shape.ts';
import type { DocNode } from '../../../receiver/document/source.ts';
import { valueIn } from '../overlay.ts';

/**
 * Values for variables, each given as `name=value`; the value is YAML. Complaints point at the text of the setting itself: about
 * one that cannot be read, about a name that is no variable, and about one over which the matrix rules.
 */
export function readParams(
  settings: readonly string[],
  variables: readonly string[],
  inMatrix: readonly string[],
  problems: Diagnostic[],
): ReadonlyMap<string, DocNode> {
  const values = new Map<string, DocNode>();
  const reading = { ...newReading(), problems };
  for (const text of settings) {
    const source: Source = { name: '--param', text };
    const equals = text.indexOf('=');
    const name = text.slice(0, Math.max(0, equals));
    const place = { source, start: 0, end: Math.max(1, equals < 0 ? text.length : equals) };
    if (name === '') {
      complain(reading, 'bad-value', place, 'expected name=value', { hint: 'such as --param interval=5' });
    } else if (inMatrix.includes(name)) {
      complain(
        reading,
        'conflicting-keys',
        place,
        `${name} is a key of the matrix, which gives it its values`,
        {
          hint: `choose among its cases: --case ${name}=VALUE`,
        },
      );
    } else if (!variables.includes(name)) {
      const hint = didYouMean(name, variables);
      complain(reading, 'unknown-reference', place, `the scenario has no variable "${name}"`, {
        found: name,
        expected: variables.length > 0 ? `one of ${variables.join(', ')}` : 'a name under variables:',
        ...(hint === undefined ? {} : { hint }),
      });
    } else {
      const value = valueIn(source, equals + 1);
      if ('problem' in value) problems.push(value.problem);
      else values.set(name, value.node);
    }
  }
  return values;
}
