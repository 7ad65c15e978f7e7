// The words of the ledger that an expectation may count: every fate, and the sums of several.

import { FATE_NAMES, FATES, type FateName, type InStore, isGone } from './fates.ts';
import type { Fate } from './observation.ts';

/** Sums of fates. */
export type FateSum = 'gone' | 'perhaps gone' | 'lost by network' | 'lost by target';

/** What may be counted. */
export type LedgerClass = FateName | FateSum;

/**
 * What the sums count:
 * - `gone`: attempted and surely not kept, so lost for ever; what was not even attempted is a class of its own;
 * - `perhaps gone`: answered or out, and nobody can tell whether it is kept;
 * - `lost by network`, `lost by target`: of those that are gone the ones that were lost there.
 */
export const FATE_SUMS: readonly FateSum[] = ['gone', 'perhaps gone', 'lost by network', 'lost by target'];

/** In the order in which they are told. */
export const LEDGER_CLASSES: readonly LedgerClass[] = [...FATE_NAMES, ...FATE_SUMS];

/** Whether a text may stand as a class of the ledger. */
export function isLedgerClass(text: string): text is LedgerClass {
  return (LEDGER_CLASSES as readonly string[]).includes(text);
}

/** Attempted and surely not kept: nothing will bring it back, for nothing is sent twice (documented). */
export function isGoneForEver({ fate }: Pick<Fate, 'fate'>): boolean {
  return fate !== 'not attempted' && isGone(fate);
}

/** What an answered one may turn out to be once somebody looks into the store. */
const BEHIND_ANSWERED: readonly LedgerClass[] = [
  'stored',
  'answered but not stored',
  'altered',
  'duplicated',
  'gone',
  'lost by target',
];

/** What one that was out and never answered may turn out to be, by the way in which its attempt ended. */
const BEHIND_UNANSWERED: Readonly<Record<Fate['outcome'], readonly LedgerClass[]>> = {
  reset: ['reset before the body went out', 'reset after the body went out', 'reset but stored'],
  'timed out': ['timed out', 'timed out but stored'],
  refused: ['refused', 'failed but stored'],
  failed: ['failed', 'failed but stored'],
  answered: [],
  'not attempted': [],
};
const BEHIND_ANY_UNANSWERED: readonly LedgerClass[] = ['gone', 'lost by network', 'lost by target'];

/** Whether a notification belongs to a class; `perhaps` where nobody looked, and a look could tell. */
export function belongs(fate: Pick<Fate, 'fate' | 'outcome' | 'where'>, to: LedgerClass): InStore {
  if (fate.fate === to) return 'yes';
  if (fate.fate === 'answered' || fate.fate === 'unanswered') {
    if (to === 'perhaps gone') return 'yes';
    const behind =
      fate.fate === 'answered'
        ? BEHIND_ANSWERED
        : [...BEHIND_UNANSWERED[fate.outcome], ...BEHIND_ANY_UNANSWERED];
    return behind.includes(to) ? 'perhaps' : 'no';
  }
  if (!isGoneForEver(fate)) return 'no';
  if (to === 'gone') return 'yes';
  if (to === 'lost by network') return fate.where === 'network' ? 'yes' : 'no';
  return to === 'lost by target' && fate.where === 'target' ? 'yes' : 'no';
}

/** Whether a notification can show that there are none of a class: only what is kept can be altered or duplicated. */
export function isEvidenceFor(name: LedgerClass, { fate }: Pick<Fate, 'fate'>): boolean {
  return (name !== 'altered' && name !== 'duplicated') || FATES[fate].stored === 'yes';
}
