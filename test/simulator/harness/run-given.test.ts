import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { defineScenario, loadScenario, runScenario } from '../../../simulator/index.ts';

const FILE = join(import.meta.dirname, '../../../scenarios/forced-unload.yaml');

const document = defineScenario({
  name: 'as an object',
  ocs: { options: { 'send-campaigngroup-states': true } },
  groups: { spring: { campaign: 'Spring' } },
  steps: [{ load: 'spring' }, { wait: '30s' }, { unload: 'spring' }],
  expect: [{ order: ['loaded', 'unloaded'] }, { attempts: 'exactly one' }],
});

test('a scenario runs to the same result whether it is given as a path, a URL, or loaded already', async () => {
  const { scenario } = await loadScenario(FILE);
  const results = await Promise.all(
    [FILE, pathToFileURL(FILE), scenario!].map((given) => runScenario(given)),
  );
  const facts = results.map((result) => ('kind' in result ? result.message : [result.status, result.counts]));
  expect(facts[0]).toEqual(['passed', expect.objectContaining({ intended: expect.any(Number) })]);
  expect(facts[1]).toEqual(facts[0]);
  expect(facts[2]).toEqual(facts[0]);
});

test('an object says all that a file can say', async () => {
  const result = await runScenario(document);
  if ('kind' in result) throw new Error(result.message);
  expect([result.status, result.counts.attempted]).toEqual(['passed', 5]);
});

test('what is wrong with an object has a place in it, and comes back as a value', async () => {
  const result = await runScenario({ ...document, steps: [{ load: 'summer' }, { wait: 'soon' }] });
  expect(result).toMatchObject({ kind: 'invalid' });
  const { message } = result as { readonly message: string };
  expect(message).toContain('summer');
  expect(message).toContain('"wait": "soon"');
});

test('options of loading hold for whatever is given', async () => {
  const result = await runScenario(document, { seed: 7, release: '8.1.512' });
  expect(result).toMatchObject({ seed: 7, release: '8.1.512' });
});
