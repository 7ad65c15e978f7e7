import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Source } from '../../receiver/document/place.ts';
import { withoutSecrets } from '../target/secret-shape.ts';

/** Whether it keeps a scenario from being played. */
export function isError(problem: Diagnostic): boolean {
  return problem.severity === 'error';
}

/**
 * Each file's problems in the order of its text, the scenario's own file first; without secrets, and nothing twice: an alias or an
 * include can lead to the same place again.
 */
export function tidied(own: Source, problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const order = new Map([[own, 0]]);
  for (const { place } of problems) if (!order.has(place.source)) order.set(place.source, order.size);
  const said = new Set<string>();
  const sorted = problems
    .filter(({ place, code, message }) => {
      const key = `${order.get(place.source)}:${place.start}:${code}:${message}`;
      return !said.has(key) && said.add(key);
    })
    .sort((a, b) => order.get(a.place.source)! - order.get(b.place.source)! || a.place.start - b.place.start);
  return withoutSecrets(sorted);
}
