import { describe, expect, test } from 'vitest';
import { type Contract, contractOf } from '../../../../receiver/contract/contract.ts';
import { elasticsearchMapping } from '../../../../receiver/contract/derive/elasticsearch-mapping.ts';
import { applySite } from '../../../../receiver/contract/site.ts';
import { readSiteFile } from '../../../../receiver/contract/site-file.ts';
import { driftOf } from '../../../../simulator/store/elasticsearch/drift.ts';
import { DriftWatch } from '../../../../simulator/store/elasticsearch/drift-watch.ts';

type Properties = Readonly<Record<string, unknown>>;

const contract = contractOf();

/** The mapping of the contract, with some fields otherwise. */
function mappingWith(properties: Properties, of = contract): { readonly properties: Properties } {
  return { properties: { ...elasticsearchMapping(of).properties, ...properties } };
}

function mappingWithout(name: string, more: object = {}): object {
  const { [name]: _, ...properties } = elasticsearchMapping(contract).properties;
  return { ...more, properties };
}

/** What is told of one field that is mapped so. */
function told(name: string, said: unknown): readonly (string | null)[] {
  const drifts = driftOf(contract, mappingWith({ [name]: said }));
  expect(drifts.map(({ field }) => field)).toEqual([name]);
  const [{ wanted, found, consequence }] = drifts as [(typeof drifts)[number]];
  return [wanted, found, consequence];
}

function siteContract(text: string): Contract {
  const { site } = readSiteFile({ name: 'site.yaml', text: `contract: Example Bank\n${text}` });
  return applySite(contractOf(), site!).contract!;
}

const REFUSED = 'and its whole notification with it';
const NAME = 'GSW_CAMPAIGN_NAME';
const RATIO = 'GSW_STAT_HIT_RATIO';
const MODE = 'GSW_DIAL_MODE';
const LISTS = 'GSW_CALLING_LISTS';
const DYNAMIC_TEXT = { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } };

test('the mapping of the contract has not drifted', () => {
  expect(driftOf(contract, mappingWith({}))).toEqual([]);
});

describe('a field that is mapped otherwise', () => {
  test.each<[field: string, said: Properties, wanted: string, found: string, consequence: string]>([
    [
      NAME,
      DYNAMIC_TEXT,
      'keyword',
      'text and keyword (ignore_above 256)',
      `it is matched word by word; whole values only as ${NAME}.keyword, which leaves out texts of more than 256 characters`,
    ],
    [
      NAME,
      { type: 'text', fields: { raw: { type: 'keyword' } } },
      'keyword',
      'text and keyword',
      `it is matched word by word; whole values only as ${NAME}.raw`,
    ],
    [
      NAME,
      { type: 'text' },
      'keyword',
      'text',
      'it is matched word by word, and can be neither sorted nor counted by value',
    ],
    [
      NAME,
      { type: 'keyword', ignore_above: 1_024 },
      'keyword',
      'keyword (ignore_above 1024)',
      'texts of more than 1,024 characters are kept, and not found',
    ],
    [
      NAME,
      { type: 'keyword' },
      'keyword',
      'keyword',
      `a text of more than 32,766 bytes is refused, ${REFUSED}`,
    ],
    [
      NAME,
      { type: 'keyword', ignore_above: 20_000 },
      'keyword',
      'keyword (ignore_above 20000)',
      `a text of more than 32,766 bytes is refused, ${REFUSED}`,
    ],
    [
      NAME,
      { type: 'date' },
      'keyword',
      'date',
      `a text that is no date is refused, the empty one as well, ${REFUSED}`,
    ],
    [NAME, { type: 'long' }, 'keyword', 'long', `a text that is no number is refused, ${REFUSED}`],
    [
      NAME,
      { type: 'boolean' },
      'keyword',
      'boolean',
      `a value other than true and false is refused, ${REFUSED}`,
    ],
    [NAME, { properties: {} }, 'keyword', 'object', `a single value is refused, ${REFUSED}`],
    [NAME, { type: 'ip' }, 'keyword', 'ip', `a text that is no ip may be refused, ${REFUSED}`],
    [
      NAME,
      { type: 'constant_keyword' },
      'keyword',
      'constant_keyword',
      `a value other than the first is refused, ${REFUSED}`,
    ],
    [
      NAME,
      { type: 'object', enabled: false },
      'keyword',
      'object (not enabled)',
      'it is kept, and nothing in it is found',
    ],
    [RATIO, { type: 'long' }, 'double', 'long', 'fractions are cut off in searches and sums'],
    [
      RATIO,
      { type: 'byte' },
      'double',
      'byte',
      'fractions are cut off in searches and sums, and numbers of 128 and more are refused',
    ],
    [
      RATIO,
      { type: 'unsigned_long' },
      'double',
      'unsigned_long',
      'fractions are cut off in searches and sums, and numbers below 0 are refused',
    ],
    [RATIO, { type: 'float' }, 'double', 'float', 'searches and sums know about seven digits of a number'],
    [
      RATIO,
      { type: 'half_float' },
      'double',
      'half_float',
      'searches and sums know about three digits of a number, and 65,520 and more is refused',
    ],
    [
      RATIO,
      { type: 'scaled_float', scaling_factor: 10 },
      'double',
      'scaled_float',
      'searches and sums know steps of 0.1',
    ],
    [
      RATIO,
      DYNAMIC_TEXT,
      'double',
      'text and keyword (ignore_above 256)',
      'numbers are compared as texts: there are no sums, and 9 comes after 10',
    ],
    [RATIO, { type: 'date' }, 'double', 'date', 'numbers count as milliseconds since 1970'],
    [
      RATIO,
      { type: 'geo_point' },
      'double',
      'geo_point',
      `a number that is no geo_point may be refused, ${REFUSED}`,
    ],
    [MODE, { type: 'integer' }, 'long', 'integer', 'numbers of 2,147,483,648 and more are refused'],
    [
      MODE,
      { type: 'double' },
      'long',
      'double',
      'integers of more than 9,007,199,254,740,992 are rounded in searches and sums',
    ],
    [LISTS, { type: 'long' }, 'object', 'long', `a list of objects is refused, ${REFUSED}`],
    [
      LISTS,
      { type: 'flat_object' },
      'object',
      'flat_object',
      'its numbers are compared as texts, without sums',
    ],
    [
      LISTS,
      { ...elasticsearchMapping(contract).properties[LISTS], type: 'nested' },
      'object',
      'nested',
      'only nested queries find anything in it, and a notification with more than 10,000 entries is refused',
    ],
  ])('%s as %j', (field, said, wanted, found, consequence) => {
    expect(told(field, said)).toEqual([wanted, found, consequence]);
  });

  test('in the calling lists is named by its whole path', () => {
    const { properties } = elasticsearchMapping(contract).properties[LISTS] as {
      readonly properties: Properties;
    };
    const lists = { properties: { ...properties, [RATIO]: { type: 'long' } } };
    expect(driftOf(contract, mappingWith({ [LISTS]: lists }))).toMatchObject([
      { field: `${LISTS}.${RATIO}`, wanted: 'double', found: 'long' },
    ]);
  });
});

describe('a field that is not mapped', () => {
  test.each([
    [{}, 'it is not mapped yet: the first value that is not null decides its type'],
    [{ dynamic: 'false' }, 'it is not mapped: its values are kept, and not found'],
    [{ dynamic: 'strict' }, 'it is not mapped: a notification that says something in it is refused'],
  ])('under %j', (more, consequence) => {
    expect(driftOf(contract, { ...mappingWithout(RATIO, more) })).toMatchObject([
      { field: RATIO, wanted: 'double', found: null, consequence },
    ]);
  });

  test('tells nothing of its members', () => {
    expect(driftOf(contract, { ...mappingWithout(LISTS) })).toMatchObject([{ field: LISTS, found: null }]);
  });
});

describe('a field that the contract does not have', () => {
  test('is told once, without its members', () => {
    const extra = { properties: { a: { type: 'long' }, b: { properties: { c: { type: 'long' } } } } };
    expect(driftOf(contract, mappingWith({ '@timestamp': { type: 'date' }, extra }))).toMatchObject([
      { field: '@timestamp', wanted: null, found: 'date', consequence: 'the contract has no such field' },
      { field: 'extra', wanted: null, found: 'object' },
    ]);
  });

  test('is not what leads to a name with dots in it', () => {
    const dotted = siteContract('change: { GSW_QUEUE_NAME: { rename: queue.name } }');
    const { 'queue.name': queue, ...properties } = elasticsearchMapping(dotted).properties;
    expect(
      driftOf(dotted, { properties: { ...properties, queue: { properties: { name: queue } } } }),
    ).toEqual([]);
  });
});

test("a site's form of unassigned that no list is asks for lists that are overlooked", () => {
  const site = siteContract('unassigned: { value: -1 }');
  const lists = { properties: {} };
  expect(driftOf(site, mappingWith({}, site))).toEqual([]);
  expect(driftOf(site, mappingWith({ [LISTS]: lists }, site))).toMatchObject([
    { consequence: `its form of unassigned, which is no list, is refused, ${REFUSED}` },
  ]);
});

describe('values that the index holds otherwise', () => {
  function consequence(properties: Properties, bodies: readonly Properties[]): string {
    const watch = new DriftWatch(contract, mappingWith(properties));
    for (const body of bodies) watch.see(body as never);
    return watch.drift()[0]!.consequence;
  }
  const LONG = { [RATIO]: { type: 'long' } };

  test.each([
    [LONG, 0.85, '0.85 counts as 0'],
    [LONG, -0.5, '-0.5 counts as 0'],
    [{ [RATIO]: { type: 'float' } }, 0.3, '0.3 counts as 0.30000001192092896'],
    [{ [RATIO]: { type: 'scaled_float', scaling_factor: 10 } }, 0.85, '0.85 counts as 0.9'],
  ])('are shown by the first of them: %j', (properties, value, words) => {
    expect(consequence(properties, [{ [RATIO]: 0 }, { [RATIO]: value }, { [RATIO]: null }, {}])).toMatch(
      new RegExp(`(?:sums|number|steps of 0.1): ${words}$`),
    );
  });

  test.each([
    [2, '0.85 counts as 0, and 1 more value likewise'],
    [1_201, '0.85 counts as 0, and 1,200 more values likewise'],
  ])('are counted: %d', (times, words) => {
    const bodies = Array.from({ length: times }, () => ({ [RATIO]: 0.85 }));
    expect(consequence(LONG, bodies)).toBe(`fractions are cut off in searches and sums: ${words}`);
  });

  test('are found in the calling lists', () => {
    const lists = {
      properties: { ...Object(elasticsearchMapping(contract).properties[LISTS]).properties, ...LONG },
    };
    const body = { [RATIO]: 0.5, [LISTS]: [{ [RATIO]: 1 }, { [RATIO]: 0.25 }, { [RATIO]: 0.75 }] };
    expect(consequence({ [LISTS]: lists }, [body])).toMatch(/: 0.25 counts as 0, and 1 more value likewise$/);
  });

  test('are texts that are too long to be found', () => {
    expect(
      consequence({ [NAME]: DYNAMIC_TEXT }, [{ [NAME]: 'x'.repeat(256) }, { [NAME]: 'x'.repeat(10_000) }]),
    ).toMatch(/: a text of 10,000 characters is not found$/);
  });

  test('may be none', () => {
    expect(consequence(LONG, [{ [RATIO]: 0 }, { [RATIO]: null }])).toBe(
      'fractions are cut off in searches and sums; no value read back is concerned',
    );
  });

  test('are not spoken of where nothing was read', () => {
    expect(consequence(LONG, [])).toBe('fractions are cut off in searches and sums');
  });
});
