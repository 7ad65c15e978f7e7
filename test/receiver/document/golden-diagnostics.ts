import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadContract } from '../../../receiver/contract/site.ts';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { findFiles } from '../../../simulator/scenario/find-files.ts';
import { loadScenario } from '../../../simulator/scenario/load.ts';

export const DIAGNOSTICS_FOLDER = join(import.meta.dirname, '../../golden/diagnostics');

/** Scenario and contract files that are wrong, each in its own way. */
export const BROKEN_FILES: readonly string[] = readdirSync(DIAGNOSTICS_FOLDER).filter((file) =>
  file.endsWith('.yaml'),
);

/** What is wrong with the file at a path: a scenario or a contract file, told by its keys as `ocs-sim validate` does. */
export async function problemsOf(path: string): Promise<readonly Diagnostic[]> {
  const { files, problems } = findFiles([path]);
  const read = await Promise.all(
    files.map(({ path: file, kind }) => (kind === 'contract' ? loadContract({ file }) : loadScenario(file))),
  );
  return [...problems, ...read.flatMap((each) => each.problems)];
}
