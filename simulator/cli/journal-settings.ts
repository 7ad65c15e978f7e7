import { basename, join } from 'node:path';
import { parseDurationMs } from '../../receiver/document/duration.ts';
import { harmless } from '../../receiver/document/harmless.ts';
import { parseSize } from '../../receiver/document/size.ts';
import type { DiskJournalOptions } from '../../receiver/journal/disk/disk-journal-options.ts';
import type { FolderReading } from '../../receiver/journal/disk/read-folder.ts';
import type { Journal } from '../../receiver/journal/journal.ts';
import { count, numberText } from '../report/numbers.ts';
import type { Style } from '../report/style.ts';
import type { JournalArguments } from './journal-options.ts';

/** Undefined where no journal on disk is asked for; or what is wrong. */
export function journalSettingsOf(
  args: JournalArguments,
): DiskJournalOptions | undefined | { readonly wrong: string } {
  const { journal, durability, 'journal-max-size': size, 'journal-max-age': age } = args;
  if (journal === undefined) {
    const about = (['durability', 'journal-max-size', 'journal-max-age'] as const).find(
      (name) => args[name] !== undefined,
    );
    return about === undefined
      ? undefined
      : { wrong: `--${about} is about a journal on disk: name its folder with --journal DIR` };
  }
  if (journal.trim() === '')
    return { wrong: '--journal is empty: expected a folder, such as --journal received' };
  const bytes = size === undefined ? undefined : parseSize(size);
  if (bytes === null || bytes === 0)
    return { wrong: `--journal-max-size ${size}: expected a size such as 500MB or 2GiB` };
  const ageMs = age === undefined ? undefined : parseDurationMs(age);
  if (ageMs === null || ageMs === 0)
    return { wrong: `--journal-max-age ${age}: expected a duration such as 12h or 7d` };
  return {
    folder: journal,
    ...(durability === undefined ? {} : { durability }),
    retention: { ...(bytes === undefined ? {} : { bytes }), ...(ageMs === undefined ? {} : { ageMs }) },
  };
}

/** What a folder held when it was opened, for people; a line each. */
export function journalText(
  { folder, size, nextNumber, startNumber, gaps, torn, remarks }: Journal,
  style: Style,
): string {
  const before =
    nextNumber === startNumber
      ? ''
      : `, after ${numberText(size)} ${size === 1 ? 'record' : 'records'} from before`;
  const lines = [`journal in ${style.accent(folder!)}${before}`];
  if (torn !== null) {
    const where = `${torn.file} is torn at byte ${torn.offset}, after ${torn.bytes} bytes`;
    lines.push(`${style.warning('torn')} the last line of ${where}: its request had no answer yet`);
  }
  for (const remark of remarks) lines.push(`${style.warning('note')} ${harmless(remark)}`);
  for (const { first, last, reason } of gaps) {
    lines.push(`${style.warning('gap')} ${numbersText(first, last)}: ${reason}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Files that are listed one by one. */
const MOST_FILES = 40;

/** What the files of a journal hold, for people; a line each. */
export function filesText(
  { folder, segments, gaps, startNumber, nextNumber, usedBy }: FolderReading,
  style: Style,
): string {
  const bytes = segments.reduce((sum, each) => sum + each.bytes, 0);
  const records = nextNumber - startNumber - gaps.records;
  const use = usedBy === null ? '' : `; in use by process ${usedBy}`;
  const files = `${count(records, 'record')} in ${count(segments.length, 'file')}, ${numberText(bytes)} bytes`;
  const rows = segments.slice(-MOST_FILES).map(({ path, records: held, first, last }) => {
    const numbers = held === 0 ? '' : `  ${numbersText(first, last)}`;
    return `  ${basename(path).padEnd(22)}  ${count(held, 'record').padStart(15)}${numbers}`;
  });
  const more = segments.length - rows.length;
  return [
    `journal in ${style.accent(harmless(folder))}: ${files}${use}`,
    ...(more > 0 ? [`  ${numberText(more)} earlier files`] : []),
    ...rows,
    '',
  ].join('\n');
}

/** `#4`, or `#4 to #9`. */
export function numbersText(first: number, last: number): string {
  return first === last ? `#${first}` : `#${first} to #${last}`;
}

/** A folder of its own for each scenario of a run, named after its file; those of one name are numbered. */
export function scenarioFolders(folder: string, files: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const name = basename(file).replace(/\.ya?ml$/i, '');
    let own = name;
    for (let count = 2; taken.has(own); count += 1) own = `${name}-${count}`;
    taken.add(own);
    return join(folder, own);
  });
}
