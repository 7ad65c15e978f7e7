// The only file that knows faker: makes up what a scenario does not name, so that a body looks like one from a real site. Only
// faker's word lists are used, with chance of our own, so that faker's shared state stays as others left it.

import type { Faker } from '@faker-js/faker';
import { type Random, randomFor } from '../../receiver/random.ts';
import type { GroupIdentity } from './identity.ts';

/** What is known of a group's identity; what is undefined is made up. */
export interface GivenIdentity {
  /** Names the group within the run. */
  readonly label: string;
  /** Default: one made-up tenant for all groups of the run. */
  readonly tenantName?: string | undefined;
  readonly tenantCcid?: string | undefined;
  /** Null: the configuration has none. */
  readonly campaignName?: string | null | undefined;
  /** Default: none. */
  readonly campaignTemplateName?: string | null | undefined;
  readonly groupName?: string | undefined;
  /** Default: campaign@group; the label stands for a campaign that there is not. */
  readonly campaignGroupName?: string | undefined;
  readonly queueName?: string | undefined;
  /** Default: one list. */
  readonly callingLists?: readonly GivenList[] | undefined;
}

export interface GivenList {
  readonly name?: string | undefined;
  readonly dbid?: number | undefined;
}

/** An identity without gaps. */
export interface CompleteIdentity extends GroupIdentity {
  readonly label: string;
  /** As many as were given, in the same order; one where none were. */
  readonly callingLists: readonly { readonly name: string; readonly dbid: number }[];
}

/**
 * Completes the identities of all groups of a run: by label, in the order given. The same seed and label give the same names, in whatever order the
 * groups come; only where two would be given the same name does the later label, in code unit order, get another. Campaigns, agent
 * groups, queues and DBIDs that are made up are unique within the run.
 *
 * @assumption calling lists of the same name under one tenant are the same list and share their made-up DBID; the Contact Center ID
 * is a UUID; a queue is a number of four digits from 7000 on, more digits where there are more groups
 */
export async function completeIdentities(
  seed: number,
  groups: readonly GivenIdentity[],
): Promise<ReadonlyMap<string, CompleteIdentity>> {
  const wordsNeeded = groups.some(
    (group) =>
      group.tenantName === undefined || group.campaignName === undefined || group.groupName === undefined,
  );
  const naming = new Naming(seed, groups, wordsNeeded ? await loadWords() : null);
  const byLabel = [...groups].sort((a, b) => (a.label < b.label ? -1 : 1));
  const completed = new Map(byLabel.map((group) => [group.label, naming.complete(group)]));
  return new Map(groups.map(({ label }) => [label, completed.get(label)!]));
}

interface Words {
  readonly lastNames: readonly string[];
  readonly legalForms: readonly string[];
  readonly cities: readonly string[];
  readonly directions: readonly string[];
}

async function loadWords(): Promise<Words> {
  const { faker }: { readonly faker: Faker } = await import('@faker-js/faker/locale/en');
  const { person, company, location } = faker.definitions;
  return {
    lastNames: texts(person.last_name.generic),
    legalForms: texts(company.legal_entity_type),
    // Official double names in parentheses would not make the name of a team.
    cities: texts(location.city_name).filter((city) => /^[A-Za-z .'-]+$/.test(city)),
    directions: [...texts(location.direction.cardinal), ...texts(location.direction.ordinal)],
  };
}

/** The word lists of a locale are typed loosely by faker. */
function texts(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
}

/** Faker has no words of this trade. */
const OCCASIONS = ['Spring', 'Summer', 'Autumn', 'Winter', 'New Year', 'Loyalty', 'Early Bird', 'Premium'];
const PURPOSES = [
  'Renewal',
  'Upgrade',
  'Win-back',
  'Survey',
  'Welcome',
  'Reminder',
  'Collections',
  'Appointments',
  'Cross-sell',
  'Retention',
];

class Naming {
  readonly #seed: number;
  readonly #words: Words | null;
  readonly #campaigns: Set<string>;
  readonly #agentGroups: Set<string>;
  readonly #queues: Set<string>;
  readonly #dbids: Set<number>;
  readonly #listDbids = new Map<string, number>();

  constructor(seed: number, groups: readonly GivenIdentity[], words: Words | null) {
    this.#seed = seed;
    this.#words = words;
    const given = <T>(values: readonly (T | null | undefined)[]): Set<T> =>
      new Set(values.filter((value) => value !== undefined && value !== null));
    this.#campaigns = given(groups.map((group) => group.campaignName));
    this.#agentGroups = given(groups.map((group) => group.groupName));
    this.#queues = given(groups.map((group) => group.queueName));
    this.#dbids = given(groups.flatMap((group) => (group.callingLists ?? []).map((list) => list.dbid)));
  }

  complete(group: GivenIdentity): CompleteIdentity {
    const { label } = group;
    const tenantName = group.tenantName ?? this.#tenantName();
    const campaignName =
      group.campaignName === undefined
        ? unique(this.#stream(`${label}/campaign`), this.#campaigns, (random) => this.#campaign(random))
        : group.campaignName;
    const groupName =
      group.groupName ??
      unique(this.#stream(`${label}/agent group`), this.#agentGroups, (random) => this.#agentGroup(random));
    return {
      label,
      tenantName,
      tenantCcid: group.tenantCcid ?? this.#stream(`${tenantName}/ccid`).uuid(),
      campaignName,
      campaignTemplateName: group.campaignTemplateName ?? null,
      groupName,
      campaignGroupName: group.campaignGroupName ?? `${campaignName ?? label}@${groupName}`,
      queueName: group.queueName ?? unique(this.#stream(`${label}/queue`), this.#queues, queue),
      callingLists: (group.callingLists ?? [{}]).map((list, index) => {
        const name = list.name ?? `${campaignName ?? label} List${index > 0 ? ` ${index + 1}` : ''}`;
        return { name, dbid: list.dbid ?? this.#listDbid(tenantName, name) };
      }),
    };
  }

  #stream(label: string): Random {
    return randomFor(this.#seed, `names/${label}`);
  }

  #tenantName(): string {
    const random = this.#stream('tenant');
    return `${pick(random, this.#words!.lastNames)} ${pick(random, this.#words!.legalForms)}`;
  }

  #campaign(random: Random): string {
    return `${pick(random, OCCASIONS)} ${pick(random, PURPOSES)}`;
  }

  #agentGroup(random: Random): string {
    return `Agents ${pick(random, this.#words!.cities)} ${pick(random, this.#words!.directions)}`;
  }

  #listDbid(tenantName: string, name: string): number {
    const key = JSON.stringify([tenantName, name]);
    const known = this.#listDbids.get(key);
    if (known !== undefined) return known;
    const dbid = unique(this.#stream(`dbid/${key}`), this.#dbids, (random, attempt) =>
      random.integer(101, 10 ** (4 + Math.floor(attempt / 10))),
    );
    this.#listDbids.set(key, dbid);
    return dbid;
  }
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random.integer(0, from.length - 1)]!;
}

function queue(random: Random, attempt: number): string {
  const thousand = 10 ** (3 + Math.floor(attempt / 10));
  return String(random.integer(7 * thousand, 8 * thousand - 1));
}

/** Draws until it has what is not taken yet, and takes it; texts get a number where drawing alone does not help. */
function unique<T extends string | number>(
  random: Random,
  taken: Set<T>,
  draw: (random: Random, attempt: number) => T,
): T {
  for (let attempt = 0; ; attempt += 1) {
    const drawn = draw(random, attempt);
    const asDrawn = attempt < 10 || typeof drawn === 'number' || /^\d+$/.test(drawn);
    const candidate = (asDrawn ? drawn : `${drawn} ${random.integer(2, 10 * attempt)}`) as T;
    if (taken.has(candidate)) continue;
    taken.add(candidate);
    return candidate;
  }
}
