// Counts, while documents are read, the values that the index holds otherwise than the documents do.

import type { Contract, JsonValue } from '../../../receiver/contract/contract.ts';
import type { Drift } from '../store.ts';
import { driftOf, type MappingDrift } from './drift.ts';
import { isRecord, type JsonRecord } from './json-record.ts';

interface Watched {
  readonly drift: MappingDrift;
  /** The names on the way to the values. */
  readonly steps: readonly string[];
  times: number;
  first: string | null;
}

/** The drift of an index, and what it does to the values that were read. */
export class DriftWatch {
  readonly #watched: readonly Watched[];
  readonly #lossy: readonly Watched[];
  #read = 0;

  /** @param mapping as under `mappings` */
  constructor(contract: Contract, mapping: JsonRecord) {
    const steps = stepsOf(contract);
    this.#watched = driftOf(contract, mapping).map((drift) => ({
      drift,
      steps: steps.get(drift.field) ?? [drift.field],
      times: 0,
      first: null,
    }));
    this.#lossy = this.#watched.filter(({ drift }) => drift.heldAs !== null);
  }

  /** Looks at a document. */
  see(body: JsonValue): void {
    this.#read += 1;
    for (const watched of this.#lossy) look(body, watched, 0);
  }

  /** With what the documents seen so far tell of the consequences. */
  drift(): readonly Drift[] {
    return this.#watched.map(({ drift: { heldAs, ...drift }, times, first }) => {
      if (heldAs === null || this.#read === 0) return drift;
      return { ...drift, consequence: `${drift.consequence}${seen(times, first)}` };
    });
  }
}

function seen(times: number, first: string | null): string {
  if (first === null) return '; no value read back is concerned';
  if (times === 1) return `: ${first}`;
  return `: ${first}, and ${(times - 1).toLocaleString('en')} more ${times === 2 ? 'value' : 'values'} likewise`;
}

function look(value: unknown, watched: Watched, depth: number): void {
  if (Array.isArray(value)) {
    for (const item of value) look(item, watched, depth);
    return;
  }
  const step = watched.steps[depth];
  if (step !== undefined) {
    if (isRecord(value) && Object.hasOwn(value, step)) look(value[step], watched, depth + 1);
    return;
  }
  const heldAs = watched.drift.heldAs!(value as JsonValue);
  if (heldAs === null) return;
  watched.times += 1;
  watched.first ??= heldAs;
}

/** A name may have dots in it, so that a path does not say where one name ends. */
function stepsOf({ rows }: Contract): ReadonlyMap<string, readonly string[]> {
  return new Map(
    rows
      .flatMap((row) => [[row.name], ...row.items.map((item) => [row.name, item.name])])
      .map((names) => [names.join('.'), names]),
  );
}
