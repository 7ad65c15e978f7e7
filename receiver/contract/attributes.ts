// The one table of what a notification carries. Everything that knows an attribute is derived from a row here:
// what the sender builds, what an expectation checks, the JSON Schema, the TypeScript type, the printed reference.
// The order of the rows is the order of the keys on the wire (assumed).

import { PAGES, type Sourced } from './mark.ts';

export type AttributeType = 'string' | 'integer' | 'number' | 'list';

/** Which enumeration of the vocabulary an attribute spells. */
export type Enumeration = 'event' | 'state' | 'dial mode' | 'optimization method';

/**
 * When an attribute carries a value; otherwise it is unassigned. Every one can be decided from the event, the state and the
 * dial mode that the same body carries, so a receiver needs no memory to judge it.
 */
export const RELEVANCES = {
  always: 'always',
  configured: 'if present in the configuration',
  running: 'only while dialing',
  predictive: 'in predictive modes, while dialing',
  statistics: 'on periodic messages and on state changes of a dialing group',
  periodic: 'on periodic messages',
  info: 'on general info',
} as const;

export type Relevance = keyof typeof RELEVANCES;

/** The facts a notification can carry, by our own names; the wire names stand only in the table. */
export type FactKey =
  | 'tenantName'
  | 'tenantCcid'
  | 'campaignGroupName'
  | 'campaignGroupGuid'
  | 'groupName'
  | 'campaignName'
  | 'campaignTemplateName'
  | 'queueName'
  | 'dialMode'
  | 'optimizeBy'
  | 'optimizeGoal'
  | 'busyFactor'
  | 'hitRatio'
  | 'overdialRate'
  | 'timeToComplete'
  | 'event'
  | 'state'
  | 'info'
  | 'callingLists'
  | 'callingListName'
  | 'callingListDbid';

export interface Attribute extends Sourced {
  readonly key: FactKey;
  /** The wire name by default. */
  readonly name: string;
  readonly type: AttributeType;
  /** True where null is a value: the attribute is relevant and not known yet. */
  readonly nullable: boolean;
  readonly relevant: Relevance;
  readonly meaning: string;
  readonly unit?: string;
  readonly enumeration?: Enumeration;
  /** Only releases whose POSTs carry statistics have this attribute. */
  readonly statistic?: true;
  /** Only releases that report this event have this attribute. */
  readonly onlyWith?: 'general info';
  readonly example: string | number | null;
  /** The rows of each object of a list. */
  readonly items?: readonly Attribute[];
}

const published = { mark: 'documented', source: PAGES.published } as const;
const statistics = {
  mark: 'documented',
  source: `${PAGES.published}; that state changes of a dialing group carry it is assumed`,
} as const;

const hitRatio = {
  key: 'hitRatio',
  name: 'GSW_STAT_HIT_RATIO',
  type: 'number',
  nullable: true,
  relevant: 'statistics',
  meaning: 'live answers divided by dial attempts (inferred): 0.3 is 30 %',
  unit: 'fraction of 1',
  statistic: true,
  example: 0.3,
  ...statistics,
} as const satisfies Attribute;

const timeToComplete = {
  key: 'timeToComplete',
  name: 'GSW_STAT_TIME_TO_COMPLETE',
  type: 'number',
  nullable: true,
  relevant: 'statistics',
  meaning: 'ready records divided by processing speed (documented for Stat Server): 600 is ten minutes',
  unit: 'seconds',
  statistic: true,
  example: 600,
  ...statistics,
} as const satisfies Attribute;

export const ATTRIBUTES = [
  {
    key: 'tenantName',
    name: 'GSW_TENANT_NAME',
    type: 'string',
    nullable: false,
    relevant: 'always',
    meaning:
      "the Environment tenant's annex, section devops, option customer_name; the literal undefined if that is not set",
    example: 'Acme',
    ...published,
  },
  {
    key: 'tenantCcid',
    name: 'GSW_TENANT_CCID',
    type: 'string',
    nullable: false,
    relevant: 'always',
    meaning: 'Contact Center ID',
    example: '1f6e2c3a-8a55-4f0e-9d7c-2b1f0a9c4d11',
    ...published,
  },
  {
    key: 'campaignGroupName',
    name: 'GSW_CAMPAIGN_GROUP_NAME',
    type: 'string',
    nullable: false,
    relevant: 'always',
    meaning: 'the campaign group, usually campaign@group',
    example: 'Spring@Agents East',
    ...published,
  },
  {
    key: 'campaignGroupGuid',
    name: 'GSW_CAMPAIGN_GROUP_GUID',
    type: 'string',
    nullable: false,
    relevant: 'always',
    meaning: 'names one session from load to unload, fresh at each load (what it names is assumed)',
    example: '0f1d3c52-6b1e-4f5a-8c0d-7e2a9b4c6d8f',
    ...published,
  },
  {
    key: 'groupName',
    name: 'GSW_GROUP_NAME',
    type: 'string',
    nullable: false,
    relevant: 'always',
    meaning: 'the agent group or place group',
    example: 'Agents East',
    ...published,
  },
  {
    key: 'campaignName',
    name: 'GSW_CAMPAIGN_NAME',
    type: 'string',
    nullable: false,
    relevant: 'configured',
    meaning: 'the campaign',
    example: 'Spring',
    ...published,
  },
  {
    key: 'campaignTemplateName',
    name: 'GSW_CAMPAIGN_TEMPLATE_NAME',
    type: 'string',
    nullable: false,
    relevant: 'configured',
    meaning: 'the campaign template',
    example: 'Spring template',
    ...published,
  },
  {
    key: 'queueName',
    name: 'GSW_QUEUE_NAME',
    type: 'string',
    nullable: false,
    relevant: 'always',
    meaning: 'the Voice Transfer Destination DN',
    example: '7001@SIP_Switch',
    ...published,
  },
  {
    key: 'dialMode',
    name: 'GSW_DIAL_MODE',
    type: 'integer',
    nullable: false,
    relevant: 'running',
    meaning: 'the dial mode, a CfgDialMode value',
    enumeration: 'dial mode',
    example: 1,
    ...published,
  },
  {
    key: 'optimizeBy',
    name: 'GSW_OPTIMIZE_BY',
    type: 'integer',
    nullable: false,
    relevant: 'predictive',
    meaning:
      'what predictive dialing optimizes, a CfgOptimizationMethod value (the page cuts its relevance short: inferred)',
    enumeration: 'optimization method',
    example: 1,
    ...published,
  },
  {
    key: 'optimizeGoal',
    name: 'GSW_OPTIMIZE_GOAL',
    type: 'integer',
    nullable: false,
    relevant: 'predictive',
    meaning: 'the goal of the optimization (its unit is inferred)',
    unit: 'percent for busy factor and overdial rate, seconds for waiting time',
    example: 85,
    ...published,
  },
  {
    key: 'busyFactor',
    name: 'GSW_STAT_BUSY_FACTOR',
    type: 'number',
    nullable: true,
    relevant: 'statistics',
    meaning: "share of the agents' logged-in time spent on calls of this group (inferred): 0.85 is 85 %",
    unit: 'fraction of 1',
    statistic: true,
    example: 0.85,
    ...statistics,
  },
  hitRatio,
  {
    key: 'overdialRate',
    name: 'GSW_STAT_OVERDIAL_RATE',
    type: 'number',
    nullable: true,
    relevant: 'statistics',
    meaning:
      'abandoned and dropped calls divided by calls answered by live parties, since the load: 0.02 is 2 %',
    unit: 'fraction of 1',
    statistic: true,
    example: 0.02,
    ...statistics,
  },
  timeToComplete,
  {
    key: 'event',
    name: 'GSW_USER_EVENT',
    type: 'string',
    nullable: false,
    relevant: 'always',
    meaning: 'which event this is',
    enumeration: 'event',
    example: 'CampaignStarted',
    mark: 'inferred',
    source: "OCS's notification of the same events to the desktop, where the key is documented",
  },
  {
    key: 'state',
    name: 'GSW_CAMPAIGN_GROUP_STATE',
    type: 'string',
    nullable: false,
    relevant: 'always',
    meaning: 'the state of the group after the event',
    enumeration: 'state',
    example: 'CampaignRunning',
    mark: 'inferred',
    source: `two status names in the log text of one of ${PAGES.draft}`,
  },
  {
    key: 'info',
    name: 'GSW_INFO',
    type: 'string',
    nullable: false,
    relevant: 'info',
    meaning: 'the text of the general info',
    onlyWith: 'general info',
    example: 'Calling list East is nearly exhausted',
    mark: 'assumed',
    source: `${PAGES.draft} name the event and leave its content unspecified`,
  },
  {
    key: 'callingLists',
    name: 'GSW_CALLING_LISTS',
    type: 'list',
    nullable: false,
    relevant: 'periodic',
    meaning: 'one object for each calling list of the campaign',
    statistic: true,
    example: null,
    mark: 'inferred',
    source: `${PAGES.published} reports statistics per calling list without showing their key`,
    items: [
      {
        key: 'callingListName',
        name: 'GSW_CALLING_LIST',
        type: 'string',
        nullable: false,
        relevant: 'always',
        meaning: 'the calling list',
        example: 'East',
        mark: 'inferred',
        source: 'call report records, where the key is documented',
      },
      {
        key: 'callingListDbid',
        name: 'GSW_CALLING_LIST_DBID',
        type: 'integer',
        nullable: false,
        relevant: 'always',
        meaning: 'its identifier in the configuration database',
        example: 101,
        mark: 'inferred',
        source: 'call report records, where the key is documented',
      },
      { ...hitRatio, relevant: 'always', ...published },
      { ...timeToComplete, relevant: 'always', ...published },
    ],
  },
] as const satisfies readonly Attribute[];
