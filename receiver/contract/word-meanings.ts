// What each word of the vocabulary means, with mark and source, as an editor shows it beside the word.

import type { Sourced } from './mark.ts';
import { RELEASES, type ReleaseName } from './releases.ts';
import {
  DIAL_MODES,
  type DialMode,
  EVENTS,
  type EventName,
  GROUP_STATES,
  type GroupState,
  OPTIMIZATION_METHODS,
  type OptimizationMethod,
  type Pacing,
} from './vocabulary.ts';

/** Every event: when it is reported. */
export const EVENT_MEANINGS = meaningsOf<EventName, (typeof EVENTS)[number]>(
  EVENTS,
  ({ when, userEvent }) => `${when}; ${userEvent} on the wire`,
);

/** Every state of a campaign group inside OCS. */
export const GROUP_STATE_MEANINGS = meaningsOf<GroupState, (typeof GROUP_STATES)[number]>(
  GROUP_STATES,
  ({ meaning, reported }) => `${meaning}; ${reported} on the wire`,
);

const PACES: Readonly<Record<Pacing, string>> = {
  none: 'no dialing; no group can be started in it',
  predictive: 'predicts how many calls to place, and may overdial',
  progressive: 'places a call for each free agent, and does not overdial',
  preview: 'an agent looks at the record before it is dialed',
  power: 'places so many calls for each free agent, whatever the answer rate',
};

/** Every dial mode. */
export const DIAL_MODE_MEANINGS = meaningsOf<DialMode, (typeof DIAL_MODES)[number]>(
  DIAL_MODES,
  ({ pacing, number, member }) => `${PACES[pacing]}; ${member}, ${number} on the wire`,
);

/** Every optimization method. */
export const OPTIMIZATION_MEANINGS = meaningsOf<OptimizationMethod, (typeof OPTIMIZATION_METHODS)[number]>(
  OPTIMIZATION_METHODS,
  ({ goalUnit, number, member }) =>
    `${goalUnit === null ? 'without a known goal' : `its goal is in ${goalUnit}`}; ${member}, ${number === null ? 'whose number is not known' : `${number} on the wire`}`,
);

/** Every simulated release of OCS. */
export const RELEASE_MEANINGS = meaningsOf<ReleaseName, (typeof RELEASES)[number]>(
  RELEASES,
  ({ about }) => about,
);

function meaningsOf<N extends string, W extends Sourced & { readonly name: N }>(
  words: readonly W[],
  meaning: (word: W) => string,
): Readonly<Record<N, string>> {
  const entries = words.map(
    (word) => [word.name, `${meaning(word)}\n\n${word.mark}: ${word.source}`] as const,
  );
  return Object.fromEntries(entries) as Readonly<Record<N, string>>;
}
