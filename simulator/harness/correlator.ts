import type { LedgerEntry } from '../sender/ledger.ts';

interface Pending {
  readonly entry: LedgerEntry;
  arrivals: number;
}

/**
 * Matches what arrived with what was sent, by the very bytes of the body, since a faithful body carries no identifier of its own.
 * Bodies that are equal to the byte are interchangeable, so the counts are right whichever is matched with which. Kept are the
 * notifications under way and those that never arrived; the rest is forgotten as it settles.
 */
export class Correlator {
  readonly #underWay = new Map<string, Pending[]>();
  /** Bodies whose attempt ended before they arrived, with how many each. */
  readonly #unarrived = new Map<string, number>();

  attempting(entry: LedgerEntry): void {
    const same = this.#underWay.get(entry.body!);
    const pending = { entry, arrivals: 0 };
    if (same === undefined) this.#underWay.set(entry.body!, [pending]);
    else same.push(pending);
  }

  /** A body has arrived: false if it arrived more often than it was sent. */
  arrived(body: string): boolean {
    const same = this.#underWay.get(body);
    const open = same?.find((pending) => pending.arrivals === 0);
    if (open !== undefined) {
      open.arrivals += 1;
      return true;
    }
    const late = this.#unarrived.get(body) ?? 0;
    if (late > 0) {
      if (late === 1) this.#unarrived.delete(body);
      else this.#unarrived.set(body, late - 1);
      return true;
    }
    const first = same?.[0];
    if (first !== undefined) first.arrivals += 1;
    return false;
  }

  /** The attempt has ended: how often its body has arrived by now. */
  settled(entry: LedgerEntry): number {
    const body = entry.body!;
    const same = this.#underWay.get(body) ?? [];
    const index = same.findIndex((pending) => pending.entry.number === entry.number);
    const [pending] = index === -1 ? [] : same.splice(index, 1);
    if (same.length === 0) this.#underWay.delete(body);
    if (pending === undefined || pending.arrivals > 0) return pending?.arrivals ?? 0;
    this.#unarrived.set(body, (this.#unarrived.get(body) ?? 0) + 1);
    return 0;
  }
}
