// Breaks every hand-typed sample in every way at every row: the judge must name exactly the broken field, and a validator of the
// generated JSON Schema must refuse the body too.

import { expect, test } from 'vitest';
import {
  type ContractRow,
  contractOf,
  type JsonObject,
  type JsonValue,
} from '../../../receiver/contract/contract.ts';
import { type FieldDemand, fieldSet } from '../../../receiver/contract/field-set.ts';
import { identifier, situationOf } from '../../../receiver/contract/identify.ts';
import { bodyJudge } from '../../../receiver/contract/judge.ts';
import { SAMPLES } from './samples.ts';
import { schemaValidator } from './schema-validator.ts';

interface Bite {
  readonly name: 'drop' | 'rename' | 'retype' | 'other word' | 'other assignment';
  readonly object: JsonObject;
  /** What must be reported, as `field: kind`, where `@` stands for the field. */
  readonly reported: readonly string[];
}

const OF_ANOTHER_TYPE: Record<ContractRow['type'], JsonValue> = {
  string: 42,
  integer: 'one',
  number: 'much',
  list: { East: 101 },
};
const OF_ITS_TYPE: Record<ContractRow['type'], JsonValue> = {
  string: 'text',
  integer: 7,
  number: 0.5,
  list: [{}],
};

function without(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

function bitesOf(object: JsonObject, { row, demand }: FieldDemand): Bite[] {
  const { name, type } = row;
  const bites: Bite[] = [
    { name: 'drop', object: without(object, name), reported: ['@: missing'] },
    {
      name: 'rename',
      object: Object.fromEntries(
        Object.entries(object).map(([key, value]) => [key === name ? `${key}X` : key, value]),
      ),
      reported: ['@: missing', '@X: unknown'],
    },
    {
      name: 'retype',
      object: { ...object, [name]: OF_ANOTHER_TYPE[type] },
      reported: [demand === 'unassigned' ? '@: not unassigned' : '@: wrong type'],
    },
  ];
  if (row.enumeration !== null) {
    bites.push({
      name: 'other word',
      object: { ...object, [name]: type === 'string' ? 'CampaignNonsense' : 99 },
      reported: [demand === 'unassigned' ? '@: not unassigned' : '@: value not allowed'],
    });
  }
  if (demand === 'unassigned') {
    bites.push({
      name: 'other assignment',
      object: { ...object, [name]: OF_ITS_TYPE[type] },
      reported: ['@: not unassigned'],
    });
  } else if (demand === 'assigned' && (type === 'string' || row.enumeration !== null)) {
    bites.push({
      name: 'other assignment',
      object: { ...object, [name]: type === 'string' ? '' : 0 },
      reported: ['@: unassigned'],
    });
  }
  return bites;
}

test.each([
  ['8.1.5-draft', 23],
  ['8.1.512', 13],
  ['8.1.517', 22],
] as const)(
  'whatever is broken in a notification of %s, the broken field and no other is named',
  (release, rows) => {
    const contract = contractOf(release);
    const judge = bodyJudge(contract);
    const isValid = schemaValidator(contract);
    const identify = identifier(contract);
    const bitten = new Map<string, Set<string>>();
    const samples = SAMPLES.filter((sample) => sample.release === release);
    expect(samples.length).toBeGreaterThanOrEqual(6);

    const check = (path: string, where: string, body: JsonObject, bite: Bite): void => {
      const found = judge(body).map(({ field, kind }) => `${field}: ${kind}`);
      const wanted = bite.reported.map((text) => text.replace('@', path));
      expect(found, `${where}: ${bite.name} ${path}`).toEqual(wanted);
      expect(isValid(body), `${where}: schema on ${bite.name} ${path}`).toBe(false);
      const place = path.replace(/\[\d+\]/, '[]');
      bitten.set(place, (bitten.get(place) ?? new Set()).add(bite.name));
    };

    for (const { name: where, body } of samples) {
      for (const demand of fieldSet(contract, situationOf(identify(body))!)) {
        const { row } = demand;
        for (const bite of bitesOf(body, demand)) check(row.name, where, bite.object, bite);
        const items = Array.isArray(body[row.name]) ? (body[row.name] as readonly JsonObject[]) : [];
        items.forEach((item, index) => {
          for (const inner of row.items) {
            for (const bite of bitesOf(item, { row: inner, demand: 'assigned' })) {
              const broken = { ...body, [row.name]: items.with(index, bite.object) };
              check(`${row.name}[${index}].${inner.name}`, where, broken, bite);
            }
          }
        });
      }
    }

    expect(bitten.size).toBe(rows);
    for (const [place, bites] of bitten) {
      expect([...bites], place).toEqual(expect.arrayContaining(['drop', 'rename', 'retype']));
    }
    // A name that is optional, a number that is relevant always: these have no other assignment that would be wrong.
    const unbitten = [...bitten]
      .filter(([, bites]) => !bites.has('other assignment'))
      .map(([place]) => place);
    const lists = release === '8.1.512' ? [] : ['DBID', 'RATIO', 'COMPLETE'];
    expect(unbitten).toHaveLength(2 + lists.length);
  },
);
