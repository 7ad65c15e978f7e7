import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { beforeAll, expect, inject, test } from 'vitest';
import { run } from './support/packed.ts';

const { packed, folder } = inject('packaging');
const ROOT = join(import.meta.dirname, '../..');
const tarball = new Uint8Array(readFileSync(packed.tarball));
const ENTRIES = ['.', './receiver', './vitest'];

/** Each line with an error is one on purpose: what is not typed would be fit for anything. */
const PROGRAM = `import { defineScenario, type InvalidScenario, runScenario, type RunResult } from 'ocs-sim';
import { type ReceivedRecord, startReceiver } from 'ocs-sim/receiver';
import { receiverMatchers } from 'ocs-sim/vitest';

const scenario = defineScenario({ name: 'Typed', groups: { spring: {} }, steps: [{ load: 'spring' }] });
const result = await runScenario(scenario, { seed: 7 });
export const status: string = 'status' in result ? result.status : 'none';
export const invalid: InvalidScenario | RunResult | null = 'status' in result ? null : null;
await using receiver = await startReceiver();
export const url: string = receiver.url;
export const record: ReceivedRecord | undefined = undefined;
export const matchers: object = receiverMatchers;

// @ts-expect-error
defineScenario({ name: 'Typed', steps: [{ laod: 'spring' }] });
// @ts-expect-error
export const port: Date = receiver.url;
// @ts-expect-error
runScenario(scenario, { sede: 7 });
`;

beforeAll(() => {
  for (const name of ['@types', 'vitest', 'undici-types', '@vitest', 'vite'])
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
});

test('publint finds nothing, not even a suggestion', async () => {
  const { messages } = await publint({
    pack: { tarball: tarball.buffer },
    strict: true,
    level: 'suggestion',
  });
  expect(messages).toEqual([]);
});

test('the types are right for ECMAScript modules and bundlers, and only these are served', async () => {
  const analysis = await checkPackage(createPackageFromTarballData(tarball));
  if (!analysis.types) throw new Error('no types');
  const problems = analysis.problems.map((problem) =>
    'entrypoint' in problem
      ? `${problem.kind} ${problem.resolutionKind} ${problem.entrypoint}`
      : problem.kind,
  );
  // It is a package of ECMAScript modules with several entries. A resolver that knows no `exports` finds none of them (TypeScript's
  // node10), and in CommonJS it takes `import()`, or `require` of a Node.js that can do it, which all that it supports can.
  expect(problems.sort()).toEqual(
    [
      ...ENTRIES.map((entry) => `CJSResolvesToESM node16-cjs ${entry}`),
      ...ENTRIES.map((entry) => `NoResolution node10 ${entry}`),
    ].sort(),
  );
});

test.for([
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
])(
  'a strict program with module %s and resolution %s compiles, libraries checked',
  async ([module, resolution]) => {
    const file = `typed-${resolution}.mts`;
    writeFileSync(join(folder, file), PROGRAM);
    const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2024'];
    const libraries = ['--lib', 'es2024,esnext.disposable', '--types', 'node', '--skipLibCheck', 'false'];
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    await run(
      tsc,
      [...options, ...libraries, '--module', module!, '--moduleResolution', resolution!, file],
      folder,
    );
  },
);
