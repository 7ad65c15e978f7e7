import type { Fate } from '../../../receiver/expect/observation.ts';
import { Account } from '../../../simulator/harness/account.ts';
import type { RunResult } from '../../../simulator/scenario/result.ts';
import type { StoreComparison } from '../../../simulator/store/store.ts';

/** What a store was found to hold that did nearly everything wrong. */
export const ODD_STORE: StoreComparison = {
  store: 'index states-1 of OpenSearch 2.19.1 at http://127.0.0.1:9200',

  remark: "states-1 existed before the run: its own mapping holds, the contract's was not applied",
  documents: 12,
  stored: 7,
  missing: 2,
  altered: 2,
  duplicated: 1,
  unexpected: 1,
  unexpectedFirst: [{ id: 'a1', body: { GSW_INFO: 'nobody sent me' } }],
  alterations: [
    {
      path: '$.GSW_CALLING_LISTS[*].GSW_STAT_HIT_RATIO',
      kind: 'number became text',
      times: 2,
      first: {
        number: 3,
        path: '$.GSW_CALLING_LISTS[0].GSW_STAT_HIT_RATIO',
        kind: 'number became text',
        sent: 0.31,
        stored: '0.31',
      },
    },
    {
      path: '$.GSW_INFO',
      kind: 'missing',
      times: 1,
      first: { number: 4, path: '$.GSW_INFO', kind: 'missing', sent: 'x', stored: undefined },
    },
  ],
  drift: [
    {
      field: 'GSW_STAT_BUSY_FACTOR',
      wanted: 'double',
      found: 'long',
      consequence: 'fractions are cut off in searches and sums: 0.85 counts as 0',
    },
  ],
  realMs: 12.4,
};

const FATES = ['rejected', 'timed out', 'reset but stored', 'refused', 'altered'] as const;

/** Notable notifications, so many, as a long run in trouble leaves them. */
export function manyFates(count: number, groups = 40): readonly Fate[] {
  return Array.from({ length: count }, (_, index): Fate => {
    const fate = FATES[index % FATES.length]!;
    return {
      kind: 'fate',
      number: index + 1,
      group: `spring ${(index % groups) + 1}`,
      event: 'periodic',
      atMs: index * 10_000,
      outcome: fate === 'rejected' ? 'answered' : 'timed out',
      status: fate === 'rejected' ? 503 : null,
      fate,
      where: fate === 'rejected' ? 'target' : 'network',
      detail: `503: the queue is full, try again later; request ${index}`,
    };
  });
}

/** A result in which those notifications came to those ends. */
export function withFates(result: RunResult, fates: readonly Fate[]): RunResult {
  const account = new Account();
  for (const fate of fates) account.add(fate);
  const { counts } = result;
  return {
    ...result,
    ledger: account.account,
    counts: { ...counts, intended: fates.length, attempted: fates.length, delivered: 0 },
  };
}

/** Names as nobody should choose them, and as somebody will. */
export const HOSTILE_NAMES = [
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "'; DROP TABLE groups; --",
  ']]> &amp; <!-- &#0; %0A::error::x',
  'a\u0000b\u0007c\u001b[31md\u009be',
  'right \u202eot left\u2066 isolated',
  'half \ud83d and half \udc00 and none \ufffe\uffff',
  '| a | table | `code` **bold** [link](http://x) @someone #1 <details>',
  '::set-output name=x::y\r\n::error::z',
  'Zürich 東京 🙂 עברית',
  '  ',
];

/** The same run with such a name for the scenario, its file, its groups, expectations and whatever was said of it. */
export function hostile(result: RunResult, name: string): RunResult {
  return {
    ...result,
    name,
    file: `${name}.yaml`,
    timelines: result.timelines.map((timeline) => ({ ...timeline, label: name })),
    judged: result.judged.map(({ place, verdict }) => ({
      place: { ...place, source: { ...place.source, name } },
      verdict: { ...verdict, title: name, summary: name },
    })),
    stepFailures: result.stepFailures.map((failure) => ({ ...failure, title: name, lines: [name, name] })),
    ledger: {
      ...result.ledger,
      notable: manyFates(3).map((fate) => ({ ...fate, group: name, detail: name })),
    },
    notAttempted: new Map([[name, 1]]),
    receiver: { kind: 'target', url: name },
    store: { ...ODD_STORE, store: name, unexpectedFirst: [{ id: name, body: { [name]: name } }] },
  };
}
