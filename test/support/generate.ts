// Writes the files that are derived from the code; with --check it only compares, and fails naming each stale one.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notificationTypes } from '../../receiver/contract/derive/typescript.ts';
import { siteContractSchema } from '../../receiver/contract/site-file.ts';
import type { JsonSchema } from '../../receiver/document/shape.ts';
import { pieceSchema } from '../../simulator/scenario/reuse/piece-shape.ts';
import { scenarioSchema } from '../../simulator/scenario/scenario-schema.ts';
import { targetSchema } from '../../simulator/target/target-shape.ts';
import { DOCUMENTS } from './documents.ts';
import { freshReadme } from './readme.ts';
import { typesOfSchema } from './types-of-schema.ts';

interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  /** Gets the text on disk, for files that are derived in part. */
  readonly text: (current: string) => string | Promise<string>;
}

const GENERATED: readonly GeneratedFile[] = [
  { path: 'receiver/contract/notification.generated.ts', text: notificationTypes },
  { path: 'simulator/scenario/scenario-document.generated.ts', text: scenarioTypes },
  ...DOCUMENTS.map((path) => ({ path, text: freshReadme })),
  schemaFile('scenario', scenarioSchema),
  schemaFile('piece', pieceSchema),
  schemaFile('contract', siteContractSchema),
  schemaFile('target', targetSchema),
];

/** Where the modelines of shipped files point to, in the repository and in the package. */
function schemaFile(of: string, schema: () => JsonSchema): GeneratedFile {
  return {
    path: `scenarios/schemas/${of}.schema.json`,
    text: () => `${JSON.stringify(schema(), null, 1)}\n`,
  };
}

function scenarioTypes(): string {
  return typesOfSchema(scenarioSchema(), {
    name: 'ScenarioDocument',
    about: 'A scenario as an object, with all that a scenario file can say.',
    prefix: 'Scenario',
  });
}

const root = join(import.meta.dirname, '../..');

function textOnDisk(path: string): string | null {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}

const stale: { readonly path: string; readonly text: string }[] = [];
for (const { path, text } of GENERATED) {
  const current = textOnDisk(path);
  const fresh = await text(current ?? '');
  if (fresh !== current) stale.push({ path, text: fresh });
}

if (process.argv.includes('--check')) {
  for (const { path } of stale) process.stderr.write(`${path} is stale: npm run generate\n`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const { path, text } of stale) {
    writeFileSync(join(root, path), text);
    process.stdout.write(`wrote ${path}\n`);
  }
}
