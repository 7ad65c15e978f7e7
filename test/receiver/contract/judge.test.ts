import { describe, expect, test } from 'vitest';
import { contractOf, type JsonObject } from '../../../receiver/contract/contract.ts';
import { bodyJudge } from '../../../receiver/contract/judge.ts';
import fc from '../../support/fast-check.ts';
import { SAMPLES, sample } from './samples.ts';
import { schemaValidator } from './schema-validator.ts';

const judge = bodyJudge(contractOf());
const dialing = sample('8.1.5-draft/periodic-dialing');
const loaded = sample('8.1.5-draft/loaded');

describe('what is said of a field', () => {
  test('a statistic sent as text: what was wanted, what came, and on what the row rests', () => {
    expect(judge({ ...dialing, GSW_STAT_HIT_RATIO: '0.3' })).toEqual([
      {
        field: 'GSW_STAT_HIT_RATIO',
        kind: 'wrong type',
        expected: 'a number or null (not known yet)',
        got: '"0.3"',
        mark: 'documented',
      },
    ]);
  });

  test('a dial mode beside a loaded group is not unassigned, and is named', () => {
    expect(judge({ ...loaded, GSW_DIAL_MODE: 2 })).toEqual([
      {
        field: 'GSW_DIAL_MODE',
        kind: 'not unassigned',
        expected: '0 (unassigned)',
        got: '2 (Progress)',
        mark: 'documented',
      },
    ]);
  });

  test('an empty text where the group must be named says nothing', () => {
    expect(judge({ ...loaded, GSW_CAMPAIGN_GROUP_NAME: '' })).toEqual([
      {
        field: 'GSW_CAMPAIGN_GROUP_NAME',
        kind: 'unassigned',
        expected: 'a text',
        got: '""',
        mark: 'documented',
      },
    ]);
  });

  test('a dialing group without a dial mode is reported once, whatever its optimization fields say', () => {
    for (const optimizeBy of [0, 1]) {
      const body = { ...dialing, GSW_DIAL_MODE: 0, GSW_OPTIMIZE_BY: optimizeBy };
      expect(judge(body)).toMatchObject([
        { field: 'GSW_DIAL_MODE', kind: 'unassigned', got: '0 (NoDialMode)' },
      ]);
    }
  });

  test('an optional name may be empty but not null', () => {
    expect(judge({ ...loaded, GSW_CAMPAIGN_TEMPLATE_NAME: '' })).toEqual([]);
    expect(judge({ ...loaded, GSW_CAMPAIGN_TEMPLATE_NAME: null })).toMatchObject([
      { kind: 'wrong type', expected: 'a text, or "" (unassigned)', got: 'null' },
    ]);
  });

  test('a missing key is absent', () => {
    const { GSW_QUEUE_NAME: _, ...rest } = loaded;
    expect(judge(rest)).toMatchObject([{ field: 'GSW_QUEUE_NAME', kind: 'missing', got: 'absent' }]);
  });

  test('a calling list that is no object is named by its place', () => {
    expect(judge({ ...dialing, GSW_CALLING_LISTS: ['East'] })).toEqual([
      {
        field: 'GSW_CALLING_LISTS[0]',
        kind: 'wrong type',
        expected: 'an object',
        got: '"East"',
        mark: 'inferred',
      },
    ]);
  });

  test('a long text is shown cut short', () => {
    const [difference] = judge({ ...loaded, GSW_INFO: 'x'.repeat(500) });
    expect(difference!.got).toBe(`"${'x'.repeat(60)}…"`);
  });

  test('keys with a meaning in JavaScript are unknown fields like any other', () => {
    const body = JSON.parse(
      JSON.stringify(loaded).replace('{', '{"__proto__": 1, "constructor": {}, "toString": [1, 2],'),
    ) as JsonObject;
    expect(judge(body)).toEqual([
      { field: '__proto__', kind: 'unknown', expected: 'absent', got: '1', mark: null },
      { field: 'constructor', kind: 'unknown', expected: 'absent', got: 'an object', mark: null },
      { field: 'toString', kind: 'unknown', expected: 'absent', got: 'a list of 2', mark: null },
    ]);
  });
});

describe('a body that does not say what it speaks of', () => {
  test('an event that no release knows is the only difference', () => {
    expect(judge({ ...dialing, GSW_USER_EVENT: 'CampaignPaused' })).toMatchObject([
      { field: 'GSW_USER_EVENT', kind: 'value not allowed', got: '"CampaignPaused"' },
    ]);
  });

  test('an event that this release does not report is a difference on its row', () => {
    const { GSW_INFO: _, ...forced } = sample('8.1.5-draft/unloaded-forcefully');
    expect(bodyJudge(contractOf('8.1.517'))(forced)).toMatchObject([
      {
        field: 'GSW_USER_EVENT',
        kind: 'value not allowed',
        got: '"CampaignForceUnloaded" (unloaded forcefully)',
      },
    ]);
  });

  test('without its state the rows that the event settles are judged all the same', () => {
    const body = { ...dialing, GSW_CAMPAIGN_GROUP_STATE: 'Campaign?', GSW_INFO: 'x', GSW_DIAL_MODE: 0 };
    expect(judge(body).map(({ field, kind }) => `${field}: ${kind}`)).toEqual([
      'GSW_CAMPAIGN_GROUP_STATE: value not allowed',
      'GSW_INFO: not unassigned',
    ]);
  });

  test('an empty object lacks every field, each once', () => {
    const differences = judge({});
    expect(differences).toHaveLength(19);
    expect(differences.every(({ kind }) => kind === 'missing')).toBe(true);
  });
});

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonObject[string]>;
const anyField = fc.oneof(fc.constantFrom(...Object.keys(dialing)), fc.string());
const anySample = fc.constantFrom(...SAMPLES.filter(({ release }) => release === '8.1.5-draft'));
const mutatedBody = fc
  .tuple(
    anySample,
    anySample,
    fc.dictionary(anyField, fc.oneof(json, fc.constantFrom(0, 1, 2, '', null)), { maxKeys: 3 }),
  )
  .chain(([{ body }, other, changes]) =>
    fc.subarray(Object.keys(body)).map((borrowed) => ({
      ...body,
      ...Object.fromEntries(borrowed.map((name) => [name, other.body[name]!])),
      ...changes,
    })),
  );

test('the judge never throws, whatever JSON object it is given', () => {
  fc.assert(
    fc.property(fc.dictionary(anyField, json), (body) => {
      expect(judge(body as JsonObject).length).toBeGreaterThan(0);
    }),
  );
});

test('the judge and a validator of the JSON Schema agree on every body', () => {
  const isValid = schemaValidator(contractOf());
  const verdicts = { good: 0, bad: 0 };
  fc.assert(
    fc.property(mutatedBody, (body) => {
      const good = judge(body).length === 0;
      verdicts[good ? 'good' : 'bad'] += 1;
      expect(isValid(body)).toBe(good);
    }),
    { numRuns: 500, seed: 1 },
  );
  expect(verdicts.good).toBeGreaterThan(10);
  expect(verdicts.bad).toBeGreaterThan(100);
});
