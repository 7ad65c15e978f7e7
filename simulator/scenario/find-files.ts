import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { closestWord } from '../../receiver/document/closest-word.ts';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Source } from '../../receiver/document/place.ts';
import { isDiagnostic, readSource } from '../../receiver/document/read-file.ts';
import { keysAtTop, readYaml } from '../../receiver/document/source.ts';
import { PIECE_KEY } from './reuse/piece-files.ts';
import { scenarioFields } from './scenario-shape.ts';

/** What a YAML file is, by the keys that it has. */
export type FileKind = 'scenario' | 'piece' | 'target' | 'contract';
/** `unrelated`: a file that was written for another program. */
type KindOfText = FileKind | 'unrelated';

export interface FoundFile {
  readonly path: string;
  readonly kind: FileKind;
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** YAML files of folders that were written for other programs. */
  readonly unrelated: readonly string[];
  readonly problems: readonly Diagnostic[];
}

const YAML_FILE = /\.ya?ml$/;
const CONTRACT_KEYS = ['contract', 'unassigned', 'change'];
/** Of target files; a scenario has a target under a key of that name. */
const TARGET_KEYS = ['url', 'readBack'];
/** Files of many other programs have a name, too. */
const SCENARIO_FIELDS = Object.keys(scenarioFields);
const SCENARIO_KEYS = ['groups', 'steps', 'expect', 'ocs'];

/**
 * The YAML files that paths name: files as they are, folders with all that is in them, in the order of their names. A path that
 * does not exist, and a folder without any YAML file, are problems. A file that is named is taken for a scenario where it is nothing
 * else, so that what it lacks is told; one of a folder is not.
 */
export function findFiles(paths: readonly string[]): FoundFiles {
  const problems: Diagnostic[] = [];
  const named = new Set(paths.map((path) => resolve(path)));
  const found = paths.flatMap((path): string[] => {
    const files = yamlFilesAt(path);
    if (files === null) {
      const problem = readSource(path);
      if (isDiagnostic(problem)) problems.push(problem);
      return [];
    }
    if (files.length === 0) {
      problems.push({
        code: 'unreadable-file',
        severity: 'error',
        place: { source: { name: path, text: '' }, start: 0, end: 0 },
        message: 'there is no .yaml or .yml file in this folder',
      });
    }
    return files;
  });
  const all = [...new Set(found)].map((path) => {
    const kind = kindOf(path);
    return { path, kind: kind === 'unrelated' && named.has(resolve(path)) ? 'scenario' : kind };
  });
  return {
    files: all.filter((file): file is FoundFile => file.kind !== 'unrelated'),
    unrelated: all.filter(({ kind }) => kind === 'unrelated').map(({ path }) => path),
    problems,
  };
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

function kindOf(path: string): KindOfText {
  const source = readSource(path);
  return isDiagnostic(source) ? 'scenario' : told(source);
}

/** What a text is that somebody named: a scenario where it is nothing else. */
export function kindOfText(source: Source): FileKind {
  const kind = told(source);
  return kind === 'unrelated' ? 'scenario' : kind;
}

/**
 * A file that says which piece it is, is one. A scenario has groups and steps, or more keys of scenarios than others, so that one with a
 * misspelt key is still one, and one of another program that has steps, too, is none.
 */
function told(source: Source): KindOfText {
  // That saves most files from being parsed twice.
  if (['name', 'groups', 'steps'].every((key) => source.text.includes(`\n${key}:`))) return 'scenario';
  const keys = keysAtTop(source, readYaml(source));
  const has = (wanted: readonly string[]): boolean => keys.some((key) => wanted.includes(key));
  if (has([PIECE_KEY]) && !has(['name'])) return 'piece';
  const own = keys.filter((key) => closestWord(key, SCENARIO_FIELDS) !== undefined).length;
  const isScenario = keys.some((key) => SCENARIO_KEYS.includes(closestWord(key, SCENARIO_FIELDS) ?? ''));
  if (isScenario && (own * 2 > keys.length || (has(['groups']) && has(['steps'])))) return 'scenario';
  if (has(CONTRACT_KEYS)) return 'contract';
  return has(TARGET_KEYS) ? 'target' : 'unrelated';
}
