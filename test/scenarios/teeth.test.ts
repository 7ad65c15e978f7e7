import { expect, test } from 'vitest';
import { complaints, played } from './played.ts';
import { SHIPPED, shippedCases } from './shipped.ts';
import { TEETH } from './teeth.ts';

test('every shipped scenario has a row of settings that must make it fail', () => {
  expect(Object.keys(TEETH).sort()).toEqual([...SHIPPED]);
});

test.each(Object.entries(TEETH))('%s does not pass once %s is set', async (file, set) => {
  for (const each of await shippedCases(file, { set })) {
    const result = await played(each);
    expect(result.status, each.name).not.toBe('passed');
    expect(complaints(result).length).toBeGreaterThan(0);
  }
});
