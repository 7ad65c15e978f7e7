// What a scenario says of a campaign group. A group with `count` is read once for each of its members, so that `${n}` can stand in
// any of its values.

import { PAGES } from '../../receiver/contract/mark.ts';
import { optimizationShape } from '../../receiver/contract/word-shapes.ts';
import { byKind, listOf, mapOf } from '../../receiver/document/composite-shapes.ts';
import type { Place } from '../../receiver/document/place.ts';
import { type Fields, optional, type RecordOf, record, withDefault } from '../../receiver/document/record.ts';
import { duration, fraction, integer, literal, number, text } from '../../receiver/document/scalar-shapes.ts';
import {
  complain,
  type Placed,
  placed,
  refine,
  type Shape,
  type ValueOf,
} from '../../receiver/document/shape.ts';
import type { DocNode, MappingNode } from '../../receiver/document/source.ts';
import type { Teaching } from '../../receiver/document/teaching.ts';
import { DIALER_DEFAULTS } from '../campaign/dialer-settings.ts';
import type { Fixed } from '../campaign/fixed-statistics.ts';
import { sectionShape, sectionsShape } from '../campaign/option-lookup.ts';

const MOST_MEMBERS = 10_000;

function nullOr<T>(shape: Shape<T>, expects: string): Shape<T | null> {
  return {
    expects,
    read: (node, reading) =>
      node.kind === 'scalar' && node.value === null ? null : shape.read(node, reading),
    ...(shape.example === undefined ? {} : { example: shape.example }),
    schema: (definitions) => ({ anyOf: [shape.schema(definitions), { title: 'None', type: 'null' }] }),
  };
}

/** A fixed statistic: a value, null for not known, or a series with one element a periodic message. */
function fixed(value: Shape<number>, what: string): Shape<Fixed> {
  const one = nullOr(value, `${what}, or null while it is not known`);
  return byKind({ scalar: one, list: listOf(one, { atLeast: 1 }) });
}

const anyFraction = number('a fraction such as 0.3', { min: 0 });
const seconds = number('seconds', { min: 0 });

const listStatistics = {
  hitRatio: optional(fixed(anyFraction, 'a fraction'), 'live answers divided by dial attempts', {
    example: [null, 0.28, 0.31],
    mark: 'inferred',
    source: 'the attribute GSW_STAT_HIT_RATIO',
  }),
  timeToComplete: optional(
    fixed(seconds, 'seconds'),
    'ready records divided by processing speed, in seconds',
    { example: 600, mark: 'documented', source: 'Stat Server, and the attribute GSW_STAT_TIME_TO_COMPLETE' },
  ),
} as const satisfies Fields;

const statisticsShape = record(
  {
    busyFactor: optional(
      fixed(anyFraction, 'a fraction'),
      "share of the agents' time spent on calls of this group",
      { example: 0.85, mark: 'inferred', source: 'the attribute GSW_STAT_BUSY_FACTOR' },
    ),
    ...listStatistics,
    overdialRate: optional(
      fixed(anyFraction, 'a fraction'),
      'abandoned and dropped calls divided by live answers',
      { example: 0.02, mark: 'documented', source: "a practitioner's statement" },
    ),
  },
  { what: 'statistics' },
);

const listRecord = record(
  {
    records: withDefault(
      integer('a whole number of records', { min: 0 }),
      10_000,
      'ready records at the first load',
      { example: 12_000 },
    ),
    dbid: optional(
      integer('a whole number above 0', { min: 1 }),
      'its identifier in the configuration database; made up by default',
      { title: 'DBID', example: 101 },
    ),
    answerRate: optional(
      fraction(),
      "share of dial attempts that a live party answers; default: the group's",
    ),
    statistics: optional(
      record(listStatistics, { what: 'statistics of a calling list' }),
      'fixed values or series instead of the model',
      { example: { hitRatio: 0.3 } },
    ),
  },
  { what: 'a calling list' },
);

type ListValue = ValueOf<typeof listRecord>;

const records = integer('a number of records', { min: 0 });

const callingLists = mapOf(
  byKind({ scalar: refine(records, (count): ListValue => ({ records: count })), mapping: listRecord }),
  'calling lists to their number of records',
  { atLeast: 1 },
);

/** What the model of dialing goes by where nothing else is said. */
const MODEL: Teaching = {
  mark: 'assumed',
  source: 'the default, as a mid-sized outbound team would have it',
};

const groupFields = {
  count: optional(
    integer(`a whole number from 1 to ${MOST_MEMBERS}`, { min: 1, max: MOST_MEMBERS }),
    'that many groups: named NAME-1, NAME-2, …, with ${n} for the number in any value',
    { example: 50 },
  ),
  tenant: optional(placed(text('the name of a tenant under tenants')), 'the tenant; default: the first', {
    example: 'bank',
  }),
  application: optional(
    placed(text('the name of an OCS application')),
    'the OCS application that runs it; default: the first',
    { example: 'OCServer_1' },
  ),
  name: optional(
    text('text, the name of the campaign group'),
    'the campaign group; campaign@agentGroup by default',
    { example: 'Spring@Agents East', mark: 'documented', source: "Stat Server's names of campaign groups" },
  ),
  campaign: optional(
    nullOr(text('text, the name of the campaign'), 'a name, or null for none'),
    'the campaign; made up by default; null: not in the configuration',
    { example: 'Spring' },
  ),
  template: optional(
    text('text, the name of the campaign template'),
    'the campaign template; none by default',
    { example: 'Quarterly' },
  ),
  agentGroup: optional(
    text('text, the name of the agent or place group'),
    'the agent or place group; made up by default',
    { example: 'Agents East' },
  ),
  queue: optional(
    text('text, the name of the Voice Transfer Destination DN'),
    'the Voice Transfer Destination DN; made up by default',
    { example: 'VTD_East', mark: 'documented', source: PAGES.published },
  ),
  callingLists: optional(
    callingLists,
    'calling lists with their records; default: one made-up list of 10000',
    { example: { East: 12_000, West: 8_000 } },
  ),
  agents: withDefault(
    integer('a whole number of agents', { min: 0, max: 100_000 }),
    DIALER_DEFAULTS.agents,
    'agents logged in; 30 by default',
    { example: 40, ...MODEL },
  ),
  answerRate: withDefault(
    fraction(),
    DIALER_DEFAULTS.answerRate,
    'share of dial attempts that a live party answers; 30% by default',
    { example: '25%', ...MODEL },
  ),
  ringTime: withDefault(
    duration(),
    DIALER_DEFAULTS.ringSeconds * 1_000,
    'mean time from dialing to a result; 20s by default',
    { example: '15s', ...MODEL },
  ),
  talkTime: withDefault(duration(), DIALER_DEFAULTS.talkSeconds * 1_000, 'mean talk time; 3m by default', {
    example: '2m30s',
    ...MODEL,
  }),
  wrapUpTime: withDefault(
    duration(),
    DIALER_DEFAULTS.wrapUpSeconds * 1_000,
    'wrap-up after each talk; 30s by default',
    { example: '20s', ...MODEL },
  ),
  previewTime: withDefault(
    duration(),
    DIALER_DEFAULTS.previewSeconds * 1_000,
    'how long an agent looks at a record before it is dialed, in preview modes; 20s by default',
    { example: '10s', ...MODEL },
  ),
  patience: withDefault(
    duration(),
    DIALER_DEFAULTS.patienceSeconds * 1_000,
    'how long a live party waits for an agent before it is lost; 2s by default',
    { example: '3s', ...MODEL },
  ),
  powerLines: withDefault(
    number('attempts for each free agent, above 0', { above: 0, max: 100 }),
    DIALER_DEFAULTS.powerLines,
    'attempts kept ringing for each free agent in power modes',
    { example: 2.5, ...MODEL },
  ),
  historyLength: withDefault(
    integer('a whole number of attempts', { min: 0 }),
    DIALER_DEFAULTS.historyLength,
    'attempts that must have completed before a predictive mode predicts',
    {
      example: 50,
      mark: 'documented',
      source: `history_length, ${PAGES.dialingModes}; its default is assumed`,
    },
  ),
  optimizeBy: optional(optimizationShape, 'the configured method; BusyFactor by default', {
    example: 'OverdialRate',
    default: 'BusyFactor',
    mark: 'documented',
    source: 'a configuration default',
  }),
  goal: optional(integer('a whole number >= 0', { min: 0 }), 'the configured goal; 80 by default', {
    example: 85,
    default: 80,
    mark: 'documented',
    source: 'an example in the configuration',
  }),
  statistics: optional(statisticsShape, 'fixed values or series instead of the model', {
    example: { busyFactor: 0.85, overdialRate: [null, 0.01, 0.02] },
  }),
  options: optional(sectionShape, "options on the campaign group's own annex, in its section OCServer", {
    example: { 'campaigngroup-states-interval': 30 },
  }),
  sections: optional(sectionsShape, 'options on the campaign group in sections of other names', {
    example: { default: { 'campaigngroup-states-interval': 30 } },
  }),
} as const satisfies Fields;

/** Every key of a group with its meaning, for the reference. */
export const GROUP_KEYS: readonly (readonly [key: string, about: string])[] = Object.entries(groupFields).map(
  ([key, { about }]) => [key, about],
);

const groupRecord = record(groupFields, { what: 'a group' });

export type GroupValue = RecordOf<typeof groupFields>;

/** One campaign group of the scenario. */
export interface ReadGroup {
  /** The name by which the scenario speaks of it: the key, with -1, -2, … where there is a count. */
  readonly label: string;
  readonly place: Place;
  readonly value: GroupValue;
}

const LABEL = /^[A-Za-z0-9][\w.-]*$/;

/** Reads `groups:`, members of counted groups one by one. */
export const groupsShape: Shape<readonly Placed<ReadGroup>[]> = {
  expects: 'a mapping of names to groups',
  read: (node, reading) => {
    const groups = mapOf(literal(null), 'names to groups');
    if (node.kind !== 'mapping') return groups.read(node, reading) as undefined;
    if (node.entries.length === 0)
      return complain(reading, 'bad-value', node.place, 'expected at least one group here', {
        found: 'none',
      });
    const read: Placed<ReadGroup>[] = [];
    let failed = false;
    for (const { key, keyPlace, value } of node.entries) {
      if (!LABEL.test(key) || key === 'all') {
        failed = true;
        complain(reading, 'bad-value', keyPlace, `a group cannot be called "${key}"`, {
          expected: 'letters, digits, dots, dashes and underscores; all means every group',
        });
        continue;
      }
      const body: typeof value =
        value.kind === 'scalar' && value.value === null
          ? { kind: 'mapping', entries: [], place: keyPlace }
          : value;
      const count = body.kind === 'mapping' ? countOf(body) : null;
      for (let n = 1; n <= (count ?? 1); n += 1) {
        const problemsBefore = reading.problems.length;
        const variables =
          count === null ? reading.variables : new Map([...reading.variables, ['n', n] as const]);
        const group = groupRecord.read(body, { ...reading, variables });
        if (group === undefined) {
          failed = true;
          if (reading.problems.length > problemsBefore) break;
        } else {
          const label = count === null ? key : `${key}-${n}`;
          read.push({ value: { label, place: keyPlace, value: group }, place: keyPlace });
        }
      }
    }
    return failed ? undefined : read;
  },
  schema: (definitions) => ({
    type: 'object',
    minProperties: 1,
    propertyNames: { pattern: `^(?!all$)${LABEL.source.slice(1)}` },
    additionalProperties: {
      title: 'Campaign group',
      description:
        'one campaign joined to one agent or place group; what is not named is made up from the seed',
      examples: [{ campaign: 'Spring', agents: 40 }],
      anyOf: [groupRecord.schema(definitions), { type: 'null' }],
    },
  }),
};

/** The labels that a node under `groups:` gives rise to, as far as can be told without reading the groups. */
export function labelsIn(node: DocNode | undefined): readonly string[] | null {
  if (node?.kind !== 'mapping') return null;
  return node.entries.flatMap(({ key, value }) => {
    const count = value.kind === 'mapping' ? countOf(value) : null;
    return count === null ? [key] : Array.from({ length: count }, (_, index) => `${key}-${index + 1}`);
  });
}

/** The count where it is a usable one; everything else is left to the record's own complaint. */
function countOf(body: MappingNode): number | null {
  const node = body.entries.find((entry) => entry.key === 'count')?.value;
  if (node?.kind !== 'scalar' || typeof node.value !== 'number') return null;
  return Number.isInteger(node.value) && node.value >= 1 && node.value <= MOST_MEMBERS ? node.value : null;
}
