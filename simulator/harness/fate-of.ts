// From how an attempt ended, and from what the other side holds, to the class in the ledger.

import type { FateName, LostWhere } from '../../receiver/expect/fates.ts';
import type { Fate } from '../../receiver/expect/observation.ts';
import { systemReason } from '../scenario/system-reason.ts';
import { reasonGiven } from '../sender/answer-reason.ts';
import { isTaken, type LedgerEntry } from '../sender/ledger.ts';
import type { PostOutcome } from '../sender/transport.ts';
import type { Difference, Stored } from '../store/store.ts';

type Ended = Pick<LedgerEntry, 'number' | 'group' | 'event' | 'atMs' | 'outcome'> & {
  readonly body: string | null;
  readonly notAttempted?: string | null;
};

/** @param stored what the other side holds of it; null where nobody looked */
export function fateOf(entry: Ended, stored: Stored | null): Fate {
  const { number, group, event, atMs, outcome } = entry;
  return {
    kind: 'fate',
    number,
    group,
    event,
    atMs,
    outcome: outcome?.kind ?? 'not attempted',
    status: outcome?.status ?? null,
    ...(outcome === null
      ? { fate: 'not attempted', where: 'sender', detail: entry.notAttempted ?? '' }
      : attempted(outcome, Buffer.byteLength(entry.body ?? ''), stored)),
  };
}

type Ending = Pick<Fate, 'fate' | 'where' | 'detail'>;

function attempted(outcome: PostOutcome, bodyBytes: number, stored: Stored | null): Ending {
  const kept = stored !== null && stored.kind !== 'missing';
  if (outcome.kind === 'answered') return answered(outcome, stored);
  const detail = [outcome.fault, outcome.detail].filter(Boolean).join('; ');
  if (kept) return { fate: BUT_STORED[outcome.kind], where: null, detail };
  const where: LostWhere = outcome.fault === undefined ? 'target' : 'network';
  const out = outcome.bytesOut !== 0 && outcome.whole !== false;
  if (out && stored === null) return { fate: 'unanswered', where: null, detail };
  if (outcome.kind !== 'reset') return { fate: outcome.kind, where, detail };
  const whole = outcome.whole ?? (outcome.bytesOut === null || outcome.bytesOut > bodyBytes);
  return { fate: whole ? 'reset after the body went out' : 'reset before the body went out', where, detail };
}

function answered(outcome: PostOutcome, stored: Stored | null): Ending {
  const { status, detail } = outcome;
  const kept = stored !== null && stored.kind !== 'missing';
  const reason = systemReason(detail);
  const said = reason === '' ? `${status}` : `${status}: ${reason}`;
  if (!isTaken(outcome)) {
    return kept
      ? { fate: 'rejected but stored', where: null, detail: said }
      : { fate: 'rejected', where: 'target', detail: said };
  }
  if (stored === null) return { fate: 'answered', where: null, detail: `${status}` };
  switch (stored.kind) {
    case 'missing':
      return { fate: 'answered but not stored', where: 'target', detail: `answered ${taken(outcome)}` };
    case 'stored':
      return { fate: 'stored', where: null, detail: `${status}` };
    case 'altered':
      return { fate: 'altered', where: null, detail: differencesText(stored.differences) };
    case 'duplicated': {
      const altered = stored.differences.length > 0 ? `; ${differencesText(stored.differences)}` : '';
      return { fate: 'duplicated', where: null, detail: `it is there ${stored.times} times${altered}` };
    }
  }
}

/** The status, and a reason where an answer of success gives one all the same. */
function taken({ status, detail }: PostOutcome): string {
  const reason = reasonGiven(detail);
  return reason === null ? `${status}` : `${status}: ${reason}`;
}

const BUT_STORED: Readonly<Record<Exclude<PostOutcome['kind'], 'answered'>, FateName>> = {
  // A connection that was refused stores nothing; one whose refusal was a proxy's may.
  refused: 'failed but stored',
  reset: 'reset but stored',
  'timed out': 'timed out but stored',
  failed: 'failed but stored',
};

const MOST_SHOWN = 3;

function differencesText(differences: readonly Difference[]): string {
  const shown = differences
    .slice(0, MOST_SHOWN)
    .map(({ path, kind, sent, stored }) => `${path}: ${kind}, ${valueText(sent)} -> ${valueText(stored)}`);
  const more = differences.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
