import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Source } from '../../receiver/document/place.ts';
import { isDiagnostic, readSource } from '../../receiver/document/read-file.ts';
import { hasKeyOf, readYaml } from '../../receiver/document/source.ts';
import { PIECE_KEY } from './reuse/piece-files.ts';

/** What a YAML file is, by the keys that it has. */
export type FileKind = 'scenario' | 'piece' | 'target' | 'contract';

export interface FoundFile {
  readonly path: string;
  readonly kind: FileKind;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly problems: readonly Diagnostic[];
}

const YAML_FILE = /\.ya?ml$/;
const CONTRACT_KEYS = ['contract', 'unassigned', 'change', 'add', 'remove'];
/** Of target files; a scenario has a target under a key of that name. */
const TARGET_KEYS = ['url', 'kind', 'index', 'auth', 'readBack'];
const SCENARIO_KEYS = ['name', 'groups', 'steps', 'expect'];

/**
 * The YAML files that paths name: files as they are, folders with all that is in them, in the order of their names. A path that
 * does not exist, and a folder without any YAML file, are problems.
 */
export function findFiles(paths: readonly string[]): FoundFiles {
  const problems: Diagnostic[] = [];
  const files = paths.flatMap((path): string[] => {
    const found = yamlFilesAt(path);
    if (found === null) {
      const problem = readSource(path);
      if (isDiagnostic(problem)) problems.push(problem);
      return [];
    }
    if (found.length === 0) {
      problems.push({
        code: 'unreadable-file',
        severity: 'error',
        place: { source: { name: path, text: '' }, start: 0, end: 0 },
        message: 'there is no .yaml or .yml file in this folder',
      });
    }
    return found;
  });
  return { files: [...new Set(files)].map((path) => ({ path, kind: kindOf(path) })), problems };
}

/** Null where there is nothing. */
function yamlFilesAt(path: string): string[] | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  if (!stats.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        !entry.isDirectory() && YAML_FILE.test(entry.name) && !entry.parentPath.includes('node_modules'),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A file that says which piece it is, is one. A file with a key of contract or target files and without those of scenarios is one; whatever else it may be is read as a scenario. */
function kindOf(path: string): FileKind {
  const source = readSource(path);
  return isDiagnostic(source) ? 'scenario' : kindOfText(source);
}

/** The same of a text. */
export function kindOfText(source: Source): FileKind {
  // Whatever has a name is read as a scenario; that saves most files from being parsed twice.
  if (/^name:/m.test(source.text)) return 'scenario';
  const read = readYaml(source);
  const has = (keys: readonly string[]): boolean => hasKeyOf(keys, source, read);
  if (has([PIECE_KEY])) return 'piece';
  if (has(SCENARIO_KEYS)) return 'scenario';
  return has(CONTRACT_KEYS) ? 'contract' : has(TARGET_KEYS) ? 'target' : 'scenario';
}
