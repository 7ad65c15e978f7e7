// A scenario can name any file, and what is wrong with that ends up in the log of whoever runs it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadContract } from '../../../receiver/contract/site.ts';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { diagnosticsDocument, gccLine } from '../../../receiver/document/diagnostic-for-machines.ts';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import { COMMAND_TABLE } from '../../../simulator/cli/command-table.ts';
import { readProjectFile } from '../../../simulator/cli/configuration/project-file.ts';
import { loadCases, readCases } from '../../../simulator/scenario/load.ts';
import { checkPiece } from '../../../simulator/scenario/reuse/check-piece.ts';
import { readTargetFile } from '../../../simulator/target/read-target-file.ts';

const SECRET = 'hunter2-sesame';

/** Texts of other programs, well-formed YAML or not. */
const FOREIGN: Readonly<Record<string, string>> = {
  '.env': `API_TOKEN=${SECRET}\nOTHER=1\n`,
  'quoted.env': `export API_TOKEN="${SECRET}\n`,
  'only-comments': `# API_TOKEN=${SECRET}\n`,
  passwd: `root:x:0:0:${SECRET}:/root:/bin/bash\n`,
  'yaml.yaml': `password: ${SECRET}\n`,
  'list.yaml': `- ${SECRET}\n- b\n`,
  'broken.yaml': `password: ${SECRET}: x\n  - [\n`,
  'tabs.yaml': `services:\n\tpassword: ${SECRET}\n`,
  'anchors.yaml': `password: *${SECRET}\n`,
  'tags.yaml': `password: !${SECRET} x\n`,
  'twice.yaml': `${SECRET}: 1\n${SECRET}: 2\n`,
  'documents.yaml': `a: ${SECRET}\n---\nb: ${SECRET}\n`,
  'compose.yaml': `name: shop\nservices: { db: { environment: { PASSWORD: ${SECRET} } } }\n`,
  'kubernetes.yaml': `kind: Secret\napiVersion: v1\nstringData: { password: ${SECRET} }\n`,
  'credentials.json': `{"type": "service_account", "private_key": "${SECRET}"}\n`,
  'broken.json': `{"private_key": "${SECRET}", \n`,
  id_rsa: `-----BEGIN OPENSSH PRIVATE KEY-----\n${SECRET}\n-----END OPENSSH PRIVATE KEY-----\n`,
  'nested-key.yaml': `database:\n  contract: ${SECRET}: x\n  piece: [\n`,
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unrelated-'));
  for (const [name, text] of Object.entries(FOREIGN)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

const scenarioWith = (line: string) => ({
  name: join(folder, 'scenario.yaml'),
  text: `name: x\n${line}\ngroups: { spring: {} }\nsteps: [{ load: spring }]\nexpect: [{ lost: none }]\n`,
});

const WAYS: Readonly<Record<string, (file: string) => Promise<readonly Diagnostic[]>>> = {
  'contract:': async (file) => (await readCases(scenarioWith(`contract: ${file}`))).problems,
  'include:': async (file) => (await readCases(scenarioWith(`include: ${file}`))).problems,
  'include: as a step': async (file) => {
    const { name, text } = scenarioWith('');
    return (await readCases({ name, text: text.replace('steps: [', `steps: [{ include: ${file} }, `) }))
      .problems;
  },
  '--contract': async (file) => loadContract({ file: join(folder, file) }).problems,
  '--target': async (file) => readTargetFile(join(folder, file)).problems,
  'a scenario': async (file) => (await loadCases(join(folder, file))).problems,
  'a piece': async (file) => checkPiece(join(folder, file)).problems,
};

describe.each(Object.keys(WAYS))('By %s no complaint shows text of', (way) => {
  test.each(Object.keys(FOREIGN))('%s', async (file) => {
    const problems = await WAYS[way]!(file);
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
    const shown = [
      ...problems.map((problem) => showDiagnostic(problem)),
      ...problems.map(gccLine),
      JSON.stringify(diagnosticsDocument(problems)),
    ].join('\n');
    expect(shown).not.toContain('sesame');
    expect(shown).toContain(file);
  });
});

test('A link that is called like a project file shows nothing of a text that is none', () => {
  const shown = ['.env', 'broken.yaml', 'list.yaml', 'passwd', 'id_rsa', 'broken.json']
    .flatMap((file) => readProjectFile(join(folder, file), folder, COMMAND_TABLE).problems)
    .map((problem) => showDiagnostic(problem));
  expect(shown).toHaveLength(6);
  expect(shown.join('\n')).not.toContain('sesame');
});

test('A file of ours is shown, also where it is not well-formed', async () => {
  const file = join(folder, 'ours.yaml');
  writeFileSync(file, 'contract: Example Bank\nchange: [\n');
  expect(
    loadContract({ file })
      .problems.map((problem) => showDiagnostic(problem))
      .join(),
  ).toContain('│');
});
