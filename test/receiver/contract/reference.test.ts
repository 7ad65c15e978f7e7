import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contractOf } from '../../../receiver/contract/contract.ts';
import {
  type Reference,
  referenceJson,
  referenceMarkdown,
  referenceOf,
} from '../../../receiver/contract/derive/reference.ts';
import { referenceTable } from '../../../receiver/contract/derive/reference-table.ts';
import { loadContract } from '../../../receiver/contract/site.ts';
import { PLAIN } from '../../../receiver/document/show-diagnostic.ts';

const golden = join(import.meta.dirname, '../../golden');
const { contract: site } = loadContract({ file: join(golden, 'contract-files/good.yaml') });

describe('the field reference', () => {
  test('tells of a field all that a tester wants to know', () => {
    expect(referenceOf(contractOf()).attributes.find((each) => each.attribute === 'GSW_DIAL_MODE')).toEqual({
      attribute: 'GSW_DIAL_MODE',
      type: 'integer',
      nullable: false,
      relevant: 'only while dialing',
      unassigned: '0',
      meaning: 'the dial mode, a CfgDialMode value',
      unit: null,
      example: 1,
      mark: 'documented',
      source: 'OU/latest/Dep/AutoCGStatus',
    });
  });

  test('marks a word and its spelling apart', () => {
    expect(referenceOf(contractOf()).events.at(-1)).toEqual({
      word: 'periodic',
      wire: 'CampaignActivity',
      meaning:
        'at the configured interval while the group is loaded, with statistics of the group and its calling lists',
      mark: 'documented',
      source: 'OU/latest/Dep/AutoCGStatus',
      spellingMark: 'assumed',
      spellingSource: 'no public page shows the value',
    });
  });

  test('of a site names the site for what the site respelt, and nothing else', () => {
    const { events, optimizationMethods } = referenceOf(site!);
    expect(events.filter(({ spellingMark }) => spellingMark === 'site').map(({ wire }) => wire)).toEqual([
      'Activity',
    ]);
    expect(optimizationMethods.some(({ spellingMark }) => spellingMark === 'site')).toBe(false);
  });

  test.each([
    ['8.1.5-draft', 23, 8],
    ['8.1.512', 13, 6],
    ['8.1.517', 22, 6],
  ] as const)('of %s has all %i fields and %i events, and the same in JSON', (release, fields, events) => {
    const reference = JSON.parse(referenceJson(contractOf(release))) as Reference;
    expect(reference).toEqual(referenceOf(contractOf(release)));
    expect(reference.attributes).toHaveLength(fields);
    expect(reference.events).toHaveLength(events);
    expect(reference.dialModes).toHaveLength(12);
    expect(reference.optimizationMethods).toHaveLength(6);
    expect(reference.states).toHaveLength(6);
  });
});

describe('on the page', () => {
  test('as Markdown', async () => {
    await expect(referenceMarkdown(contractOf())).toMatchFileSnapshot(join(golden, 'reference/draft.md'));
  });

  test('as a table for a terminal of 110 columns', async () => {
    const text = referenceTable(site!, { columns: 110 });
    await expect(text).toMatchFileSnapshot(join(golden, 'reference/site-110-columns.txt'));
  });

  test('as paragraphs where a table has no room', async () => {
    const text = referenceTable(contractOf('8.1.512'), { columns: 60 });
    await expect(text).toMatchFileSnapshot(join(golden, 'reference/8.1.512-60-columns.txt'));
  });

  test.each([48, 60, 72, 80, 100, 132, 200])('no line is wider than %i columns', (columns) => {
    const lines = referenceTable(site!, { columns }).split('\n');
    expect(lines.length).toBeGreaterThan(60);
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  });

  test('emphasis adds to the text and takes nothing away', () => {
    const strong = { ...PLAIN, strong: (text: string): string => `<b>${text}</b>` };
    const text = referenceTable(contractOf(), { emphasis: strong });
    expect(text).toContain('<b>Events</b>');
    expect(text.replaceAll(/<\/?b>/g, '')).toBe(referenceTable(contractOf()));
  });
});
