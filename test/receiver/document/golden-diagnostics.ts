import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadContract } from '../../../receiver/contract/site.ts';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { findFiles } from '../../../simulator/scenario/find-files.ts';
import { loadScenario } from '../../../simulator/scenario/load.ts';
import { checkPiece } from '../../../simulator/scenario/reuse/check-piece.ts';
import { readTargetFile } from '../../../simulator/target/read-target-file.ts';

/** Broken files of two sorts: what people get wrong, and what they, their keyboards and other programs do to YAML itself. */
const FOLDERS = ['diagnostics', 'mistyped'].map((name) => join(import.meta.dirname, '../../golden', name));

/** Scenarios, pieces, target and contract files that are wrong, each in its own way: their paths. */
export const BROKEN_FILES: readonly string[] = yamlFiles('.yaml');

/** What is to be said of them: paths of texts. */
export const SAID_OF_THEM: readonly string[] = yamlFiles('.err');

function yamlFiles(ending: string): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(ending))
      .map((file) => join(folder, file)),
  );
}

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
