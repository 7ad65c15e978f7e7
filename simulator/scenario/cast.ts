// Who plays: tenants, OCS applications and campaign groups as the scenario names them, with everything it does not name made up
// from the seed.

import { didYouMean } from '../../receiver/document/closest-word.ts';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import { text } from '../../receiver/document/scalar-shapes.ts';
import { type Placed, placed, type Reading } from '../../receiver/document/shape.ts';
import type { DocNode } from '../../receiver/document/source.ts';
import type { CampaignGroupSettings } from '../campaign/campaign-group.ts';
import { dialerSettings } from '../campaign/dialer-settings.ts';
import type { FixedStatistics } from '../campaign/fixed-statistics.ts';
import { type CompleteIdentity, completeIdentities, type GivenIdentity } from '../campaign/names.ts';
import type { Sections } from '../campaign/option-lookup.ts';
import type { OptionName, OptionValue } from '../campaign/options.ts';
import type { GroupValue, ReadGroup } from './group-shape.ts';
import { partOf } from './read-document.ts';
import type { Application, CastGroup } from './scenario.ts';
import type { ScenarioValue } from './scenario-shape.ts';

/** What OCS reports for a tenant whose customer_name is not set (documented). */
const NO_CUSTOMER_NAME = 'undefined';

const DEFAULT_APPLICATION = 'OCServer_1';
const DEFAULT_RECORDS = 10_000;

export interface Cast {
  readonly applications: readonly Application[];
  readonly groups: readonly CastGroup[];
  readonly problems: readonly Diagnostic[];
}

export async function castGroups(value: ScenarioValue, seed: number): Promise<Cast> {
  const problems: Diagnostic[] = [];
  const applications = applicationsOf(value);
  const tenants = value.tenants ?? new Map(value.tenant === undefined ? [] : [['tenant', value.tenant]]);
  const groups = value.groups.map((placed) => placed.value);

  const known = <T>(
    named: Placed<string> | undefined,
    all: ReadonlyMap<string, T>,
    what: string,
  ): T | undefined => {
    if (named === undefined) return all.values().next().value;
    const found = all.get(named.value);
    if (found === undefined) problems.push(unknown(named, [...all.keys()], what));
    return found;
  };
  const byName = new Map(applications.map((application) => [application.name, application]));
  const given = groups.map(({ label, value: group }): GivenIdentity => {
    const tenant = known(group.tenant, tenants, 'tenant');
    return {
      label,
      tenantName: tenant === undefined ? undefined : (tenant.customerName ?? NO_CUSTOMER_NAME),
      tenantCcid: tenant?.ccid,
      campaignName: group.campaign,
      campaignTemplateName: group.template,
      groupName: group.agentGroup,
      campaignGroupName: group.name,
      queueName: group.queue,
      callingLists:
        group.callingLists && [...group.callingLists].map(([name, list]) => ({ name, dbid: list.dbid })),
    };
  });
  const identities = await completeIdentities(seed, given);
  problems.push(...sameNames(groups, identities));
  return {
    applications,
    problems,
    groups: groups.map(({ label, value: group }) => ({
      settings: settingsOf(group, identities.get(label)!),
      application: known(group.application, byName, 'OCS application')?.name ?? DEFAULT_APPLICATION,
      sections: sectionsOf(group),
    })),
  };
}

function applicationsOf(value: ScenarioValue): readonly Application[] {
  if (value.applications !== undefined) {
    return [...value.applications].map(([name, application]) => ({
      name,
      sections: sectionsOf(application),
    }));
  }
  return [{ name: value.ocs?.name ?? DEFAULT_APPLICATION, sections: sectionsOf(value.ocs ?? {}) }];
}

/** Options without a section stand in `OCServer`; a section of that name adds to them. */
function sectionsOf(value: {
  readonly options?: ReadonlyMap<OptionName, OptionValue>;
  readonly sections?: Sections;
}): Sections {
  const sections = new Map(value.sections);
  if (value.options !== undefined)
    sections.set('OCServer', new Map([...(sections.get('OCServer') ?? []), ...value.options]));
  return sections;
}

function settingsOf(group: GroupValue, identity: CompleteIdentity): CampaignGroupSettings {
  const lists = [...(group.callingLists?.values() ?? [])];
  const { callingLists, ...who } = identity;
  return {
    ...who,
    dialing: dialerSettings(
      callingLists.map(({ name, dbid }, index) => {
        const answerRate = lists[index]?.answerRate;
        return {
          name,
          dbid,
          records: lists[index]?.records ?? DEFAULT_RECORDS,
          ...(answerRate === undefined ? {} : { answerRate }),
        };
      }),
      {
        agents: group.agents,
        answerRate: group.answerRate,
        ringSeconds: group.ringTime / 1_000,
        talkSeconds: group.talkTime / 1_000,
        wrapUpSeconds: group.wrapUpTime / 1_000,
        previewSeconds: group.previewTime / 1_000,
        patienceSeconds: group.patience / 1_000,
        powerLines: group.powerLines,
        historyLength: group.historyLength,
      },
    ),
    ...(group.optimizeBy === undefined ? {} : { optimizeBy: group.optimizeBy }),
    ...(group.goal === undefined ? {} : { optimizeGoal: group.goal }),
    statistics: fixedOf(group),
  };
}

function fixedOf(group: GroupValue): FixedStatistics {
  const lists = [...(group.callingLists ?? [])].flatMap(([name, list]) =>
    list.statistics === undefined ? [] : [[name, list.statistics] as const],
  );
  return { ...group.statistics, ...(lists.length > 0 ? { callingLists: new Map(lists) } : {}) };
}

/**
 * The complaints about tenants and OCS applications that groups name and the scenario does not have, of a document that could not be
 * read as a whole.
 */
export function unknownOwners(document: DocNode, reading: Reading): readonly Diagnostic[] {
  const quiet: Reading = { ...reading, problems: [] };
  const textAt = (node: DocNode | undefined, key: string): Placed<string> | undefined => {
    const found = node === undefined ? undefined : partOf(node, key);
    return found && placed(text()).read(found, quiet);
  };
  const keysAt = (key: string): readonly string[] | null => {
    const node = partOf(document, key);
    return node?.kind === 'mapping' ? node.entries.map((entry) => entry.key) : null;
  };
  const has = (key: string): boolean => partOf(document, key) !== undefined;
  const tenants = has('tenants') ? keysAt('tenants') : has('tenant') ? ['tenant'] : [];
  const own = textAt(partOf(document, 'ocs'), 'name')?.value ?? DEFAULT_APPLICATION;
  const applications = has('applications') ? keysAt('applications') : [own];
  const groups = partOf(document, 'groups');
  return (groups?.kind === 'mapping' ? groups.entries : []).flatMap(({ value: group }) =>
    (
      [
        ['tenant', tenants, 'tenant'],
        ['application', applications, 'OCS application'],
      ] as const
    ).flatMap(([key, all, what]) => {
      const named = textAt(group, key);
      return named === undefined || all === null || all.includes(named.value)
        ? []
        : [unknown(named, all, what)];
    }),
  );
}

function unknown(named: Placed<string>, all: readonly string[], what: string): Diagnostic {
  const near = didYouMean(named.value, all);
  return {
    code: 'unknown-reference',
    severity: 'error',
    place: named.place,
    message: `there is no ${what} "${named.value}"`,
    expected: all.length > 0 ? `one of ${all.join(', ')}` : `a ${what} that the scenario names`,
    ...(near === undefined ? {} : { hint: near }),
  };
}

/** Two groups of one tenant with the same name could not be told apart by any receiver. */
function sameNames(
  groups: readonly ReadGroup[],
  identities: ReadonlyMap<string, CompleteIdentity>,
): Diagnostic[] {
  const seen = new Map<string, string>();
  return groups.flatMap(({ label, place }): Diagnostic[] => {
    const { tenantCcid, campaignGroupName } = identities.get(label)!;
    const key = JSON.stringify([tenantCcid, campaignGroupName]);
    const other = seen.get(key);
    seen.set(key, label);
    if (other === undefined) return [];
    return [
      {
        code: 'conflicting-keys',
        severity: 'error',
        place,
        message: `${label} and ${other} are both called "${campaignGroupName}" and belong to the same tenant`,
        hint: 'give one of them another campaign, agentGroup or name',
      },
    ];
  });
}
