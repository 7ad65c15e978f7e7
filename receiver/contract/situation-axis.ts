// Which situations a body may speak of: its event, state and dial mode each lie on an axis of possible meanings. A site may spell
// two words alike, and a body may say nothing known, so a value can have several meanings.

import { NONE_WORDS } from './allowed-values.ts';
import type { Contract, ContractRow, JsonObject, JsonValue, Situation } from './contract.ts';
import {
  DIAL_MODE_NAMES,
  type DialMode,
  type EventName,
  GROUP_STATE_NAMES,
  type GroupState,
} from './vocabulary.ts';

/** What one of the three deciding attributes may mean, by its wire value. Meaning 0 is "any", for a value that cannot be told. */
export interface Axis<Word> {
  /** The attribute's wire name; null where a site has removed it. */
  readonly name: string | null;
  /** The wire value of each meaning; null for meaning 0. */
  readonly values: readonly JsonValue[];
  readonly meanings: readonly (readonly Word[])[];
  readonly indexIn: (body: JsonObject) => number;
}

/** The axis of one deciding attribute; `any` are the words that a value which cannot be told may stand for. */
function axisOf<Word extends string>(
  contract: Contract,
  key: ContractRow['key'],
  any: readonly Word[],
): Axis<Word> {
  const row = contract.rows.find((each) => each.key === key);
  const meanings: Word[][] = [[...any]];
  const values: JsonValue[] = [null];
  if (row === undefined) return { name: null, values, meanings, indexIn: () => 0 };
  const indices = new Map<JsonValue, number>();
  for (const [word, value] of row.values) {
    if (NONE_WORDS.includes(word)) continue;
    const index = indices.get(value);
    if (index === undefined) {
      indices.set(value, meanings.push([word as Word]) - 1);
      values.push(value);
    } else meanings[index]!.push(word as Word);
  }
  return { name: row.name, values, meanings, indexIn: (body) => indices.get(body[row.name]!) ?? 0 };
}

/** The three axes of a contract, in the order in which they decide. */
export function axesOf(contract: Contract): {
  readonly event: Axis<EventName>;
  readonly state: Axis<GroupState>;
  readonly dialMode: Axis<DialMode>;
} {
  return {
    event: axisOf(contract, 'event', contract.events),
    state: axisOf(contract, 'state', GROUP_STATE_NAMES),
    dialMode: axisOf(contract, 'dialMode', DIAL_MODE_NAMES),
  };
}

/** Every combination. */
export function situationsOf(
  events: readonly Situation['event'][],
  states: readonly Situation['state'][],
  dialModes: readonly Situation['dialMode'][],
): Situation[] {
  return events.flatMap((event) =>
    states.flatMap((state) => dialModes.map((dialMode) => ({ event, state, dialMode }))),
  );
}
