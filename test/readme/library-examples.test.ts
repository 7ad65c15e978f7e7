import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import '../../receiver/vitest/index.ts';
import { watched } from '../receiver/library/watched.ts';
import { codeBlocks, documentText } from '../support/documents.ts';

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLES = join(import.meta.dirname, 'examples');

/** An example as somebody writes it who has installed the package. */
function published(name: string): string {
  return readFileSync(join(EXAMPLES, name), 'utf8')
    .replaceAll("'../../../receiver/index.ts'", "'ocs-sim/receiver'")
    .replaceAll("'../../../receiver/vitest/index.ts'", "'ocs-sim/vitest'")
    .replaceAll("'../../../simulator/index.ts'", "'ocs-sim'");
}

test('The programs of the README are those of test/readme/examples, which are compiled and run', () => {
  expect(codeBlocks('ts', ['receiver/README.md'])).toEqual([
    published('wait.ts'),
    published('gateway.test.ts'),
  ]);
  expect(codeBlocks('ts', ['simulator/README.md'])).toEqual([published('shift.ts')]);
});

test('The one for node:test passes there, and its process ends', () => {
  const output = execFileSync(process.execPath, ['--test', join(EXAMPLES, 'shift.ts')], {
    cwd: ROOT,
    encoding: 'utf8',
    // Else it would take itself for one of this runner's own.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  });
  expect(output).toMatch(/pass 1\b/);
});

test('The first of them prints what the README shows', () => {
  const output = execFileSync(process.execPath, [join(EXAMPLES, 'wait.ts')], { cwd: ROOT, encoding: 'utf8' });
  expect(codeBlocks('text', ['receiver/README.md'])).toContain(output);
});

test('A matcher fails with the words that the README shows', async () => {
  await using rig = await watched();
  await rig.tell('loaded');
  rig.at(1_500);
  await rig.tell('started', { GSW_OPTIMIZE_GOAL: 70 });
  const goal = {
    event: 'started',
    group: 'Spring@Agents East',
    fields: { GSW_OPTIMIZE_GOAL: { atLeast: 80 } },
  } as const;
  let message = '';
  try {
    expect(rig.receiver).toHaveReceived(goal);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(codeBlocks('text', ['receiver/README.md'])).toContain(`${message}\n`);
});

test('The README names every matcher', () => {
  const types = readFileSync(join(ROOT, 'receiver/vitest/matcher-types.ts'), 'utf8');
  const names = [...types.matchAll(/^ {2}(to\w+)\(/gm)].map((match) => match[1]!);
  expect(names).toHaveLength(7);
  for (const name of names) expect(documentText('receiver/README.md')).toContain(`\`${name}`);
});
