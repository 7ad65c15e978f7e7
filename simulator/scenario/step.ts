import type { Place } from '../../receiver/document/place.ts';
import { type Field, type Fields, type Need, type RecordOf, record } from '../../receiver/document/record.ts';
import { refine, type Shape } from '../../receiver/document/shape.ts';
import { headOf } from '../../receiver/document/source.ts';
import type { Checking } from './checking.ts';
import type { Stage } from './stage.ts';

/** One step of a scenario, read and ready to be checked and played. */
export interface Step {
  readonly key: string;
  readonly place: Place;
  /** Adds what can be known to be wrong before anything runs. */
  readonly check: (checking: Checking) => void;
  /** Begins to watch, at the first action before: only for steps that judge. Those that follow one another share a row. */
  readonly arm?: (stage: Stage, row: object) => void;
  /** The steps inside, for steps that hold others. */
  readonly inner?: readonly Step[];
  readonly play: (stage: Stage) => Promise<void>;
  /** Time passes in this step, so what comes after does not watch what came before. */
  readonly passesTime?: boolean;
}

/** One kind of step: its key in YAML, what it means, and how its mapping is read. */
export interface StepKind {
  readonly key: string;
  readonly about: string;
  /** The other keys that such a step may have. */
  readonly otherKeys: readonly string[];
  readonly shape: Shape<Step>;
}

/** Makes a kind of step from its keys and from what a step of it does. */
export function stepKind<F extends Fields>(
  key: string,
  about: string,
  fields: F,
  make: (value: RecordOf<F>, place: Place) => Omit<Step, 'key' | 'place'>,
): StepKind {
  return {
    key,
    about,
    otherKeys: Object.keys(fields).filter((other) => other !== key),
    shape: refine(record(introduced(key, about, fields), { what: `the step ${key}` }), (value, node) => {
      const entry = node.kind === 'mapping' ? node.entries.find((each) => each.key === key) : undefined;
      const place = entry?.keyPlace ?? (node.kind === 'mapping' ? headOf(node) : node.place);
      return { key, place, ...make(value, place) };
    }),
  };
}

/** What the step does is told where its key is offered. */
function introduced<F extends Fields>(key: string, about: string, fields: F): F {
  const field: Field<unknown, Need> = fields[key]!;
  return { ...fields, [key]: { ...field, about: `${about}: ${field.about}` } };
}
