import { describe, expect, test } from 'vitest';
import { contractOf } from '../../../receiver/contract/contract.ts';
import { identifier } from '../../../receiver/contract/identify.ts';
import { bodyJudge } from '../../../receiver/contract/judge.ts';
import { SAMPLES } from './samples.ts';
import { schemaValidator } from './schema-validator.ts';

describe.each(['8.1.5-draft', '8.1.512', '8.1.517'] as const)(
  'the notifications typed by hand for %s',
  (release) => {
    const contract = contractOf(release);
    const samples = SAMPLES.filter((sample) => sample.release === release);
    const judge = bodyJudge(contract);
    const isValid = schemaValidator(contract);

    test('show every event that the release reports', () => {
      const identify = identifier(contract);
      const shown = new Set(samples.map(({ body }) => identify(body).event));
      const reported = {
        '8.1.5-draft': [
          'loaded',
          'started',
          'stopped',
          'unloaded',
          'unloaded forcefully',
          'dial mode changed',
          'general info',
          'periodic',
        ],
        '8.1.512': ['loaded', 'started', 'stopped', 'unloaded', 'dial mode changed', 'periodic'],
        '8.1.517': ['loaded', 'started', 'stopped', 'unloaded', 'dial mode changed', 'periodic'],
      };
      expect([...shown].sort()).toEqual(reported[release].toSorted());
    });

    test.each(samples)('$name is judged to be without fault', ({ body }) => {
      expect(judge(body)).toEqual([]);
    });

    test.each(samples)('$name is taken by a validator of the JSON Schema', ({ body }) => {
      expect(isValid(body)).toBe(true);
    });

    test.each(samples)('$name has its keys in the order of the table', ({ body }) => {
      expect(Object.keys(body)).toEqual(contract.rows.map((row) => row.name));
    });
  },
);

test('a notification of one release is refused under a release with another set of fields', () => {
  const judge = bodyJudge(contractOf('8.1.512'));
  const others = SAMPLES.filter((sample) => sample.release !== '8.1.512');
  expect(others).toHaveLength(17);
  for (const { name, body } of others) expect(judge(body).length, name).toBeGreaterThan(0);
});
