import { expect, test } from 'vitest';
import { ALL_CASES } from '../../../simulator/check/cases/families.ts';
import type { CheckEnd } from '../../../simulator/check/check-end.ts';
import { embeddedCheckEnd } from '../../../simulator/check/embedded-check-end.ts';
import { brokenTarget } from './broken-target.ts';
import { checked, verdicts } from './context.ts';

const ALL_PASS = Object.fromEntries(ALL_CASES.map(({ number }) => [number, 'passed']));

test('a target that does everything right passes every case', async () => {
  expect(verdicts(await checked(await brokenTarget(), ALL_CASES))).toEqual(ALL_PASS);
});

test('the embedded receiver passes every case, with time to spare', async () => {
  const result = await checked((await embeddedCheckEnd()) as CheckEnd, ALL_CASES);
  expect(verdicts(result)).toEqual(ALL_PASS);
  expect(result.cases.every(({ lookedAt }) => lookedAt === 'answers and store')).toBe(true);
  const seconds = (result.realMs / 1_000).toFixed(2);
  process.stdout.write(`check against the embedded receiver: ${ALL_CASES.length} cases in ${seconds} s\n`);
  expect(result.realMs).toBeLessThan(10_000);
});
