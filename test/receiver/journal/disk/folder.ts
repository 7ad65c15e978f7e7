import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type {
  DiskJournalOptions,
  DiskJournalSurroundings,
} from '../../../../receiver/journal/disk/disk-journal-options.ts';
import { openDiskJournal } from '../../../../receiver/journal/disk/open-disk-journal.ts';
import type { Journal } from '../../../../receiver/journal/journal.ts';
import { someRecord } from '../some-record.ts';

/** An empty folder that goes when the test is over. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A journal with turns that end when the test says so. */
export interface OpenedJournal {
  readonly journal: Journal;
  /** Ends the turn: what was appended in it is written. */
  readonly endTurn: () => void;
}

/** Opens a folder; a test that cannot have it fails. */
export async function opened(
  folder: string,
  options: Partial<DiskJournalOptions> = {},
  surroundings: Partial<DiskJournalSurroundings> = {},
): Promise<OpenedJournal> {
  let due: (() => void)[] = [];
  const journal = await openDiskJournal(
    { folder, ...options },
    { afterThisTurn: (action) => void due.push(action), ...surroundings },
  );
  if ('kind' in journal) throw new Error(journal.message);
  return {
    journal,
    endTurn: () => {
      const actions = due;
      due = [];
      for (const action of actions) action();
    },
  };
}

/** Opens a folder, appends so many records in turns of so many, and closes it. */
export async function filled(
  folder: string,
  count: number,
  options: Partial<DiskJournalOptions> & { readonly perTurn?: number; readonly body?: string } = {},
): Promise<void> {
  const { perTurn = 3, body = '{}' } = options;
  const { journal, endTurn } = await opened(folder, options);
  for (let i = 1; i <= count; i += 1) {
    journal.append(someRecord(journal.nextNumber, body));
    if (i % perTurn === 0) endTurn();
  }
  await journal.close();
}

/** The files of a journal by name. */
export function files(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .sort();
}

/** The lines of a journal's files, as any tool would read them. */
export function lines(folder: string): readonly Readonly<Record<string, unknown>>[] {
  return files(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  );
}
