import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import type { Source } from '../../../receiver/document/place.ts';
import { isDiagnostic, readSource } from '../../../receiver/document/read-file.ts';
import { VARIABLE } from '../../../receiver/document/scalar-shapes.ts';
import { newReading, type Reading } from '../../../receiver/document/shape.ts';
import { type DocNode, type MappingNode, readYamlFile } from '../../../receiver/document/source.ts';
import type { LoadOptions } from '../load-options.ts';
import { tidied } from '../problems.ts';
import { distrusted, folderOf } from '../untrusted.ts';
import { withPieces } from './lay-pieces.ts';
import { beginOfWay, keysOfPiece, PIECE_KEY, PieceFiles, sortOf } from './piece-files.ts';
import { beneathShape, stepsShape } from './piece-shape.ts';
import { spliced, withValues } from './splice-steps.ts';
import { RECEIVER_VARIABLE, readVariables, type Variables } from './variables.ts';

const PIECE_FILE = {
  what: 'piece',
  keys: [PIECE_KEY],
  hint: 'a piece begins with "piece: what it is"',
};

/**
 * Everything about a piece that is wrong whoever includes it: keys, types, words, what it includes itself, and variables that a
 * piece with steps does not declare. What depends on values that it does not say, and on the groups of a scenario, is left open.
 */
export function checkPiece(path: string): { readonly problems: readonly Diagnostic[] } {
  const source = readSource(path);
  return isDiagnostic(source) ? { problems: [source] } : readPiece(source);
}

/** The same for a text; paths in it are relative to the folder of its name. */
export function readPiece(
  source: Source,
  { untrusted }: Pick<LoadOptions, 'untrusted'> = {},
): { readonly problems: readonly Diagnostic[] } {
  const { root, problems: yamlProblems } = readYamlFile(source, PIECE_FILE);
  const reading: Reading = { ...newReading(), problems: [...yamlProblems] };
  if (root?.kind !== 'mapping') return { problems: tidied(source, reading.problems) };
  const piece = { source, document: root };
  const sort = sortOf(piece);
  const document = keysOfPiece(piece, sort, reading);
  const declared: Diagnostic[] = [];
  const given = { nodes: new Map<string, DocNode>(), hint: () => '' };
  const variables = readVariables(valueAt(document, 'variables'), given, declared);
  const own: Reading = newReading(variables.values, [RECEIVER_VARIABLE]);
  // A variable without a value is for the file to say that includes the piece.
  own.problems.push(...declared.filter(({ code }) => code !== 'missing-key'));
  if (untrusted !== undefined) own.problems.push(...distrusted(document, source, untrusted, own));
  const files = new PieceFiles(undefined, untrusted === undefined ? null : folderOf(source));
  const way = [beginOfWay(source)];
  if (sort === 'steps') {
    const steps = withValues(valueAt(document, 'steps')!, variables, own);
    const whole = spliced(steps, { files, way, variables, reading: own });
    stepsShape.read(withEntry(document, 'steps', whole), own);
  } else {
    withPieces(document, files, way, own);
    beneathShape.read(document, own);
  }
  const open = openScalars(document, sort === 'steps' ? variables.without : null, variables);
  reading.problems.push(
    ...own.problems.filter(({ place }) => place.source !== source || !open.has(place.start)),
  );
  return { problems: tidied(source, reading.problems) };
}

/** Where values begin that cannot be known here: by names without a value, or by all names that are none of its own. */
function openScalars(
  node: DocNode,
  without: ReadonlySet<string> | null,
  variables: Variables,
): ReadonlySet<number> {
  const starts = new Set<number>();
  const isOpen = (name: string): boolean => without?.has(name) ?? !variables.values.has(name);
  const walk = (each: DocNode): void => {
    if (each.kind === 'list') each.items.forEach(walk);
    else if (each.kind === 'mapping') for (const { value } of each.entries) walk(value);
    else if (typeof each.value === 'string')
      for (const [, escaped, name = ''] of each.value.matchAll(VARIABLE))
        if (escaped === undefined && isOpen(name)) starts.add(each.place.start);
  };
  walk(node);
  return starts;
}

function valueAt(node: MappingNode, key: string): DocNode | undefined {
  return node.entries.find((entry) => entry.key === key)?.value;
}

function withEntry(node: MappingNode, key: string, value: DocNode): MappingNode {
  return { ...node, entries: node.entries.map((entry) => (entry.key === key ? { ...entry, value } : entry)) };
}
