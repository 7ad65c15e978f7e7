import { expect, test } from 'vitest';
import { headOf, timeless, written } from './told.ts';

test('the report text says at its end that not everything came to an end', async () => {
  const passes = await timeless('passes');
  const heads = [headOf(passes), { ...headOf(passes), skipped: 'not yet' }];
  const { file } = await written('text', [passes, passes], { notPlayed: heads, interrupted: true });
  expect(file).toMatch(
    /passed · 3 scenarios: 2 passed · 1 skipped · .*\n\n 1 of 4 scenarios did not come to an end\n$/,
  );
});
