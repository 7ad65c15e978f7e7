// Pieces: YAML files that begin with `piece: what it is`, for other files to include. One holds steps, and comes in as a step; or it
// holds what lies beneath a scenario: groups, options, expectations and so on. None of them is played by itself.

import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { closestWord, didYouMean } from '../../../receiver/document/closest-word.ts';
import type { Place, Source } from '../../../receiver/document/place.ts';
import { isDiagnostic, readSource } from '../../../receiver/document/read-file.ts';
import { complain, type Placed, type Reading } from '../../../receiver/document/shape.ts';
import { hasKeyOf, type MappingNode, readYaml } from '../../../receiver/document/source.ts';
import { isWithin } from '../untrusted.ts';

/** The key that makes a file a piece. */
export const PIECE_KEY = 'piece';

/** What a piece with steps may say. */
export const STEPS_KEYS = [PIECE_KEY, 'about', 'variables', 'steps'] as const;

/** What a piece that lies beneath a scenario may say. */
export const BENEATH_KEYS = [
  PIECE_KEY,
  'about',
  'include',
  'variables',
  'tenant',
  'tenants',
  'ocs',
  'applications',
  'receiver',
  'target',
  'groups',
  'expect',
] as const;

/** A file that was read as a piece. */
export interface Piece {
  readonly source: Source;
  readonly document: MappingNode;
}

/** A file on the way from the scenario to what is being included. */
export interface OnTheWay {
  /** As the user would name it. */
  readonly name: string;
  /** The same file has the same one, however it is named. */
  readonly identity: string;
}

const DEEPEST = 10;
const MOST_INCLUDES = 2_000;

/** The pieces that one scenario includes; each file is read once. */
export class PieceFiles {
  readonly #read = new Map<string, Piece | { readonly reason: string }>();
  readonly #onRead: (path: string) => void;
  #included = 0;

  readonly #folder: string | null;

  /**
   * @param onRead told of each file before it is read
   * @param folder all that may be included is within it; null for no such bounds
   */
  constructor(onRead: (path: string) => void = () => {}, folder: string | null = null) {
    this.#onRead = onRead;
    this.#folder = folder;
  }

  /**
   * The piece at a path, which is relative to the file in which it stands; null after a complaint at the place of the path.
   * `way` leads from the scenario to the file in which it stands.
   */
  piece(
    path: Placed<string>,
    wanted: 'steps' | 'beneath',
    way: readonly OnTheWay[],
    reading: Reading,
  ): { readonly piece: Piece; readonly way: readonly OnTheWay[] } | null {
    const name = isAbsolute(path.value) ? path.value : join(dirname(path.place.source.name), path.value);
    const identity = identityOf(name);
    const at = path.place;
    // A file of such a name would pass for a setting of the command line, which is trusted.
    if (this.#folder !== null && (name.startsWith('--') || !isWithin(this.#folder, name)))
      return refuse(
        reading,
        'untrusted',
        at,
        `an untrusted scenario may not read ${path.value}, which is outside of its folder`,
        'copy the file beside the scenario',
      );
    const circle = way.findIndex((each) => each.identity === identity);
    if (circle !== -1) {
      const files = [...way.slice(circle).map((each) => each.name), name];
      return refuse(reading, 'endless-include', at, `${name} would include itself`, files.join(' → '));
    }
    if (way.length > DEEPEST)
      return refuse(reading, 'endless-include', at, `files include each other more than ${DEEPEST} deep`);
    this.#included += 1;
    if (this.#included > MOST_INCLUDES) {
      if (this.#included > MOST_INCLUDES + 1) return null;
      return refuse(reading, 'endless-include', at, `more than ${MOST_INCLUDES} pieces are included`);
    }
    const piece = this.#fileAt(name, identity, reading);
    if ('reason' in piece) {
      const hint = 'a path is relative to the file in which it stands';
      complain(
        reading,
        'unreadable-file',
        at,
        `${name} cannot be included: ${piece.reason}`,
        piece.reason === 'there is no such file' ? { hint } : {},
      );
      return null;
    }
    if (!isWanted(piece, wanted, at, name, reading)) return null;
    return { piece, way: [...way, { name, identity }] };
  }

  #fileAt(name: string, identity: string, reading: Reading): Piece | { readonly reason: string } {
    const known = this.#read.get(identity);
    if (known !== undefined) return known;
    this.#onRead(name);
    const piece = readPiece(name, reading);
    this.#read.set(identity, piece);
    return piece;
  }
}

/** The file from which the way begins. */
export function beginOfWay({ name }: Source): OnTheWay {
  return { name, identity: identityOf(name) };
}

/** Complains of the keys that a piece of this sort cannot have; gives the others. */
export function keysOfPiece({ document }: Piece, sort: 'steps' | 'beneath', reading: Reading): MappingNode {
  const known: readonly string[] = sort === 'steps' ? STEPS_KEYS : BENEATH_KEYS;
  for (const { key, keyPlace } of document.entries) {
    if (known.includes(key)) continue;
    const hint = hintForKey(key, sort) ?? didYouMean(key, known);
    const what = sort === 'steps' ? 'a piece with steps' : 'a piece';
    complain(reading, 'unknown-key', keyPlace, `${what} has no key "${key}"`, {
      found: key,
      expected: `one of ${known.join(', ')}`,
      ...(hint === undefined ? {} : { hint }),
    });
  }
  return { ...document, entries: document.entries.filter(({ key }) => known.includes(key)) };
}

function hintForKey(key: string, sort: 'steps' | 'beneath'): string | undefined {
  const beneath: readonly string[] = BENEATH_KEYS;
  if (sort === 'steps' && beneath.includes(key))
    return 'a piece holds either steps or what lies beneath a scenario: make it two files';
  const scenario = ['name', 'release', 'contract', 'clock', 'epoch', 'seed', 'matrix', 'tags', 'skip'];
  return scenario.includes(key) && closestWord(key, beneath) === undefined
    ? 'that is for the scenario to say'
    : undefined;
}

/** Whether it holds steps. */
export function sortOf({ document }: Piece): 'steps' | 'beneath' {
  return document.entries.some(({ key }) => key === 'steps') ? 'steps' : 'beneath';
}

function readPiece(name: string, reading: Reading): Piece | { readonly reason: string } {
  const source = readSource(name);
  if (isDiagnostic(source)) return { reason: source.message.replace(/^it cannot be read: /, '') };
  const read = readYaml(source);
  const { root, problems } = read;
  // Of a file that was not written as a piece no text is shown.
  if (hasKeyOf([PIECE_KEY], source, read)) reading.problems.push(...problems);
  if (root?.kind === 'mapping') return { source, document: root };
  if (problems.some(({ severity }) => severity === 'error')) return { reason: 'it is not well-formed YAML' };
  return { reason: 'it is no piece, which begins with "piece: what it is"' };
}

function isWanted(
  piece: Piece,
  wanted: 'steps' | 'beneath',
  at: Place,
  name: string,
  reading: Reading,
): boolean {
  const has = (key: string): boolean => piece.document.entries.some((entry) => entry.key === key);
  if (!has(PIECE_KEY)) {
    const what = has('name') ? `${name} is a scenario, not a piece` : `${name} is no piece`;
    refuse(reading, 'wrong-piece', at, what, `a file to be included begins with "${PIECE_KEY}: what it is"`);
    return false;
  }
  const sort = sortOf(piece);
  if (sort === wanted) return true;
  if (sort === 'steps')
    refuse(reading, 'wrong-piece', at, `${name} holds steps`, `write "- include: …" under steps`);
  else refuse(reading, 'wrong-piece', at, `${name} holds no steps`, 'write it under include at the top');
  return false;
}

function refuse(
  reading: Reading,
  code: 'wrong-piece' | 'endless-include' | 'untrusted',
  place: Place,
  message: string,
  hint?: string,
): null {
  complain(reading, code, place, message, hint === undefined ? {} : { hint });
  return null;
}

function identityOf(name: string): string {
  try {
    return realpathSync(name);
  } catch {
    return name;
  }
}
