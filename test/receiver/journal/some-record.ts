import type { Journal, JournalPage, JournalRange } from '../../../receiver/journal/journal.ts';
import { Received, RecentContents, type RecordFacts } from '../../../receiver/journal/received.ts';

/** A record as the receiver makes them. */
export function someRecord(
  number: number,
  body: string | Buffer = '{}',
  more: Partial<RecordFacts> = {},
): Received {
  const bytes = Buffer.from(body);
  return new Received(
    {
      number,
      receivedAtMs: 1_767_225_600_000 + number,
      connection: 1,
      requestOnConnection: number,
      method: 'POST',
      path: '/',
      headers: ['Host', 'x'],
      body: bytes,
      bodyBytes: bytes.length,
      wrongContentType: false,
      flaw: null,
      reply: { status: 200, manner: 'as usual', delayMs: 0, fault: null },
      ...more,
    },
    new RecentContents(),
  );
}

/** Everything that reading back gives: numbers of records, and gaps as `4-6 reason`. */
export async function readBack(
  journal: Journal,
  range?: JournalRange,
): Promise<{ readonly numbers: readonly number[]; readonly gaps: readonly string[] }> {
  const pages = await pagesOf(journal, range);
  return {
    numbers: pages.flatMap(({ records }) => records.map(({ number }) => number)),
    gaps: pages.flatMap(({ gaps }) => gaps.map(({ first, last, reason }) => `${first}-${last} ${reason}`)),
  };
}

/** All pages of a reading. */
export async function pagesOf(journal: Journal, range?: JournalRange): Promise<readonly JournalPage[]> {
  const pages: JournalPage[] = [];
  for await (const page of journal.pages(range)) pages.push(page);
  return pages;
}
