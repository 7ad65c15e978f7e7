import { FATE_NAMES, type FateName, type LostWhere } from '../../receiver/expect/fates.ts';
import type { Fate } from '../../receiver/expect/observation.ts';
import type { FateCount, LedgerAccount } from '../scenario/ledger-account.ts';
import { Beliefs } from './beliefs.ts';
import { InOrder } from './in-order.ts';
import { LossRuns } from './loss-runs.ts';

/** So many notifications that did not simply arrive and stay are named in a result; all are counted. */
const MOST_NOTABLE = 10_000;

/** Sums up what became of the notifications of a run, in memory that does not grow with their number. */
export class Account {
  readonly #counts = new Map<string, { -readonly [Key in keyof FateCount]: FateCount[Key] }>();
  readonly #notable: Fate[] = [];
  readonly #runs = new LossRuns();
  readonly #beliefs = new Beliefs();
  readonly #inOrder = new InOrder<Fate>((fate) => {
    this.#runs.add(fate);
    if (fate.fate !== 'stored' && fate.fate !== 'answered' && this.#notable.length < MOST_NOTABLE)
      this.#notable.push(fate);
  });

  add(fate: Fate): void {
    const key = `${fate.fate} ${fate.where}`;
    const counted = this.#counts.get(key);
    if (counted === undefined)
      this.#counts.set(key, { fate: fate.fate, where: fate.where, count: 1, first: fate });
    else {
      counted.count += 1;
      if (fate.number < counted.first.number) counted.first = fate;
    }
    this.#beliefs.add(fate);
    this.#inOrder.add(fate);
  }

  /** The sum of all that was told; nothing is told after it. */
  get account(): LedgerAccount {
    this.#inOrder.flush();
    const counts = [...this.#counts.values()];
    return {
      fates: sums(counts, ({ fate }) => fate),
      lostWhere: sums(counts, ({ where }) => where),
      notable: this.#notable.toSorted((a, b) => a.number - b.number),
      counts: counts.toSorted((a, b) => rank(a.fate) - rank(b.fate)),
      losses: this.#runs.runs,
      lossesLeftOut: this.#runs.leftOut,
      lostStateChanges: this.#beliefs.lost,
      beliefs: this.#beliefs.beliefs,
    };
  }
}

function rank(fate: FateName): number {
  return FATE_NAMES.indexOf(fate);
}

function sums<Key extends FateName | LostWhere>(
  counts: readonly FateCount[],
  keyOf: (count: FateCount) => Key,
): ReadonlyMap<NonNullable<Key>, number> {
  const sum = new Map<NonNullable<Key>, number>();
  for (const each of counts) {
    const key = keyOf(each);
    if (key !== null) sum.set(key, (sum.get(key) ?? 0) + each.count);
  }
  return sum;
}
