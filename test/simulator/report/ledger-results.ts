// Results whose ledger is made up: what became of each notification is said by the test, not by a run.

import { FATES, type FateName, type LostWhere } from '../../../receiver/expect/fates.ts';
import type { Fate } from '../../../receiver/expect/observation.ts';
import { Account } from '../../../simulator/harness/account.ts';
import type { LedgerAccount } from '../../../simulator/scenario/ledger-account.ts';
import type { RunResult } from '../../../simulator/scenario/result.ts';
import type { StoreComparison } from '../../../simulator/store/store.ts';

export interface Ending {
  readonly fate: FateName;
  readonly where?: LostWhere;
  readonly status?: number | null;
  readonly detail?: string;
}

export const STORED: Ending = { fate: 'stored', status: 201, detail: '201' };
export const ANSWERED: Ending = { fate: 'answered', status: 201, detail: '201' };
export const REFUSED: Ending = {
  fate: 'refused',
  where: 'network',
  status: null,
  detail: 'refused; connect ECONNREFUSED 127.0.0.1:40001',
};

/** Fates one after another, numbered from 1. */
export class Fates {
  readonly all: Fate[] = [];

  /** `times` of them, one every `everySeconds`. */
  add(
    event: Fate['event'],
    groups: string | readonly string[],
    seconds: number,
    ending: Ending | ((number: number) => Ending),
    { times = 1, everySeconds = 10 }: { readonly times?: number; readonly everySeconds?: number } = {},
  ): this {
    for (let time = 0; time < times; time += 1) {
      for (const group of [groups].flat()) {
        const number = this.all.length + 1;
        const {
          fate,
          where = null,
          status = null,
          detail = '',
        } = typeof ending === 'function' ? ending(number) : ending;
        const outcome =
          fate === 'not attempted'
            ? fate
            : status !== null
              ? 'answered'
              : fate === 'refused'
                ? fate
                : 'timed out';
        const atMs = (seconds + time * everySeconds) * 1_000;
        this.all.push({ kind: 'fate', number, group, event, atMs, outcome, status, fate, where, detail });
      }
    }
    return this;
  }
}

/** The ledger of fates, told in this order. */
export function accountOf(fates: readonly Fate[]): LedgerAccount {
  const account = new Account();
  for (const fate of fates) account.add(fate);
  return account.account;
}

/** The result of a run whose notifications came to these ends. */
export function resultOfFates(
  { all }: Fates,
  {
    store = null,
    receiver = 'target',
  }: { readonly store?: StoreComparison | null; readonly receiver?: 'embedded' | 'target' } = {},
): RunResult {
  const attempted = all.filter(({ outcome }) => outcome !== 'not attempted');
  const outcomes = new Map<string, number>();
  const notAttempted = new Map<string, number>();
  for (const { outcome, status, detail } of all) {
    const word = outcome === 'answered' ? `answered ${status}` : outcome;
    outcomes.set(word, (outcomes.get(word) ?? 0) + 1);
    if (outcome === 'not attempted') notAttempted.set(detail, (notAttempted.get(detail) ?? 0) + 1);
  }
  return {
    name: 'A day in the life',
    file: 'day.yaml',
    status: 'passed',
    reason: null,
    interrupted: false,
    release: '8.1.5-draft',
    contractTitle: 'OCS 8.1.5-draft',
    seed: 7,
    epochMs: Date.UTC(2026, 0, 1),
    clock: { kind: 'virtual', speed: null },
    campaignMs: 3_600_000,
    realMs: 1_234,
    receiver: { kind: receiver, url: 'http://127.0.0.1:9200/states/_doc' },
    timelines: [],
    networkFaults: { spans: [], leftOut: 0 },
    counts: {
      intended: all.length,
      attempted: attempted.length,
      delivered: attempted.filter(({ status }) => status !== null && status < 300).length,
      outcomes,
      recorded: receiver === 'embedded' ? attempted.filter(({ status }) => status !== null).length : null,
      unusable: 0,
      strays: 0,
      bytesOut: 0,
    },
    judged: [],
    stepFailures: [],
    lost: [],
    ledger: accountOf(all),
    store,
    unheard: 0,
    notAttempted,
  };
}

/** What a store holds of fates, with whatever else is odd about it. */
export function comparisonOf({ all }: Fates, odd: Partial<StoreComparison> = {}): StoreComparison {
  const of = (kept: (fate: Fate) => boolean): number => all.filter(kept).length;
  return {
    store: 'index ocs-sim-20260101-000000-a1b2c3 of OpenSearch 2.19.1 at http://127.0.0.1:9200',

    remark: null,
    documents: of(({ fate }) => FATES[fate].stored === 'yes'),
    stored: of(({ fate }) => FATES[fate].stored === 'yes' && fate !== 'altered' && fate !== 'duplicated'),
    missing: of(({ fate }) => fate === 'answered but not stored'),
    altered: of(({ fate }) => fate === 'altered'),
    duplicated: of(({ fate }) => fate === 'duplicated'),
    unexpected: 0,
    unexpectedFirst: [],
    alterations: [],
    drift: [],
    realMs: 420,
    ...odd,
  };
}
