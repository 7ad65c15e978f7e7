import type { Contract, ContractRow, JsonObject, JsonScalar, Situation } from './contract.ts';
import type { DialMode, EventName, GroupState } from './vocabulary.ts';

/** Who and what a received body speaks of, as far as it says so in a spelling that the contract knows. */
export interface Identity {
  readonly event: EventName | null;
  readonly state: GroupState | null;
  readonly dialMode: DialMode | null;
  /** The campaign group's name on the wire. */
  readonly campaignGroup: string | null;
  /** The tenant's Contact Center ID; its name where the contract has no such attribute. Null where the body leaves it unassigned. */
  readonly tenantCcid: string | null;
}

/** Reads the identity out of bodies: built once per contract, then a few look-ups per body. */
export function identifier(contract: Contract): (body: JsonObject) => Identity {
  const rowOf = (key: ContractRow['key']): ContractRow | undefined =>
    contract.rows.find((row) => row.key === key);
  const word = (key: ContractRow['key']): ((body: JsonObject) => string | null) => {
    const row = rowOf(key);
    if (row === undefined) return () => null;
    // Two words may share a spelling (both unloading states do): the first in the vocabulary's order stands for both.
    const words = new Map<JsonScalar, string>();
    for (const [name, value] of row.values) if (!words.has(value)) words.set(value, name);
    return (body) => words.get(body[row.name] as JsonScalar) ?? null;
  };
  const text = (key: ContractRow['key']): ((body: JsonObject) => string | null) => {
    const name = rowOf(key)?.name;
    if (name === undefined) return () => null;
    return (body) => {
      const value = body[name];
      return typeof value === 'string' ? value : null;
    };
  };
  const event = word('event');
  const state = word('state');
  const dialMode = word('dialMode');
  const campaignGroup = text('campaignGroupName');
  const tenant = text(rowOf('tenantCcid') === undefined ? 'tenantName' : 'tenantCcid');
  return (body) => ({
    event: event(body) as EventName | null,
    state: state(body) as GroupState | null,
    dialMode: dialMode(body) as DialMode | null,
    campaignGroup: campaignGroup(body),
    tenantCcid: tenant(body) || null,
  });
}

/** The situation that decides relevance; null where the body does not name its event or its state. */
export function situationOf(identity: Identity): Situation | null {
  if (identity.event === null || identity.state === null) return null;
  return { event: identity.event, state: identity.state, dialMode: identity.dialMode ?? 'NoDialMode' };
}
