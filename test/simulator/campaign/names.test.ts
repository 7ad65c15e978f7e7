import { describe, expect, test } from 'vitest';
import { completeIdentities, type GivenIdentity } from '../../../simulator/campaign/names.ts';
import fc from '../../support/fast-check.ts';

const spring: GivenIdentity = { label: 'spring' };
const autumn: GivenIdentity = { label: 'autumn' };

async function one(given: GivenIdentity, seed = 7) {
  return (await completeIdentities(seed, [given])).get(given.label)!;
}

describe('names that a scenario does not give', () => {
  test('are made up so that they look like those of a real site', async () => {
    const made = await one(spring);
    expect(made.campaignName).toMatch(/^[A-Z][a-z]+( [A-Z][a-z]+)? [A-Z][a-z-]+$/);
    expect(made.groupName).toMatch(/^Agents [A-Z].* (North|South|East|West)/);
    expect(made.queueName).toMatch(/^7\d{3}$/);
    expect(made.tenantName).toMatch(/ (Group|Inc|LLC|and Sons)$/);
    expect(made.tenantCcid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(made.campaignGroupName).toBe(`${made.campaignName}@${made.groupName}`);
    expect(made.campaignTemplateName).toBeNull();
    expect(made.callingLists).toEqual([
      { name: `${made.campaignName} List`, dbid: made.callingLists[0]!.dbid },
    ]);
    expect(made.callingLists[0]!.dbid).toBeGreaterThan(100);
  });

  test('are the same for the same seed, and others for another', async () => {
    expect(await one(spring)).toEqual(await one(spring));
    expect((await one(spring, 8)).tenantCcid).not.toBe((await one(spring, 7)).tenantCcid);
  });

  test('do not depend on the order of the groups', async () => {
    const forth = await completeIdentities(7, [spring, autumn]);
    const back = await completeIdentities(7, [autumn, spring]);
    expect(forth.get('spring')).toEqual(back.get('spring'));
    expect(forth.get('autumn')).toEqual(back.get('autumn'));
    expect([...forth.keys()]).toEqual(['spring', 'autumn']);
  });

  test('do not depend on the order of the groups even where two would have had the same', async () => {
    const groups = Array.from({ length: 300 }, (_, index) => ({ label: `group-${index + 1}` }));
    const forth = await completeIdentities(7, groups);
    const back = await completeIdentities(7, [...groups].reverse());
    // There are fewer campaign names than groups, so some of them had to give way.
    expect([...forth.values()].filter((group) => /\d/.test(group.campaignName!)).length).toBeGreaterThan(100);
    expect(groups.map(({ label }) => back.get(label))).toEqual([...forth.values()]);
  });

  test('are unique within a run, even of a thousand groups', async () => {
    const groups = Array.from({ length: 1_000 }, (_, index) => ({ label: `group-${index + 1}` }));
    const all = [...(await completeIdentities(3, groups)).values()];
    expect(all).toHaveLength(1_000);
    const distinct = (values: readonly unknown[]): number => new Set(values).size;
    expect(distinct(all.map((group) => group.campaignName))).toBe(1_000);
    expect(distinct(all.map((group) => group.groupName))).toBe(1_000);
    expect(distinct(all.map((group) => group.queueName))).toBe(1_000);
    expect(distinct(all.map((group) => group.callingLists[0]!.dbid))).toBe(1_000);
    expect(distinct(all.map((group) => group.tenantName))).toBe(1);
  });
});

describe('names that a scenario gives', () => {
  test('stay as they are, and null stays nothing', async () => {
    const given = {
      label: 'spring',
      tenantName: 'Acme',
      tenantCcid: 'c-1',
      campaignName: null,
      campaignTemplateName: 'Template',
      groupName: 'Agents East',
      queueName: '7001@SIP_Switch',
      callingLists: [{ name: 'East', dbid: 101 }],
    };
    expect(await one(given)).toEqual({ ...given, campaignGroupName: 'spring@Agents East' });
  });

  test('are never made up for another group', async () => {
    const { campaignName, groupName, queueName, callingLists } = await one(spring);
    const taken = { label: 'other', campaignName, groupName, queueName, callingLists };
    const made = (await completeIdentities(7, [taken, spring])).get('spring')!;
    expect(made.campaignName).not.toBe(campaignName);
    expect(made.groupName).not.toBe(groupName);
    expect(made.queueName).not.toBe(queueName);
    expect(made.callingLists[0]!.dbid).not.toBe(callingLists[0]!.dbid);
  });

  test('give a calling list that two groups share one DBID, and lists of two tenants two', async () => {
    const lists = { callingLists: [{ name: 'East' }] };
    const all = await completeIdentities(7, [
      { label: 'a', tenantName: 'Acme', ...lists },
      { label: 'b', tenantName: 'Acme', ...lists },
      { label: 'c', tenantName: 'Globex', ...lists },
    ]);
    const dbid = (label: string): number => all.get(label)!.callingLists[0]!.dbid;
    expect(dbid('a')).toBe(dbid('b'));
    expect(dbid('a')).not.toBe(dbid('c'));
  });

  test('give groups of one tenant one Contact Center ID', async () => {
    const all = await completeIdentities(7, [
      { label: 'a', tenantName: 'Acme' },
      { label: 'b', tenantName: 'Acme' },
      { label: 'c', tenantName: 'Globex' },
    ]);
    expect(all.get('a')!.tenantCcid).toBe(all.get('b')!.tenantCcid);
    expect(all.get('a')!.tenantCcid).not.toBe(all.get('c')!.tenantCcid);
  });
});

test('whatever the labels and the seed, nothing is left without a name', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 }),
      async (seed, labels) => {
        const all = await completeIdentities(
          seed,
          labels.map((label) => ({ label })),
        );
        expect([...all.keys()]).toEqual(labels);
        const empty = [...all.values()].flatMap((group) =>
          Object.entries(group).filter(([key, value]) => key !== 'campaignTemplateName' && !value),
        );
        expect(empty).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});
