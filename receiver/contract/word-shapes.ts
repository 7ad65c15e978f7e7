// How the words of the vocabulary are read, each with its meaning for editors.

import { word } from '../document/scalar-shapes.ts';
import { named, type Shape, withExample } from '../document/shape.ts';
import { RELEASE_NAMES, type ReleaseName } from './releases.ts';
import {
  DIAL_MODE_NAMES,
  type DialMode,
  EVENT_NAMES,
  type EventName,
  GROUP_STATE_NAMES,
  type GroupState,
  OPTIMIZATION_METHOD_NAMES,
  type OptimizationMethod,
} from './vocabulary.ts';
import {
  DIAL_MODE_MEANINGS,
  EVENT_MEANINGS,
  GROUP_STATE_MEANINGS,
  OPTIMIZATION_MEANINGS,
  RELEASE_MEANINGS,
} from './word-meanings.ts';

/** An event by its name, such as `dial mode changed`. */
export const eventWordShape = vocabulary<EventName>(
  'event',
  'an event',
  EVENT_NAMES,
  EVENT_MEANINGS,
  'started',
);

/** A dial mode without the vendor's prefix, such as `Predict`. */
export const dialModeShape = vocabulary<DialMode>(
  'dialMode',
  'a dial mode',
  DIAL_MODE_NAMES,
  DIAL_MODE_MEANINGS,
  'Progress',
);

/** An optimization method without the vendor's prefix, such as `BusyFactor`. */
export const optimizationShape = vocabulary<OptimizationMethod>(
  'optimizationMethod',
  'an optimization method',
  OPTIMIZATION_METHOD_NAMES,
  OPTIMIZATION_MEANINGS,
  'BusyFactor',
);

/** A state of a campaign group, such as `Running`; `what` is what messages call it. */
export function groupStateShape(what: string): Shape<GroupState> {
  return vocabulary<GroupState>('groupState', what, GROUP_STATE_NAMES, GROUP_STATE_MEANINGS, 'Running');
}

/** A simulated release of OCS. */
export const releaseShape = vocabulary<ReleaseName>(
  'release',
  'a release',
  RELEASE_NAMES,
  RELEASE_MEANINGS,
  '8.1.517',
);

function vocabulary<W extends string>(
  name: string,
  what: string,
  words: readonly W[],
  meanings: Readonly<Record<W, string>>,
  example: W,
): Shape<W> {
  const shape = word<W>(what, words, meanings);
  return withExample(
    named(name, shape.expects, () => shape),
    example,
  );
}
