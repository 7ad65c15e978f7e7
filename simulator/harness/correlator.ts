import { isTaken, type LedgerEntry } from '../sender/ledger.ts';
import type { PostOutcome } from '../sender/transport.ts';
import type { Stored } from '../store/store.ts';

interface Pending {
  readonly entry: LedgerEntry;
  arrivals: number;
  /** Of these, so many were not answered with a refusal. */
  kept: number;
}

/**
 * Matches what arrived with what was sent, by the very bytes of the body, since a faithful body carries no identifier of its own.
 * Bodies that are equal to the byte are interchangeable, so the counts are right whichever is matched with which; what was answered
 * has arrived, though, so an arrival is rather its own than that of an equal one without an answer. Kept are the notifications under
 * way and those that went out and never arrived; the rest is forgotten as it settles.
 */
export class Correlator {
  readonly #underWay = new Map<string, Pending[]>();
  /** Entries whose attempt ended before their body arrived. */
  readonly #unarrived = new Map<string, LedgerEntry[]>();
  readonly #tell: (entry: LedgerEntry, stored: Stored) => void;

  /** @param tell is told once of each settled entry what the receiver holds of it, at the latest by `finish` */
  constructor(tell: (entry: LedgerEntry, stored: Stored) => void = () => {}) {
    this.#tell = tell;
  }

  attempting(entry: LedgerEntry): void {
    const same = this.#underWay.get(entry.body!);
    const pending = { entry, arrivals: 0, kept: 0 };
    if (same === undefined) this.#underWay.set(entry.body!, [pending]);
    else same.push(pending);
  }

  /** A body has arrived, and was kept or refused: false if it arrived more often than it was sent. */
  arrived(body: string, kept = true): boolean {
    const same = this.#underWay.get(body);
    const open = same?.find((pending) => pending.arrivals === 0);
    if (open !== undefined) {
      open.arrivals += 1;
      if (kept) open.kept += 1;
      return true;
    }
    const late = this.#unarrived.get(body)?.shift();
    if (late !== undefined) {
      if (this.#unarrived.get(body)!.length === 0) this.#unarrived.delete(body);
      this.#tell(late, holding(kept ? 1 : 0));
      return true;
    }
    const first = same?.[0];
    if (first !== undefined) {
      first.arrivals += 1;
      if (kept) first.kept += 1;
    }
    return false;
  }

  /** The attempt has ended: how often its body has arrived by now. */
  settled(entry: LedgerEntry): number {
    const body = entry.body!;
    const same = this.#underWay.get(body) ?? [];
    const index = same.findIndex((pending) => pending.entry.number === entry.number);
    const [pending] = index === -1 ? [] : same.splice(index, 1);
    if (same.length === 0) this.#underWay.delete(body);
    if (pending !== undefined) straighten(pending, entry.outcome, same);
    if (pending !== undefined && pending.arrivals > 0) {
      this.#tell(entry, holding(pending.kept));
      return pending.arrivals;
    }
    // What never went out cannot arrive.
    if (pending === undefined || entry.outcome?.bytesOut === 0) {
      this.#tell(entry, holding(0));
      return 0;
    }
    const waiting = this.#unarrived.get(body);
    if (waiting === undefined) this.#unarrived.set(body, [entry]);
    else waiting.push(entry);
    return 0;
  }

  /** Nothing can arrive any more. */
  finish(): void {
    for (const entries of this.#unarrived.values())
      for (const entry of entries) this.#tell(entry, holding(0));
    this.#unarrived.clear();
  }
}

/** Gives the arrivals of equal bodies to those of them that they fit, as far as the answers tell. */
function straighten(own: Pending, outcome: PostOutcome | null, others: readonly Pending[]): void {
  const other =
    outcome?.kind === 'answered' ? better(own, isTaken(outcome), others) : emptyHanded(own, others);
  if (other === undefined) return;
  const { arrivals, kept } = own;
  own.arrivals = other.arrivals;
  own.kept = other.kept;
  other.arrivals = arrivals;
  other.kept = kept;
}

/** What was answered arrived, and was kept if the answer said so. */
function better(own: Pending, taken: boolean, others: readonly Pending[]): Pending | undefined {
  const fits = ({ arrivals, kept }: Pending): boolean => arrivals > 0 && kept > 0 === taken;
  if (fits(own)) return undefined;
  return others.find(fits) ?? (own.arrivals > 0 ? undefined : others.find(({ arrivals }) => arrivals > 0));
}

/** What had no answer leaves its arrival to one that may still have one. */
function emptyHanded(own: Pending, others: readonly Pending[]): Pending | undefined {
  return own.arrivals === 0 ? undefined : others.find(({ arrivals }) => arrivals === 0);
}

function holding(times: number): Stored {
  if (times === 0) return { kind: 'missing' };
  return times === 1 ? { kind: 'stored' } : { kind: 'duplicated', times, differences: [] };
}
