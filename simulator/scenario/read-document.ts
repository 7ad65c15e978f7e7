import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Source } from '../../receiver/document/place.ts';
import { newReading } from '../../receiver/document/shape.ts';
import { type DocNode, type FileFormat, readYamlFile } from '../../receiver/document/source.ts';
import type { LoadOptions } from './load-options.ts';
import { overlay } from './overlay.ts';
import { layVariables } from './reuse/lay-beneath.ts';
import { withPieces } from './reuse/lay-pieces.ts';
import { type MatrixCase, matrixShape } from './reuse/matrix.ts';
import { readParams } from './reuse/params.ts';
import { beginOfWay, type OnTheWay, PieceFiles } from './reuse/piece-files.ts';
import { variableNames } from './reuse/variables.ts';
import { folderOf } from './untrusted.ts';

/** A scenario file with its settings in it and its pieces beneath, as all of its cases have it. */
export interface ReadDocument {
  readonly source: Source;
  /** Without the keys `include` and `matrix`; null where there is nothing to be read. */
  readonly document: DocNode | null;
  /** Null where there is none, or none that could be read. */
  readonly matrix: readonly MatrixCase[] | null;
  /** Names that a matrix would give values to, if it could be read. */
  readonly unread: readonly string[];
  /** What the command line says of variables. */
  readonly params: ReadonlyMap<string, DocNode>;
  readonly pieces: PieceFiles;
  /** Where files are included from. */
  readonly way: readonly OnTheWay[];
  readonly problems: Diagnostic[];
}

const SCENARIO_FILE: FileFormat = {
  what: 'scenario',
  // Not name: files of many other programs have one.
  keys: ['groups', 'steps', 'expect', 'ocs'],
  hint: 'a scenario has a name, groups, steps and expectations: ocs-sim init writes one',
};

/** Reads what all cases of a scenario have in common. */
export function readDocument(
  source: Source,
  options: Pick<LoadOptions, 'set' | 'param' | 'onRead' | 'untrusted'>,
): ReadDocument {
  const { root, problems: yamlProblems } = readYamlFile(source, SCENARIO_FILE);
  const problems: Diagnostic[] = [...yamlProblems];
  const pieces = new PieceFiles(options.onRead, options.untrusted === undefined ? null : folderOf(source));
  const way = [beginOfWay(source)];
  const nothing = {
    source,
    matrix: null,
    unread: [],
    params: new Map<string, DocNode>(),
    pieces,
    way,
    problems,
  };
  if (root === null) return { ...nothing, document: null };
  const document = withSettings(root, options.set ?? [], problems);
  // What a file at the top is, if no mapping, is said where it is read.
  if (document.kind !== 'mapping') return { ...nothing, document };
  const reading = { ...newReading(), problems };
  const whole = withPieces(document, pieces, way, reading);
  const matrixNode = partOf(whole, 'matrix');
  const matrix = matrixNode === undefined ? null : (matrixShape.read(matrixNode, reading) ?? null);
  const keys = matrixNode?.kind === 'mapping' ? variableNames(matrixNode) : [];
  const params = readParams(options.param ?? [], variableNames(partOf(whole, 'variables')), keys, problems);
  const entries = whole.entries.filter(({ key }) => key !== 'matrix');
  const unread = matrix === null ? keys : [];
  return { source, document: { ...whole, entries }, matrix, unread, params, pieces, way, problems };
}

/** A plain value that is set for a variable that says what it may be leaves that as it is. */
function withSettings(root: DocNode, settings: readonly string[], problems: Diagnostic[]): DocNode {
  let document = root;
  for (const setting of settings) {
    const changed = overlay(document, setting);
    if ('problem' in changed) problems.push(changed.problem);
    else document = changed.root;
  }
  const declared = partOf(root, 'variables');
  if (document.kind !== 'mapping' || declared?.kind !== 'mapping') return document;
  const entries = document.entries.map((entry) =>
    entry.key === 'variables' && entry.value.kind === 'mapping' && entry.value !== declared
      ? { ...entry, value: layVariables(entry.value, declared) }
      : entry,
  );
  return { ...document, entries };
}

/** The value of a key at the top of a document. */
export function partOf(document: DocNode, key: string): DocNode | undefined {
  return document.kind === 'mapping' ? document.entries.find((entry) => entry.key === key)?.value : undefined;
}
