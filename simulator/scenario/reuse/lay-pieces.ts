import { newReading, type Placed, type Reading } from '../../../receiver/document/shape.ts';
import type { DocNode, MappingNode } from '../../../receiver/document/source.ts';
import { includeShape, piecePath } from './include-shape.ts';
import { layOver } from './lay-beneath.ts';
import { keysOfPiece, type OnTheWay, PIECE_KEY, type PieceFiles } from './piece-files.ts';

/** Says what a piece is, which is nothing to a scenario. */
const OF_THE_PIECE: ReadonlySet<string> = new Set([PIECE_KEY, 'about']);

/**
 * A document with the pieces that it includes at its top laid beneath: the first one lowest, the document itself on top. Pieces may
 * include others in their turn. What is wrong is complained of in the file in which it stands.
 */
export function withPieces(
  document: MappingNode,
  files: PieceFiles,
  way: readonly OnTheWay[],
  reading: Reading,
): MappingNode {
  const own = withoutKeys(document, new Set(['include']));
  const include = document.entries.find(({ key }) => key === 'include')?.value;
  if (include === undefined) return own;
  const paths = readPaths(include, reading);
  let beneath: MappingNode = { ...own, entries: [] };
  for (const path of paths) {
    const found = files.piece(path, 'beneath', way, reading);
    if (found === null) continue;
    const piece = withoutKeys(keysOfPiece(found.piece, 'beneath', reading), OF_THE_PIECE);
    beneath = layOver(withPieces(piece, files, found.way, reading), beneath);
  }
  return layOver(own, beneath);
}

/** Those that can be read, so that one mistake does not hide another. */
function readPaths(node: DocNode, reading: Reading): readonly Placed<string>[] {
  const own = newReading();
  const paths =
    node.kind === 'list' && node.items.length > 0
      ? node.items.flatMap((item) => piecePath.read(item, own) ?? [])
      : (includeShape.read(node, own) ?? []);
  reading.problems.push(
    ...own.problems.map((problem) =>
      problem.code === 'unknown-reference'
        ? {
            ...problem,
            expected: 'a plain path',
            hint: 'what is included at the top is read before variables',
          }
        : problem,
    ),
  );
  return paths;
}

function withoutKeys(node: MappingNode, keys: ReadonlySet<string>): MappingNode {
  return { ...node, entries: node.entries.filter(({ key }) => !keys.has(key)) };
}
