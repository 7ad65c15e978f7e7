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

test.each([
  ['nothing', undefined, 'it is undefined'],
  ['null', null, 'the file says nothing'],
  ['a function', () => document, 'it is a function'],
  ['a URL of no file', new URL('http://127.0.0.1/a.yaml'), 'it is no URL of a file'],
  ['an object with a bigint', { ...document, seed: 1n }, 'BigInt'],
  ['an object with `expectations`', { ...document, expectations: [] }, 'has no key "expectations"'],
])('%s is no scenario, and comes back as invalid', async (_what, given, said) => {
  const result = await runScenario(given as never);
  expect(result).toMatchObject({ kind: 'invalid', message: expect.stringContaining(said) });
});

test('an object that holds itself is no scenario', async () => {
  const circle: Record<string, unknown> = { ...document };
  circle.about = circle;
  expect(await runScenario(circle as never)).toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('it cannot be written as JSON'),
  });
});

test.each([
  [{ sed: 7 }, 'runScenario has no option "sed"'],
  [{ seed: '7' }, 'the option seed cannot be that: expected a whole number >= 0'],
  [{ clock: 'virtual' }, 'the option clock cannot be that'],
  [{ release: '9' }, 'the option release cannot be that: expected one of'],
  [{ param: 'interval=5' }, 'the option param cannot be that: expected a list of texts'],
  [{ signal: 5 }, 'the option signal cannot be that: expected an AbortSignal'],
  [{ destination: {} }, 'the option destination cannot be that'],
  [null, 'the options of runScenario are an object'],
])('options that cannot be %j are said to be wrong', async (options, said) => {
  const result = await runScenario(document, options as never);
  expect(result).toMatchObject({ kind: 'invalid', message: expect.stringContaining(said) });
});

test.each(['onBody', 'onSettled', 'onFate', 'onBegin', 'onJudged'] as const)(
  'what %s throws ends the run, and is what it rejects with',
  async (name) => {
    let calls = 0;
    const listener = (): void => {
      calls += 1;
      throw new Error(`from ${name}`);
    };
    await expect(runScenario(document, { [name]: listener })).rejects.toThrow(`from ${name}`);
    expect(calls).toBe(1);
  },
);
