import type { EnvironmentTrouble } from '../../target/environment-trouble.ts';
import { RUN_PLACEHOLDER } from '../../target/index-shape.ts';

/** Documented with the create index API; `#` and `:` are told of apart from the others there. */
const FORBIDDEN = /[\\/*?"<>| ,#:]/;
/** In UTF-8. */
const MOST_BYTES = 255;

/** Whether an index is a run's own, by its name. */
export function isOwnName(pattern: string): boolean {
  return pattern.includes(RUN_PLACEHOLDER);
}

/** The name of a run's index: `{run}` gives way to the run's word. */
export function indexNameOf(pattern: string, runWord: string): string {
  return pattern.replaceAll(RUN_PLACEHOLDER, runWord);
}

/** Why a server would refuse the name, by its own rules; null where it would not. */
export function indexNameTrouble(name: string): EnvironmentTrouble | null {
  const problem = problemOf(name);
  if (problem === null) return null;
  return {
    kind: 'environment',
    code: 'BAD_INDEX_NAME',
    message: `an index cannot be called "${name}": ${problem}`,
    hint: `choose a name such as ocs-sim-${RUN_PLACEHOLDER}`,
  };
}

function problemOf(name: string): string | null {
  if (name === '') return 'it has no name then';
  const [forbidden] = FORBIDDEN.exec(name) ?? [];
  if (forbidden !== undefined) return `${forbidden === ' ' ? 'a blank' : forbidden} must not be in it`;
  if (name !== name.toLowerCase()) return 'capital letters must not be in it';
  if (/^[-_+]/.test(name)) return `it must not begin with ${name[0]}`;
  if (name === '.' || name === '..') return 'dots alone are no name';
  const bytes = Buffer.byteLength(name);
  return bytes > MOST_BYTES ? `it has ${bytes} bytes, ${MOST_BYTES} are the most` : null;
}
