import type { Desk } from '../desk.ts';
import type { GapMessage, SnapshotMessage, StatusMessage } from '../messages.ts';
import { json, type Operation } from '../operation.ts';

/** Records that a snapshot brings along. */
const SNAPSHOT_RECORDS = 200;
const SNAPSHOT_EVENTS = 32;

/** What the receiver is and has seen: status, snapshot, reset. */
export function overviewOperations(desk: Desk): readonly Operation[] {
  const { register } = desk;
  return [
    {
      id: 'getStatus',
      method: 'GET',
      path: '/status',
      summary: 'What the receiver is and has seen',
      parameters: [],
      body: null,
      answers: { 200: { about: 'Counts, journal, gaps, and the replies in force.', schema: 'Status' } },
      errors: [],
      handle: () => json(statusOf(desk)),
    },
    {
      id: 'getSnapshot',
      method: 'GET',
      path: '/snapshot',
      summary: 'Status, groups and the last records, of one instant',
      description:
        'What a page needs to begin with; after a start on a large journal it waits until all of it is read. `/stream?after=N`, with the `last` of the snapshot, goes on from there.',
      parameters: [],
      body: null,
      answers: { 200: { about: 'All of one instant.', schema: 'Snapshot' } },
      errors: [],
      handle: async () => {
        await register.ready();
        const last = register.last;
        const records: SnapshotMessage['records'][number][] = [];
        for await (const page of register.pages({ to: last, order: 'desc' })) {
          for (const record of page.records) {
            if (records.length < SNAPSHOT_RECORDS) records.push(register.summary(record));
          }
          if (records.length >= SNAPSHOT_RECORDS) break;
        }
        const snapshot: SnapshotMessage = {
          status: statusOf(desk),
          groups: register.groups.message(SNAPSHOT_EVENTS),
          records,
          last,
        };
        return json(snapshot);
      },
    },
    {
      id: 'reset',
      method: 'POST',
      path: '/reset',
      summary: 'Put everything that came so far out of sight',
      description:
        'Lists, counts, waits, verdicts and groups begin anew, and durations such as `from=2m50s` count from now. Numbers go on. Files of a journal on disk keep what they have; the replies in force stay.',
      parameters: [],
      body: null,
      answers: { 200: { about: 'The number up to which records are out of sight.', schema: 'Reset' } },
      errors: [],
      handle: () => json(register.reset()),
    },
  ];
}

function statusOf({ receiver, register, replies, nowMs, startedAtMs }: Desk): StatusMessage {
  const { contract, journal } = register;
  const since = register.counts();
  const counts = receiver.counts();
  const { gaps } = journal;
  return {
    contract: { title: contract.title, release: contract.release.name },
    receiver: { url: receiver.url, listening: receiver.listening },
    startedAtMs,
    originMs: register.originMs,
    nowMs: nowMs(),
    counts: {
      requests: counts.requests,
      recorded: counts.recorded,
      notRecorded: counts.notRecorded,
      sinceReset: since.count,
      readUpTo: since.upTo,
      otherRequests: since.otherRequests,
      problems: since.problems,
      events: since.events,
      refusedByParser: counts.refusedByParser,
      refusals: Object.fromEntries(counts.refusals),
      connections: counts.connections,
      openConnections: counts.openConnections,
      troubles: counts.troubles,
    },
    journal: {
      folder: journal.folder,
      first: journal.size === 0 ? null : firstKept(journal.startNumber, gaps),
      last: journal.size === 0 ? null : lastKept(journal.lastNumber, gaps),
      kept: journal.size,
      bytes: journal.bytes,
      gaps: gaps.slice(0, MOST_GAPS),
    },
    replies: replies.message(),
  };
}

/** Gaps that are told one by one. */
const MOST_GAPS = 1_000;

function firstKept(start: number, gaps: readonly GapMessage[]): number {
  let first = start;
  for (const gap of gaps) if (gap.first <= first) first = gap.last + 1;
  return first;
}

function lastKept(end: number, gaps: readonly GapMessage[]): number {
  let last = end;
  for (const gap of [...gaps].reverse()) if (gap.last >= last) last = gap.first - 1;
  return last;
}
