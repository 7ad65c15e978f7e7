// @ts-check
// The verdict so far: how many records are as the contract says. What came before the page did is counted by the server, once;
// what comes while it is open is counted here, so that nothing is counted twice or judged again.
/** @import { GapMessage, RecordSummary, StatusMessage } from '../../control/messages.ts' */
/** @import { Api } from './api.js' */
/** @import { Tally } from './top-bar.js' */

export class TallyBook {
  #api;
  /** @type {number | null} null while the server counts */
  #before = null;
  #since = 0;
  #unjudged = 0;
  /** An answer about what was before a reset is dropped. */
  #turn = 0;

  /** @param {Api} api */
  constructor(api) {
    this.#api = api;
  }

  /** @param {number} last the server counts up to this record, `add` is told of those after it */
  async start(last) {
    this.#turn += 1;
    const turn = this.#turn;
    [this.#before, this.#since, this.#unjudged] = [null, 0, 0];
    const outcome = await this.#api.countDifferent(last);
    if (turn !== this.#turn || outcome.kind === 'trouble') return;
    this.#before = outcome.value.count;
    const { gap } = outcome.value;
    if (gap !== null) this.#unjudged += Math.max(0, Math.min(gap.last, last) - gap.first + 1);
  }

  /** @param {readonly RecordSummary[]} records */
  add(records) {
    for (const { differences } of records) if (differences !== null && differences > 0) this.#since += 1;
  }

  /** @param {GapMessage} gap records that were dropped before they came here */
  addGap({ first, last }) {
    this.#unjudged += last - first + 1;
  }

  /**
   * @param {StatusMessage} status
   * @returns {Tally | null}
   */
  of({ counts }) {
    if (this.#before === null) return null;
    const unusable = Object.values(counts.problems).reduce((sum, count) => sum + count, 0);
    return {
      judged: Math.max(0, counts.sinceReset - counts.otherRequests - this.#unjudged),
      different: this.#before + this.#since,
      unusable,
      unjudged: this.#unjudged,
    };
  }
}
