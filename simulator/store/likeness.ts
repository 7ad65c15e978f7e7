// How near a stored document is to what was sent, for those that are not the same and have no id to say whose they are.

import type { JsonObject, JsonValue } from '../../receiver/contract/contract.ts';
import { keyOfText } from './content-key.ts';
import { eachDifference } from './differences.ts';
import { instantOf } from './instant-change.ts';
import { isNested } from './same-json.ts';
import type { Difference, DifferenceKind } from './store.ts';

/**
 * - `sure`: nothing is different but in the ways in which stores change how a value is written;
 * - `explained`: nothing but in those, or by rounding;
 * - `alike`: something else as well.
 */
export type Closeness = 'sure' | 'explained' | 'alike';

/** How near one is to the other: a share of 1 is the same but for fields that were added. */
export interface Likeness {
  readonly share: number;
  readonly closeness: Closeness;
}

/** What a difference takes away from a field's being the same, where that does not depend on the values. */
const COSTS: Readonly<Record<Exclude<DifferenceKind, 'precision' | 'missing' | 'other value'>, number>> = {
  added: 0,
  'number became text': 0.2,
  'text became number': 0.2,
  'null became another value': 0.2,
  'time zone': 0.2,
  order: 0.2,
  'another value became null': 0.75,
  'other type': 0.75,
  length: 1,
};
/** The most that a difference may cost which is one of writing, and one of rounding. */
const WRITING = 0.2;
const ROUNDING = 0.5;
/** Numbers nearer than this share of them were not rounded by anybody's wish. */
const NEAR = 1e-6;

/**
 * How much of what was sent a document still says; null where a text says something else, for then it speaks of something else:
 * another group, event or session.
 */
export function likenessOf(sent: JsonValue, stored: JsonValue): Likeness | null {
  let lost = 0;
  let worst = 0;
  eachDifference(sent, stored, (_, difference) => {
    const cost = costOf(difference);
    lost += cost;
    worst = Math.max(worst, cost);
  });
  if (worst === Number.POSITIVE_INFINITY) return null;
  const closeness = worst <= WRITING ? 'sure' : worst <= ROUNDING ? 'explained' : 'alike';
  return { share: 1 - lost / Math.max(1, leavesOf(sent)), closeness };
}

function costOf({ kind, sent, stored }: Omit<Difference, 'path'>): number {
  if (kind === 'missing') return sent === null ? WRITING : 0.75;
  if (kind === 'precision') {
    // Of an instant or of a number: the nearer it is, the better.
    if (typeof sent !== 'number' || typeof stored !== 'number') return WRITING;
    const away = Math.abs(sent - stored) / Math.abs(sent || 1);
    return away <= NEAR ? WRITING : WRITING + (ROUNDING - WRITING) * Math.min(1, away);
  }
  if (kind !== 'other value') return COSTS[kind];
  if (typeof sent !== 'string') return 1;
  return folded(sent) === folded(stored as string) ? WRITING : Number.POSITIVE_INFINITY;
}

/** What is left of a text in a store that spoils its letters: letters and digits of English, without case. */
function folded(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')
    .slice(0, 20);
}

function leavesOf(root: JsonValue): number {
  let leaves = 0;
  const open: JsonValue[] = [root];
  while (open.length > 0) {
    const value = open.pop()!;
    if (!isNested(value)) leaves += 1;
    else for (const inner of Object.values(value as JsonObject)) open.push(inner);
  }
  return leaves;
}

/**
 * Equal for what was sent and for what a store has made of it in the usual ways: all texts of the outermost level that are texts for
 * certain, without what only one side may have. Sent bodies count with all their names, documents with `names` alone.
 */
export function familyKey(body: JsonValue, names: ReadonlySet<string> | null): string {
  if (!isNested(body) || Array.isArray(body)) return '';
  const parts: string[] = [];
  for (const name of Object.keys(body).sort()) {
    const value = (body as JsonObject)[name]!;
    if (typeof value !== 'string' || names?.has(name) === false || isPerhapsNoText(value)) continue;
    const text = folded(value);
    if (text !== '') parts.push(name, text);
  }
  return keyOfText(JSON.stringify(parts));
}

/** Numbers, instants and words of JSON may have been something else on the other side. */
function isPerhapsNoText(text: string): boolean {
  return /^[\s\d.,+eE-]*$|^(?:true|false|null)$/.test(text) || instantOf(text) !== null;
}
