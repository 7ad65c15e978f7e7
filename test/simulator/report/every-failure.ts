import type { Verdict } from '../../../receiver/expect/expectation.ts';
import type { Failure, NearMiss } from '../../../receiver/expect/failure.ts';
import type { Arrival, Fate, Sent } from '../../../receiver/expect/observation.ts';
import type { RunResult } from '../../../simulator/scenario/result.ts';
import { manyFates } from './samples.ts';

type Each = { readonly [Kind in Failure['kind']]: Extract<Failure, { readonly kind: Kind }> };

/** A failure of each kind, about one arrival. */
function everyFailure(arrival: Arrival): Each {
  const [fate] = manyFates(1) as readonly [Fate];
  const { number, group, event, atMs, outcome, status, detail } = fate;
  const sent: Sent = { kind: 'sent', number, group, event, atMs, outcome, status, detail, arrivals: 2 };
  const wanted = { min: 2, max: null };
  const misses: Each['fields']['misses'] = [
    {
      kind: 'demand',
      field: 'GSW_INFO',
      row: null,
      condition: { kind: 'equals', value: 'x' },
      got: undefined,
    },
    {
      kind: 'contract',
      difference: { field: 'GSW_INFO', kind: 'missing', expected: '"x"', got: 'absent', mark: 'assumed' },
    },
    { kind: 'duplicate key', field: 'GSW_INFO' },
  ];
  const nearest: NearMiss = {
    arrival,
    differences: [
      { kind: 'event', expected: ['loaded'], got: null },
      { kind: 'group', expected: ['summer'], got: null },
      { kind: 'time', offMs: -1_000 },
      { kind: 'fields', misses },
    ],
  };
  return {
    fields: { kind: 'fields', arrival, misses },
    'unusable body': { kind: 'unusable body', arrival },
    count: {
      kind: 'count',
      wanted,
      counted: 1,
      group,
      waited: { fromMs: 0, untilMs: 1_000 },
      surplus: null,
      nearest,
    },
    order: {
      kind: 'order',
      group,
      wanted: ['loaded', 'started'],
      matched: 1,
      instead: arrival,
      seen: ['loaded'],
      seenCount: 1,
    },
    interval: {
      kind: 'interval',
      group,
      event: 'periodic',
      problem: 'late',
      since: { atMs: 0, what: 'window' },
      intervalMs: 10_000,
      toleranceMs: 0,
      mayBeEarly: false,
      atMs: 20_000,
      arrival: null,
    },
    'after the end': { kind: 'after the end', group, arrival, end: { event: 'unloaded', atMs: 5 } },
    repeated: { kind: 'repeated', sent },
    stray: { kind: 'stray', arrival },
    tally: { kind: 'tally', what: 'lost', wanted, counted: 1, named: [sent] },
    ledger: {
      kind: 'ledger',
      what: 'gone',
      wanted,
      counted: 1,
      perhaps: 1,
      of: 'counted',
      named: [fate],
      count: 1,
    },
  };
}

/** A result with one expectation more, which failed in every way there is. `result` has an arrival in one of its failures. */
export function failedInEveryWay(result: RunResult): RunResult {
  const arrivals = result.judged.flatMap(({ verdict }) =>
    verdict.failures.flatMap((failure) => (failure.kind === 'fields' ? [failure.arrival] : [])),
  );
  const failures = Object.values(everyFailure(arrivals[0]!));
  const verdict: Verdict = {
    title: 'everything at once',
    status: 'failed',
    judged: 12,
    summary: '0 of 12',
    failures,
    failureCount: failures.length + 3,
    nearest: null,
    restsOn: 'receiver',
  };
  return { ...result, judged: [...result.judged, { place: result.judged[0]!.place, verdict }] };
}
