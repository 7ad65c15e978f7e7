// The sender's books in the words that expectations are fed.

import { parseJson } from '../../receiver/document/exact-number.ts';
import type { Observation } from '../../receiver/expect/observation.ts';
import type { ReceivedRecord } from '../../receiver/journal/record.ts';
import type { LedgerEntry } from '../sender/ledger.ts';

/** @param arrivals how often its body arrived; null where nobody can know */
export function sentOf(entry: LedgerEntry, arrivals: number | null): Observation {
  const { number, group, event, atMs, outcome, notAttempted } = entry;
  return {
    kind: 'sent',
    number,
    group,
    event,
    atMs,
    outcome: notAttempted === null ? outcome!.kind : 'not attempted',
    status: outcome?.status ?? null,
    detail: notAttempted ?? outcome?.detail ?? '',
    arrivals,
  };
}

/** What an external system must have received, since it answered. */
export function recordOf(entry: LedgerEntry, number: number, receivedAtMs: number): ReceivedRecord {
  const body = Buffer.from(entry.body!);
  return {
    number,
    receivedAtMs,
    connection: 0,
    requestOnConnection: 0,
    method: 'POST',
    path: entry.uri!,
    headers: [],
    body,
    bodyBytes: body.length,
    wrongContentType: false,
    content: { kind: 'object', value: parseJson(entry.body!) as never, duplicateKeys: [] },
    reply: { status: entry.outcome!.status, manner: 'as the target answered', delayMs: 0, fault: null },
  };
}
