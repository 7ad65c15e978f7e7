import { contractOf, type Situation } from '../../../receiver/contract/contract.ts';
import { type FieldDemand, fieldSet } from '../../../receiver/contract/field-set.ts';
import {
  type DialMode,
  dialModeWord,
  EVENTS,
  type EventName,
  GROUP_STATES,
  type GroupState,
} from '../../../receiver/contract/vocabulary.ts';

/** What a notification tells; whatever is left out is as it is for a group called Spring@Agents East that is loaded. */
export interface Told {
  readonly event?: EventName;
  readonly state?: GroupState;
  readonly dialMode?: DialMode;
  readonly group?: string;
  readonly busyFactor?: number | null;
  readonly hitRatio?: number | null;
  readonly overdialRate?: number | null;
  readonly timeToComplete?: number | null;
  /** Fields on top, or in place, of what the contract asks for; undefined takes one away. */
  readonly more?: Readonly<Record<string, unknown>>;
}

const CONTRACT = contractOf();
const FIELD_SETS = new Map<string, readonly FieldDemand[]>();

function fieldsOf(situation: Situation): readonly FieldDemand[] {
  const key = JSON.stringify(situation);
  const known = FIELD_SETS.get(key) ?? fieldSet(CONTRACT, situation);
  FIELD_SETS.set(key, known);
  return known;
}

/** A body that is as the contract says, but for `more`. */
export function bodyOf(told: Told = {}): string {
  const { event = 'loaded', state = 'Active', dialMode = 'NoDialMode', group = 'Spring@Agents East' } = told;
  const statistics: Record<string, number | null> = {
    busyFactor: told.busyFactor ?? null,
    hitRatio: told.hitRatio ?? null,
    overdialRate: told.overdialRate ?? null,
    timeToComplete: told.timeToComplete ?? null,
  };
  const body: Record<string, unknown> = {};
  for (const { row, demand } of fieldsOf({ event, state, dialMode })) {
    const key = row.key ?? '';
    const unassigned = row.unassigned.form === 'value' ? row.unassigned.value : null;
    if (key === 'event') body[row.name] = EVENTS.find(({ name }) => name === event)!.userEvent;
    else if (key === 'state') body[row.name] = GROUP_STATES.find(({ name }) => name === state)!.reported;
    else if (key === 'campaignGroupName') body[row.name] = group;
    else if (key === 'dialMode')
      body[row.name] = demand === 'assigned' ? dialModeWord(dialMode).number : unassigned;
    else if (key === 'callingLists') body[row.name] = demand === 'assigned' ? [] : unassigned;
    else if (key in statistics) body[row.name] = statistics[key];
    else body[row.name] = demand === 'unassigned' ? unassigned : row.example;
  }
  return JSON.stringify({ ...body, ...told.more });
}
