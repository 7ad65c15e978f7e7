// Which records a list, a count, a wait, the stream or an export is about: the selectors of expectations, and what else there is
// to ask of a record.

import { type GroupLabel, GroupLabels, groupNamesOf } from '../contract/group-labels.ts';
import { EVENT_NAMES } from '../contract/vocabulary.ts';
import { textOf } from '../document/content-encoding.ts';
import { text } from '../document/scalar-shapes.ts';
import type { Placed } from '../document/shape.ts';
import { placed } from '../document/shape.ts';
import { checkExpectation } from '../expect/check-expectation.ts';
import { type FieldsMatch, fieldsMatch } from '../expect/match.ts';
import { fieldsShape } from '../expect/matcher.ts';
import { selectionOf } from '../expect/selection.ts';
import { eventShape, type Selectors } from '../expect/selectors.ts';
import type { ReceivedRecord } from '../journal/record.ts';
import { arrivedAtMs } from '../journal/record.ts';
import type { Digest } from './digests.ts';
import type { Groups } from './groups.ts';
import { PROBLEM_WORDS } from './problem-words.ts';
import { INSTANT_SCHEMA, type Parameter, type Query } from './query.ts';
import { faultOf, type Register } from './register.ts';

/** The parameters by which records are chosen; they are the same everywhere. All that are given must hold. */
export const FILTER_PARAMETERS: readonly Parameter[] = [
  {
    name: 'group',
    about:
      'Only records of this campaign group: its name, or `TENANT/NAME` with the Contact Center ID; `*` stands for any text, `\\*` for itself. Several: any of them.',
    schema: { type: 'string', minLength: 1 },
    example: 'Spring@Agents East',
    repeatable: true,
  },
  {
    name: 'event',
    about: 'Only records of this event. Several: any of them.',
    schema: { enum: EVENT_NAMES },
    example: 'started',
    repeatable: true,
  },
  {
    name: 'from',
    about:
      'Only records from this instant on: `2m50s` since the start or the last reset, `-5m` for five minutes ago, an ISO 8601 instant, or milliseconds since 1970.',
    schema: INSTANT_SCHEMA,
    example: '2m50s',
  },
  {
    name: 'until',
    about: 'Only records before this instant, written in the same ways.',
    schema: INSTANT_SCHEMA,
    example: '2026-01-31T12:00:00Z',
  },
  {
    name: 'problem',
    about:
      'Only records whose body is no JSON object: for this reason, or for `any`; `none`: only those whose body is one.',
    schema: { enum: ['any', 'none', ...PROBLEM_WORDS] },
    example: 'any',
  },
  {
    name: 'notification',
    about:
      'true: only records that carry a notification; false: only those that do not, such as health checks and queries. Waits and counts are about notifications unless this says otherwise; lists, exports and the stream are about all records.',
    schema: { enum: ['true', 'false'] },
    example: true,
  },
  {
    name: 'differences',
    about: 'true: only records that are not as the contract says; false: only those that are.',
    schema: { enum: ['true', 'false'] },
    example: true,
  },
  {
    name: 'fault',
    about: 'true: only records that were not answered as usual; false: only those that were.',
    schema: { enum: ['true', 'false'] },
    example: true,
  },
  {
    name: 'where',
    about:
      'Only records whose attribute meets a demand, written as under `fields:` of an expectation. Several: all of them.',
    schema: { type: 'string', minLength: 1 },
    example: 'GSW_STAT_OVERDIAL_RATE: { atMost: 0.03 }',
    repeatable: true,
  },
  {
    name: 'text',
    about: 'Only records with this text in their path or body; case does not count.',
    schema: { type: 'string', minLength: 1 },
    example: 'East',
  },
  {
    name: 'after',
    about: 'Only records with a number above this one.',
    schema: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    example: 1000,
  },
  {
    name: 'before',
    about: 'Only records with a number below this one.',
    schema: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    example: 2000,
  },
];

/** Chooses records. */
export interface Filter {
  /** Null where the query does not say. */
  readonly after: number | null;
  readonly before: number | null;
  readonly fits: (record: ReceivedRecord) => boolean;
}

const groupShape = placed(text('the name of a campaign group, or a pattern with *'));

/** What a filter asks of the records' register. */
export type Filterable = Pick<Register, 'contract' | 'originMs' | 'digest' | 'differences'> & {
  /** Tells groups of one name apart; default: as the filter meets them. */
  readonly groups?: Pick<Groups, 'identify'>;
};

/**
 * Makes the filter of a query ready; what is wrong with it is told by `query.refusal`.
 * @param about what the filter selects where the query has no `notification`
 */
export function filterOf(
  query: Query,
  register: Filterable,
  nowMs: number,
  about: 'all records' | 'notifications' = 'all records',
): Filter {
  const origin = { originMs: register.originMs, nowMs };
  const group = query.plain('group', groupShape);
  const event = query.plain('event', eventShape);
  const fromMs = query.instant('from', origin);
  const untilMs = query.instant('until', origin);
  const selectors: Selectors = {
    ...(group.length === 0 ? {} : { group }),
    ...(event.length === 0 ? {} : { event }),
    ...(fromMs?.clock === 'steady' ? { from: fromMs.ms } : {}),
    ...(untilMs?.clock === 'steady' ? { until: untilMs.ms } : {}),
  };
  const selection = selectionOf(selectors, { known: [] });
  const problem = query.word('problem', ['any', 'none', ...PROBLEM_WORDS]);
  const notification = query.flag('notification') ?? (about === 'notifications' ? true : undefined);
  const differences = query.flag('differences');
  const fault = query.flag('fault');
  const demands = wheresOf(query, register, event);
  const matches = demands.map((fields): FieldsMatch => fieldsMatch(fields, register.contract.rows));
  const needle = query.filled('text')?.toLowerCase();

  const labels = new GroupLabels();
  const identify = (name: string, tenant: string | null): GroupLabel =>
    register.groups?.identify(name, tenant) ?? labels.of(name, tenant);

  return {
    after: query.integer('after', { min: 0 }) ?? null,
    before: query.integer('before', { min: 1 }) ?? null,
    fits(record) {
      if (fromMs?.clock === 'wall' && record.receivedAtMs < fromMs.ms) return false;
      if (untilMs?.clock === 'wall' && record.receivedAtMs >= untilMs.ms) return false;
      const digest = register.digest(record);
      const { group: name, tenant: told } = digest.subject;
      const identity = name === null ? null : identify(name, told);
      if (
        !selection.selects({
          group: identity?.label ?? null,
          groupNames: identity === null ? [] : groupNamesOf(identity.name, identity.tenant),
          event: digest.subject.event,
          atMs: arrivedAtMs(record),
        })
      )
        return false;
      if (notification !== undefined && digest.isNotification !== notification) return false;
      if (problem !== undefined && !fitsProblem(problem, digest)) return false;
      if (fault !== undefined && (faultOf(record) !== null) !== fault) return false;
      if (needle !== undefined && !contains(record, needle)) return false;
      if (matches.length === 0 && differences === undefined) return true;
      const { content } = record;
      if (content.kind !== 'object') return false;
      if (matches.some((match) => match(content.value).length > 0)) return false;
      if (differences === undefined) return true;
      const isDifferent = content.duplicateKeys.length > 0 || register.differences(record)!.length > 0;
      return isDifferent === differences;
    },
  };
}

function wheresOf(
  query: Query,
  { contract }: Filterable,
  event: readonly Placed<(typeof EVENT_NAMES)[number]>[],
) {
  const demands = query.yaml('where', fieldsShape, withBlank);
  for (const fields of demands) {
    const problems = checkExpectation({ kind: 'fields', fields, event }, contract);
    query.add(problems.filter(({ severity }) => severity === 'error'));
  }
  return demands;
}

/** `GSW_DIAL_MODE:2` is meant as a mapping, which YAML reads only with a blank behind the colon. */
function withBlank(text: string): string {
  return text.replace(/^([^\s:{}'"]+):(?=\S)/, '$1: ');
}

function fitsProblem(wanted: string, { problem, isNotification }: Digest): boolean {
  if (wanted === 'any') return problem !== null;
  return wanted === 'none' ? problem === null && isNotification : problem === wanted;
}

function contains(record: ReceivedRecord, needle: string): boolean {
  return record.path.toLowerCase().includes(needle) || textOf(record).toLowerCase().includes(needle);
}
