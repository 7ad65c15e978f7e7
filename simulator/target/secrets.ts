import { dirname, isAbsolute, join } from 'node:path';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Place } from '../../receiver/document/place.ts';
import { isDiagnostic, readSource } from '../../receiver/document/read-file.ts';
import type { Placed } from '../../receiver/document/shape.ts';
import { SHORTEST_SECRET } from '../sender/redact.ts';
import type { SecretRef } from './secret-shape.ts';

/** Names to values, such as the variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Looks up what a target only refers to, and gathers what is wrong and what must not be shown. */
export class LookUp {
  readonly #environment: Environment;
  readonly problems: Diagnostic[] = [];
  readonly secrets = new Set<string>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  report(place: Place, message: string, hint?: string, code: Diagnostic['code'] = 'bad-value'): undefined {
    const help = hint === undefined ? {} : { hint };
    this.problems.push({ code, severity: 'error', place, message, ...help });
    return undefined;
  }

  /** Undefined after a complaint. */
  secret({ value: ref, place }: Placed<SecretRef>): string | undefined {
    const found =
      ref.from === 'environment' ? this.#variable(ref.name, place) : this.#secretIn(ref.path, place);
    if (found === undefined) return undefined;
    if (found.length < SHORTEST_SECRET)
      return this.report(
        place,
        `the secret is too short to be kept out of logs and reports (${found.length} of at least ${SHORTEST_SECRET} characters)`,
        'it would be struck out of words that have nothing to do with it: use a longer one',
      );
    this.secrets.add(found);
    return found;
  }

  /** The text of a file that stands beside the one that names it. */
  file({ value: path, place }: Placed<string>): string | undefined {
    const source = readSource(besideThe(place, path));
    if (!isDiagnostic(source)) return source.text;
    return this.report(place, `${path}: ${source.message}`, undefined, 'unreadable-file');
  }

  #variable(name: string, place: Place): string | undefined {
    // The variables of a process have what every object has, such as constructor.
    const value = Object.hasOwn(this.#environment, name) ? this.#environment[name] : undefined;
    if (value !== undefined && value !== '') return value;
    return this.report(
      place,
      `the environment variable ${name} is ${value === undefined ? 'not set' : 'empty'}`,
      `set it where ocs-sim runs: export ${name}=…`,
      'unknown-reference',
    );
  }

  #secretIn(path: string, place: Place): string | undefined {
    const text = this.file({ value: path, place })?.replace(/\r?\n$/, '');
    return text === '' ? this.report(place, `${path}: it is empty`) : text;
  }
}

/** Of a command line, whose places are named by its options, paths are as they are. */
function besideThe({ source }: Place, path: string): string {
  return isAbsolute(path) ? path : join(dirname(source.name), path);
}
