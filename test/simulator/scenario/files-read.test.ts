import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadCases } from '../../../simulator/scenario/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function filesRead(text: string): Promise<readonly string[]> {
  writeFileSync(join(folder, 'scenario.yaml'), text);
  const read = new Set<string>();
  await loadCases(join(folder, 'scenario.yaml'), {
    onRead: (path) => void read.add(path.slice(folder.length + 1)),
  });
  return [...read];
}

test('it can be told from which files a scenario is read: itself, pieces, contract', async () => {
  writeFileSync(join(folder, 'beneath.yaml'), 'piece: groups\ngroups: { spring: {} }\n');
  writeFileSync(join(folder, 'steps.yaml'), 'piece: steps\nsteps: [{ wait: 1s }]\n');
  writeFileSync(join(folder, 'site.yaml'), 'contract: Site\n');
  const text =
    'name: Test\ninclude: beneath.yaml\ncontract: site.yaml\nsteps: [{ load: spring }, { include: steps.yaml }]\nexpect: [{ lost: none }]\n';
  expect(await filesRead(text)).toEqual(['scenario.yaml', 'beneath.yaml', 'steps.yaml', 'site.yaml']);
});

test('also of those that are not there', async () => {
  const text = 'name: Test\ninclude: missing.yaml\ngroups: { spring: {} }\nsteps: [{ load: spring }]\n';
  expect(await filesRead(text)).toEqual(['scenario.yaml', 'missing.yaml']);
});
