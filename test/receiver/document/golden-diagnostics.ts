import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadContract } from '../../../receiver/contract/site.ts';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { findFiles } from '../../../simulator/scenario/find-files.ts';
import { loadScenario } from '../../../simulator/scenario/load.ts';
import { checkPiece } from '../../../simulator/scenario/reuse/check-piece.ts';
import { readTargetFile } from '../../../simulator/target/read-target-file.ts';

export const DIAGNOSTICS_FOLDER = join(import.meta.dirname, '../../golden/diagnostics');

/** Scenarios, pieces, target and contract files that are wrong, each in its own way. */
export const BROKEN_FILES: readonly string[] = readdirSync(DIAGNOSTICS_FOLDER).filter((file) =>
  file.endsWith('.yaml'),
);

const READERS = {
  scenario: loadScenario,
  piece: checkPiece,
  target: readTargetFile,
  contract: (file: string) => loadContract({ file }),
} as const;

/** What is wrong with the file at a path: a scenario, a piece, a target or a contract file, told by its keys as `ocs-sim validate` does. */
export async function problemsOf(path: string): Promise<readonly Diagnostic[]> {
  const { files, problems } = findFiles([path]);
  const read = await Promise.all(files.map(({ path: file, kind }) => READERS[kind](file)));
  return [...problems, ...read.flatMap((each) => each.problems)];
}
