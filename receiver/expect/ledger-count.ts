import { type CountDemand, meets } from './count-demand.ts';
import type { Failure } from './failure.ts';
import type { InStore } from './fates.ts';
import type { LedgerClass } from './ledger-class.ts';
import type { Fate } from './observation.ts';

/** Notifications of which it cannot be told what became of them. */
export interface Unknown {
  answered: number;
  unanswered: number;
  /** Sent, and their fate was not told yet. */
  underWay: number;
}

/** Counts one class of the ledger: those that surely belong to it, those that perhaps do, and the first few of either side. */
export class LedgerCount {
  readonly what: LedgerClass;
  readonly wanted: CountDemand;
  readonly #within: FirstFew;
  readonly #outside: FirstFew;
  #sure = 0;
  #perhaps = 0;

  constructor(what: LedgerClass, wanted: CountDemand, maxShown: number) {
    this.what = what;
    this.wanted = wanted;
    this.#within = new FirstFew(maxShown);
    this.#outside = new FirstFew(maxShown);
  }

  add(fate: Fate, belongs: InStore): void {
    if (belongs === 'yes') {
      this.#sure += 1;
      this.#within.add(fate);
    } else if (belongs === 'perhaps') this.#perhaps += 1;
    else this.#outside.add(fate);
  }

  /** Surely in this class. */
  get sure(): number {
    return this.#sure;
  }

  /** More than there may be, whatever still comes. */
  get exceeded(): boolean {
    return this.wanted.max !== null && this.#sure > this.wanted.max;
  }

  /** @param underWay so many more may belong to it */
  holds(underWay: number): InStore {
    const { min, max } = this.wanted;
    const most = this.#sure + this.#perhaps + underWay;
    if (meets(this.#sure, this.wanted) && meets(most, this.wanted)) return 'yes';
    return most < min || (max !== null && this.#sure > max) ? 'no' : 'perhaps';
  }

  /** `3 to 12 gone`: what can be said of the number. */
  rangeText(underWay: number): string {
    const most = this.#sure + this.#perhaps + underWay;
    return `${most === this.#sure ? most : `${this.#sure} to ${most}`} ${this.what}`;
  }

  /** Too many: the first of them are named. Too few that are well: the first of the others are. */
  failure(underWay: number): Failure {
    const tooFew = !this.exceeded;
    const others = tooFew && (this.what === 'stored' || this.what === 'answered');
    return {
      kind: 'ledger',
      what: this.what,
      wanted: this.wanted,
      counted: this.#sure,
      perhaps: this.#perhaps + underWay,
      of: others ? 'others' : 'counted',
      named: others ? this.#outside.fates : this.#within.fates,
      count: others ? this.#outside.count : this.#sure,
    };
  }
}

/** Those with the lowest numbers, for fates do not come in the order of their numbers. */
class FirstFew {
  readonly #max: number;
  readonly #fates: Fate[] = [];
  #count = 0;

  constructor(max: number) {
    this.#max = max;
  }

  add(fate: Fate): void {
    this.#count += 1;
    if (this.#fates.length === this.#max && fate.number > (this.#fates.at(-1)?.number ?? 0)) return;
    const index = this.#fates.findIndex(({ number }) => number > fate.number);
    this.#fates.splice(index === -1 ? this.#fates.length : index, 0, fate);
    if (this.#fates.length > this.#max) this.#fates.pop();
  }

  get fates(): readonly Fate[] {
    return [...this.#fates];
  }

  get count(): number {
    return this.#count;
  }
}
