import { durationText } from '../document/duration.ts';
import type { ReceivedRecord } from '../journal/record.ts';
import type { HostTime } from '../wall-clock.ts';
import type { Filter } from './filter.ts';
import type { GapMessage, WaitMessage } from './messages.ts';
import type { Register } from './register.ts';

/** What a wait is for; times are real milliseconds. */
export type WaitDemand =
  /** Until so many records fit, those included that came before. */
  | { readonly kind: 'count'; readonly count: number; readonly withinMs: number }
  /** Until none that fits has come for so long. */
  | { readonly kind: 'quiet'; readonly quietMs: number; readonly withinMs: number }
  /** That none that fits comes for so long. */
  | { readonly kind: 'none'; readonly withinMs: number };

/** Records that are told at the end. */
const MOST_TOLD = 100;

export interface WaitSurroundings {
  readonly register: Register;
  readonly filter: Filter;
  readonly time: HostTime;
  readonly gone: AbortSignal;
}

/**
 * Waits without asking again and again: whatever comes is put to the wait at the moment of its arrival, and the wait ends in that
 * very moment. Resolves as well when nobody waits for the answer any more.
 */
export function waitFor(
  demand: WaitDemand,
  { register, filter, time, gone }: WaitSurroundings,
): Promise<WaitMessage> {
  const startedMs = time.nowMs();
  const lastAtStart = register.last;
  const fromNow = filter.after === null && demand.kind !== 'count';
  const first = fromNow ? lastAtStart + 1 : (filter.after ?? 0) + 1;
  let fitting: ReceivedRecord[] = [];
  let count = 0;
  let loss: GapMessage | null = null;

  return new Promise((resolve, reject) => {
    let over = false;
    let cancelQuiet: (() => void) | null = null;

    const unsubscribe = register.subscribe({
      onRecord: take,
      onLoss: (gap) => {
        loss ??= gap;
        if (demand.kind === 'quiet') awaitQuiet(demand.quietMs);
      },
      onReset: () => {
        fitting = [];
        count = 0;
      },
    });
    let readingBack = false;
    let overdue = false;
    const cancelDeadline = time.after(demand.withinMs, () => {
      // What came before counts, however long it takes to read.
      if (readingBack) overdue = true;
      else finish(demand.kind === 'none');
    });
    const leave = (): void => finish(false);
    gone.addEventListener('abort', leave, { once: true });
    if (demand.kind === 'quiet') awaitQuiet(demand.quietMs);
    if (gone.aborted) finish(false);
    else if (first <= lastAtStart) readBack().catch(reject);

    function awaitQuiet(quietMs: number): void {
      cancelQuiet?.();
      if (!over) cancelQuiet = time.after(quietMs, () => finish(true));
    }

    function take(record: ReceivedRecord): void {
      if (over || record.number < first) return;
      if (filter.before !== null && record.number >= filter.before) return;
      if (!filter.fits(record)) return;
      count += 1;
      // The last ones in the order of their numbers, whether they were read back or have just come.
      fitting.push(record);
      if (fitting.length > 2 * MOST_TOLD) fitting = lastOf(fitting);
      if (demand.kind === 'quiet') awaitQuiet(demand.quietMs);
      if (demand.kind === 'none') finish(false);
      if (demand.kind === 'count' && count >= demand.count) finish(true);
    }

    async function readBack(): Promise<void> {
      readingBack = true;
      for await (const { records } of register.pages({ from: first, to: lastAtStart })) {
        for (const record of records) take(record);
        if (over) return;
      }
      readingBack = false;
      if (overdue) finish(demand.kind === 'none');
    }

    function finish(met: boolean): void {
      if (over) return;
      over = true;
      unsubscribe();
      cancelDeadline();
      cancelQuiet?.();
      gone.removeEventListener('abort', leave);
      const gap = register.gapFrom(first) ?? loss;
      // A gap can hide what was waited for, and what must not come.
      const certain = demand.kind === 'none' ? !met || gap === null : met || gap === null;
      resolve({
        outcome: certain ? (met ? 'met' : 'not met') : 'inconclusive',
        summary: summaryOf(demand, met, count),
        count,
        records: lastOf(fitting).map((record) => register.summary(record)),
        waitedMs: Math.max(0, time.nowMs() - startedMs),
        gap,
      });
    }
  });
}

function lastOf(records: readonly ReceivedRecord[]): ReceivedRecord[] {
  return [...records].sort((a, b) => a.number - b.number).slice(-MOST_TOLD);
}

function summaryOf(demand: WaitDemand, met: boolean, count: number): string {
  switch (demand.kind) {
    case 'count':
      return `${count} of ${demand.count} came${met ? '' : ` within ${durationText(demand.withinMs)}`}`;
    case 'quiet':
      return met
        ? `quiet for ${durationText(demand.quietMs)}`
        : `not quiet for ${durationText(demand.quietMs)} within ${durationText(demand.withinMs)}`;
    case 'none':
      return met ? `none came within ${durationText(demand.withinMs)}` : 'one came';
  }
}
