import { isGone } from '../../receiver/expect/fates.ts';
import type { Fate } from '../../receiver/expect/observation.ts';
import type { LossRun } from '../scenario/ledger-account.ts';
import { systemReason } from '../scenario/system-reason.ts';

/** So many runs are kept. */
const MOST_RUNS = 10_000;
/** Of a reason. */
const MOST_COMPARED = 300;

interface OpenRun {
  readonly first: Fate;
  readonly reason: string;
  last: Fate;
  count: number;
  alike: boolean;
}

/** Folds losses that belong together; see LossRun. Is told of every notification, in the order of their numbers. */
export class LossRuns {
  readonly #runs: OpenRun[] = [];
  readonly #open = new Map<string, OpenRun>();
  #leftOut = 0;

  add(fate: Fate): void {
    const { group } = fate;
    if (!isGone(fate.fate) && fate.fate !== 'unanswered') {
      this.#open.delete(group);
      return;
    }
    const open = this.#open.get(group);
    const reason = reasonShape(fate);
    if (open !== undefined && open.reason === reason) {
      open.last = fate;
      open.count += 1;
      open.alike &&= fate.detail === open.first.detail;
      return;
    }
    if (this.#runs.length === MOST_RUNS) {
      this.#open.delete(group);
      this.#leftOut += 1;
      return;
    }
    const run: OpenRun = { first: fate, reason, last: fate, count: 1, alike: true };
    this.#runs.push(run);
    this.#open.set(group, run);
  }

  get runs(): readonly LossRun[] {
    return this.#runs.map(({ first, last, count, alike }) => ({ first, last, count, alike }));
  }

  get leftOut(): number {
    return this.#leftOut;
  }
}

/** What losses of one reason have in common: names, numbers and quoted values in a system's words differ from one to the next. */
function reasonShape({ event, fate, where, detail }: Fate): string {
  const words = systemReason(detail)
    .slice(0, MOST_COMPARED)
    .replace(/'[^']*'|"[^"]*"/g, '""')
    .replace(/[\w-]*\d[\w.-]*/g, '0');
  return [event, fate, where, words].join('\n');
}
