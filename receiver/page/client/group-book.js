// @ts-check
// What is known of every campaign group: told once by the server, then kept up from the records as they come.
/** @import { GroupMessage, GroupsMessage, RecordSummary } from '../../control/messages.ts' */
/** @import { EventName, GroupState } from '../../contract/vocabulary.ts' */

/**
 * @typedef {object} Stage a state of a group from an instant on
 * @property {number} atMs
 * @property {number} number record that told it
 * @property {GroupState | null} state
 * @property {EventName} event
 * @property {string | null} dialMode
 */

/**
 * @typedef {object} Group
 * @property {string} key
 * @property {string} name
 * @property {string | null} tenant
 * @property {GroupState | null} state
 * @property {string | null} dialMode
 * @property {number} count
 * @property {number} firstAtMs
 * @property {number} lastAtMs
 * @property {number} lastNumber
 * @property {Stage[]} stages its events, and periodic messages that reported another state, oldest first
 * @property {number} earlier stages before those
 */

/** Stages kept of a group. */
const MOST_STAGES = 2_000;

/**
 * The state that a group is in after an event, where the record itself does not say.
 * @type {Readonly<Partial<Record<EventName, GroupState>>>}
 */
const STATE_AFTER = {
  loaded: 'Active',
  started: 'Running',
  'dial mode changed': 'Running',
  stopped: 'Active',
  unloaded: 'NotLoaded',
  'unloaded forcefully': 'NotLoaded',
};

export class GroupBook {
  /** @type {Map<string, Group>} in the order in which they first came */
  #groups = new Map();
  leftOut = 0;

  /** @type {Map<string, Group[]>} groups of each name, one for each tenant */
  #byName = new Map();

  /** @param {Group} group */
  #keep(group) {
    this.#groups.set(group.key, group);
    const same = this.#byName.get(group.name);
    if (same === undefined) this.#byName.set(group.name, [group]);
    else same.push(group);
  }

  /** @returns {readonly Group[]} */
  get groups() {
    return [...this.#groups.values()];
  }

  /** @param {string} key */
  get(key) {
    return this.#groups.get(key) ?? null;
  }

  /** @param {GroupsMessage} message */
  setAll({ groups, leftOut }) {
    this.#groups = new Map();
    this.#byName = new Map();
    for (const each of groups) this.#keep(groupOf(each));
    this.leftOut = leftOut;
  }

  /**
   * @param {readonly RecordSummary[]} records in the order of arrival
   * @returns {ReadonlySet<string>} keys of the groups they are about
   */
  add(records) {
    const touched = new Set();
    for (const record of records) {
      if (record.group === null) continue;
      const group = this.#groupOf(record.group, record);
      const { key } = group;
      if (record.number <= group.lastNumber) continue;
      touched.add(key);
      group.count += 1;
      group.lastAtMs = record.receivedAtMs;
      group.lastNumber = record.number;
      group.state = record.state ?? group.state;
      group.dialMode = record.dialMode;
      this.#stage(group, record);
    }
    return touched;
  }

  /**
   * A record without a tenant is about the only group of its name, and the first tenant that is told is that group's.
   * @param {string} name
   * @param {RecordSummary} record
   */
  #groupOf(name, record) {
    const same = this.#byName.get(name) ?? [];
    const known = same.find(({ tenant }) => tenant === record.tenant);
    if (known !== undefined) return known;
    const [only] = same;
    if (only !== undefined && same.length === 1 && (record.tenant === null || only.tenant === null)) {
      only.tenant ??= record.tenant;
      return only;
    }
    return this.#newGroup(keyOf(name, record.tenant), record);
  }

  /**
   * @param {string} key
   * @param {RecordSummary} record
   */
  #newGroup(key, record) {
    /** @type {Group} */
    const group = {
      key,
      name: record.group ?? '',
      tenant: record.tenant,
      state: null,
      dialMode: null,
      count: 0,
      firstAtMs: record.receivedAtMs,
      lastAtMs: record.receivedAtMs,
      lastNumber: 0,
      stages: [],
      earlier: 0,
    };
    this.#keep(group);
    return group;
  }

  /**
   * @param {Group} group
   * @param {RecordSummary} record
   */
  #stage(group, { number, receivedAtMs, event, state, dialMode }) {
    if (event === null) return;
    addStage(group.stages, { atMs: receivedAtMs, number, state, event, dialMode });
    if (group.stages.length > MOST_STAGES) {
      group.stages.shift();
      group.earlier += 1;
    }
  }
}

/**
 * Adds what a notification reported: an event, or a periodic message with another state than the one before it.
 * @param {Stage[]} stages
 * @param {Stage} reported state: null where the notification has none
 */
function addStage(stages, { atMs, number, state, event, dialMode }) {
  const before = stages.at(-1)?.state ?? null;
  if (event === 'periodic' && (state === null || state === before)) return;
  stages.push({ atMs, number, state: state ?? STATE_AFTER[event] ?? before, event, dialMode });
}

/**
 * @param {string} name
 * @param {string | null} tenant
 */
function keyOf(name, tenant) {
  return JSON.stringify([name, tenant]);
}

/**
 * @param {GroupMessage} message
 * @returns {Group}
 */
function groupOf({ group, tenant, state, dialMode, count, first, last, events, earlierEvents }) {
  /** @type {Stage[]} */
  const stages = [];
  for (const event of events) addStage(stages, event);
  return {
    key: keyOf(group, tenant),
    name: group,
    tenant,
    state,
    dialMode,
    count,
    firstAtMs: first.atMs,
    lastAtMs: last.atMs,
    lastNumber: last.number,
    stages,
    earlier: earlierEvents,
  };
}
