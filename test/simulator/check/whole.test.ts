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

test('the embedded receiver passes every case', async () => {
  const result = await checked((await embeddedCheckEnd()) as CheckEnd, ALL_CASES);
  expect(verdicts(result)).toEqual(ALL_PASS);
  expect(result.cases.every(({ lookedAt }) => lookedAt === 'answers and store')).toBe(true);
});
