// What each expectation needs to have observed, as a table, and the one place where it is applied: an expectation passes only where
// somebody could look, says whose observations it rests on, and names the groups of which nothing was ever observed.

import { durationText } from '../document/duration.ts';
import type { CountDemand } from './count-demand.ts';
import type { Basis, Expectation, JudgingContext, Sources, Verdict } from './expectation.ts';
import type { Observation } from './observation.ts';
import { listText, plural, safeText } from './shown-text.ts';

/** What one kind of expectation needs. */
export interface EvidenceRow {
  /** What it is judged by: requests that arrived, the records of the sender, or what finally became of each notification. */
  readonly judgedBy: 'arrivals' | 'sendings' | 'ends';
  /**
   * Where nothing that it is about was observed: `fails` (something was wanted), `inconclusive`, or `holds` if nothing is wanted
   * and somebody could look.
   */
  readonly nothing: 'fails' | 'inconclusive' | 'holds';
  /**
   * A group of the scenario of which nothing was observed, where the expectation names no group: it `fails`, is `inconclusive`, or
   * the group is `named` beside the verdict.
   */
  readonly silentGroup: 'fails' | 'inconclusive' | 'named';
  /** Records that a gap swallowed make it inconclusive unless it failed; what rests on the sender's records has no gap. */
  readonly gap: 'inconclusive' | 'does not matter';
}

/** A kind of expectation. */
export type ExpectationKind =
  | 'fieldSets'
  | 'fields'
  | 'count'
  | 'order'
  | 'cadence'
  | 'step'
  | 'attempts'
  | 'lost'
  | 'notSent'
  | 'outcome'
  | 'taken'
  | 'ledger';

/** What the table asks of an expectation as it is written. */
interface Asked {
  readonly kind: ExpectationKind;
  readonly group?: readonly unknown[] | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  readonly count?: CountDemand;
  readonly perGroup?: boolean;
}

/** One row for each kind of expectation. `count` and the step hold in silence only where they limit the number from above alone. */
export const EVIDENCE: Readonly<Record<ExpectationKind, EvidenceRow>> = {
  fieldSets: { judgedBy: 'arrivals', nothing: 'inconclusive', silentGroup: 'named', gap: 'inconclusive' },
  fields: { judgedBy: 'arrivals', nothing: 'inconclusive', silentGroup: 'named', gap: 'inconclusive' },
  count: { judgedBy: 'arrivals', nothing: 'holds', silentGroup: 'named', gap: 'inconclusive' },
  order: { judgedBy: 'arrivals', nothing: 'fails', silentGroup: 'fails', gap: 'inconclusive' },
  cadence: {
    judgedBy: 'arrivals',
    nothing: 'inconclusive',
    silentGroup: 'inconclusive',
    gap: 'inconclusive',
  },
  step: { judgedBy: 'arrivals', nothing: 'holds', silentGroup: 'named', gap: 'inconclusive' },
  attempts: { judgedBy: 'arrivals', nothing: 'inconclusive', silentGroup: 'named', gap: 'inconclusive' },
  lost: { judgedBy: 'sendings', nothing: 'inconclusive', silentGroup: 'named', gap: 'does not matter' },
  notSent: { judgedBy: 'sendings', nothing: 'inconclusive', silentGroup: 'named', gap: 'does not matter' },
  outcome: { judgedBy: 'sendings', nothing: 'inconclusive', silentGroup: 'named', gap: 'does not matter' },
  taken: { judgedBy: 'sendings', nothing: 'inconclusive', silentGroup: 'named', gap: 'does not matter' },
  ledger: { judgedBy: 'ends', nothing: 'inconclusive', silentGroup: 'named', gap: 'does not matter' },
};

const RECEIVER: Sources = { arrivals: 'receiver', ends: 'receiver' };

const MOST_NAMED = 5;

/** Applies the table to an expectation, in place. */
export function grounded<E extends Expectation<Asked>>(expectation: E, context: JudgingContext): E {
  const { spec, feed, verdict } = expectation;
  const row = EVIDENCE[spec.kind];
  const sources = context.sources ?? RECEIVER;
  const isStep = spec.kind === 'step';
  const fromMs = isStep ? (context.startMs ?? 0) : (spec.from ?? Number.NEGATIVE_INFINITY);
  const untilMs = isStep ? Number.POSITIVE_INFINITY : (spec.until ?? Number.POSITIVE_INFINITY);
  const witness = new Witness({ fromMs, untilMs, listening: context.listening !== false });
  const basis = basisOf(row, sources);

  const unlooked = (endMs: number): string | null => {
    if (row.judgedBy !== 'arrivals') return null;
    if (basis === 'receiver' && !witness.listened(endMs)) return downText(fromMs, Math.min(untilMs, endMs));
    const isIdle = witness.reached === 0 && witness.attempted > 0;
    if (isStep || !isIdle) return null;
    return `none of ${plural(witness.attempted, 'notification')} reached the ${basis === 'sender' ? 'target' : 'receiver'}, so that silence proves nothing`;
  };

  const remarks = (status: Verdict['status']): string => {
    const isDeparture = basis === 'sender' && row.judgedBy !== 'sendings';
    const isBounded =
      spec.group !== undefined ||
      isStep ||
      (spec.kind === 'count' && (spec.perGroup === true || spec.count?.max === 0));
    const silent =
      status === 'passed' && row.silentGroup === 'named' && !isBounded
        ? context.groups.filter((group) => !witness.groups.has(group))
        : [];
    return [
      ...(isDeparture ? ["from the sender's records"] : []),
      ...(silent.length > 0 ? [`nothing of ${someText(silent)}`] : []),
    ]
      .map((remark) => `, ${remark}`)
      .join('');
  };

  return Object.assign(expectation, {
    feed(observation: Observation) {
      witness.see(observation);
      feed(observation);
    },
    verdict(endMs: number): Verdict {
      const found = { ...verdict(endMs), restsOn: basis };
      if (found.status === 'inconclusive') return found;
      const why = found.status === 'passed' ? unlooked(endMs) : null;
      if (why !== null) return { ...found, status: 'inconclusive', summary: why };
      return { ...found, summary: `${found.summary}${remarks(found.status)}` };
    },
  });
}

function basisOf({ judgedBy }: EvidenceRow, { arrivals, ends }: Sources): Basis {
  if (judgedBy === 'sendings') return 'sender';
  return judgedBy === 'ends' ? ends : arrivals;
}

function downText(fromMs: number, untilMs: number): string {
  const since = fromMs > 0 ? ` from ${durationText(fromMs)}` : '';
  return `the receiver was down throughout${since} until ${durationText(untilMs)}, so that silence proves nothing`;
}

function someText(groups: readonly string[]): string {
  const shown = groups.slice(0, MOST_NAMED).map((group) => safeText(group));
  const rest = groups.length - shown.length;
  return listText(rest > 0 ? [...shown, `${rest} more`] : shown, rest > 0 ? 'and' : 'or');
}

/** What was observed at all, and whether anybody listened within a stretch of time; a few numbers. */
class Witness {
  readonly #fromMs: number;
  readonly #untilMs: number;
  /** Since when the receiver listens; null while it does not. */
  #sinceMs: number | null;
  #listened = false;
  /** What shows that something gets through: arrivals, and answers. */
  reached = 0;
  attempted = 0;
  readonly groups = new Set<string>();

  constructor({
    fromMs,
    untilMs,
    listening,
  }: { readonly fromMs: number; readonly untilMs: number; readonly listening: boolean }) {
    this.#fromMs = fromMs;
    this.#untilMs = untilMs;
    this.#sinceMs = listening ? Number.NEGATIVE_INFINITY : null;
  }

  see(observation: Observation): void {
    switch (observation.kind) {
      case 'arrival':
        this.reached += 1;
        if (observation.group !== null) this.groups.add(observation.group);
        break;
      case 'sent':
        if (observation.outcome !== 'not attempted') this.attempted += 1;
        if (observation.outcome === 'answered' || (observation.arrivals ?? 0) > 0) this.reached += 1;
        this.groups.add(observation.group);
        break;
      case 'fate':
        this.groups.add(observation.group);
        break;
      case 'listening':
        if (observation.listening) this.#sinceMs ??= observation.atMs;
        else {
          this.#listened = this.#listenedUntil(observation.atMs);
          this.#sinceMs = null;
        }
        break;
      default:
    }
  }

  /** Whether the receiver listened for any time within the stretch, if that ended now. */
  listened(endMs: number): boolean {
    // Of a stretch without length its one instant counts.
    const isNow = this.#untilMs > endMs && this.#sinceMs !== null && this.#sinceMs <= endMs;
    return isNow || this.#listenedUntil(endMs);
  }

  #listenedUntil(endMs: number): boolean {
    if (this.#listened || this.#sinceMs === null) return this.#listened;
    return Math.min(endMs, this.#untilMs) > Math.max(this.#sinceMs, this.#fromMs, 0);
  }
}
