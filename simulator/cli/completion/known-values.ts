// Values that can be known before anything is run: from the table, from the suite of cases, and from the scenarios on the line.

import { isDiagnostic, readSource } from '../../../receiver/document/read-file.ts';
import type { DocNode, MappingNode } from '../../../receiver/document/source.ts';
import { type CommandTable, toldOf, type ValueKind } from '../command.ts';
import type { Candidate } from './candidate.ts';

/** Where values that take time to find are found. */
export interface Known {
  /** Names of reports, and what each is for. */
  readonly reports: () => Promise<readonly Candidate[]>;
  /** Cases and families of the compatibility suite. */
  readonly checkCases: () => Promise<readonly Candidate[]>;
}

/** The values of a kind that fit into a place; none of those that nobody can know. */
export async function valuesOf(
  takes: ValueKind,
  current: string,
  {
    table,
    known,
    scenarios,
  }: { readonly table: CommandTable; readonly known: Known; readonly scenarios: readonly string[] },
): Promise<readonly Candidate[]> {
  switch (takes) {
    case 'command':
      return toldOf(table).map(({ name, about }) => ({ value: name, about }));
    case 'clock':
      return plain(['virtual', 'real', '60x']);
    case 'target':
      return plain(['embedded']);
    case 'host':
      return plain(['127.0.0.1', '0.0.0.0', '::1']);
    case 'report':
      return known.reports();
    case 'check case':
      return known.checkCases();
    case 'setting':
      return settingPaths(await documents(scenarios), current);
    case 'parameter':
      return keys(await documents(scenarios), 'variables').map((name) => ({ value: `${name}=`, about: '' }));
    case 'case':
      return cases(await documents(scenarios));
    case 'tag':
      return plain((await documents(scenarios)).flatMap((root) => texts(valueAt(root, ['tags']))));
    default:
      return [];
  }
}

function plain(values: readonly string[]): readonly Candidate[] {
  return [...new Set(values)].map((value) => ({ value, about: '' }));
}

/** What the files hold; those that cannot be read hold nothing. */
async function documents(paths: readonly string[]): Promise<readonly MappingNode[]> {
  const { readYaml } = await import('../../../receiver/document/source.ts');
  return paths.flatMap((path) => {
    const source = readSource(path);
    const root = isDiagnostic(source) ? null : readYaml(source).root;
    return root?.kind === 'mapping' ? [root] : [];
  });
}

function valueAt(root: DocNode, path: readonly string[]): DocNode | undefined {
  return path.reduce<DocNode | undefined>(
    (node, key) =>
      node?.kind === 'mapping' ? node.entries.find((entry) => entry.key === key)?.value : undefined,
    root,
  );
}

function keys(roots: readonly MappingNode[], key: string): readonly string[] {
  const names = roots.flatMap((root) => {
    const node = valueAt(root, [key]);
    return node?.kind === 'mapping' ? node.entries.map((entry) => entry.key) : [];
  });
  return [...new Set(names)];
}

function texts(node: DocNode | undefined): readonly string[] {
  if (node?.kind === 'list') return node.items.flatMap(texts);
  return node?.kind === 'scalar' && node.value !== null ? [node.written] : [];
}

/** The next key of a path into a scenario, such as `groups.spring.`: one that holds others ends in a dot, others in `=`. */
function settingPaths(roots: readonly MappingNode[], current: string): readonly Candidate[] {
  if (current.includes('=')) return [];
  const path = current.split('.').slice(0, -1);
  const before = path.map((key) => `${key}.`).join('');
  return roots.flatMap((root) => {
    const node = valueAt(root, path);
    if (node?.kind !== 'mapping') return [];
    return node.entries.map(({ key, value }) => {
      const inner = value.kind === 'mapping' && value.entries.length > 0;
      return { value: `${before}${key}${inner ? '.' : '='}`, about: '' };
    });
  });
}

/** One value of a matrix each: `mode=Predict`. */
function cases(roots: readonly MappingNode[]): readonly Candidate[] {
  return roots.flatMap((root) => {
    const matrix = valueAt(root, ['matrix']);
    if (matrix?.kind !== 'mapping') return [];
    return matrix.entries.flatMap(({ key, value }) => {
      if (key === 'exclude') return [];
      const names = value.kind === 'mapping' ? value.entries.map((entry) => entry.key) : texts(value);
      return names.map((name) => ({ value: `${key}=${name}`, about: '' }));
    });
  });
}
