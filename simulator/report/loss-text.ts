// Every notification that was lost, by name: those that belong together in one line.

import type { EventName } from '../../receiver/contract/vocabulary.ts';
import { sinceEpochText } from '../../receiver/document/instant-text.ts';
import { isGone } from '../../receiver/expect/fates.ts';
import type { Fate } from '../../receiver/expect/observation.ts';
import { listText, safeText } from '../../receiver/expect/shown-text.ts';
import type { LossRun } from '../scenario/ledger-account.ts';
import { systemReason } from '../scenario/system-reason.ts';
import type { Style } from './style.ts';
import { hanging, widthOf } from './width.ts';

/** Runs of several groups that were lost side by side. */
interface LossLine {
  readonly first: Fate;
  readonly groups: Set<string>;
  lastNumber: number;
  lastMs: number;
  count: number;
  alike: boolean;
}

const MOST_GROUPS = 3;
const LONGEST_DETAIL = 160;
/** From here on lines stand in columns. */
const WIDE = 80;
const WIDEST_SUBJECT = 40;

/** The lines, first number first, and after `most` of them how many notifications are left. */
export function lossLines(
  runs: readonly LossRun[],
  {
    most,
    leftOut,
    columns,
    style,
  }: { readonly most: number; readonly leftOut: number; readonly columns: number; readonly style: Style },
): string[] {
  const all = sideBySide(runs);
  const shown = all.slice(0, most);
  const numbers = shown.map(numbersText);
  const subjects = shown.map(subjectText);
  const times = shown.map(timeText);
  const inColumns = columns >= WIDE;
  const padded = (texts: readonly string[], index: number, widest = Number.POSITIVE_INFINITY): string => {
    const text = texts[index]!;
    const width = Math.min(widest, Math.max(...texts.map(widthOf)));
    return inColumns ? text + ' '.repeat(Math.max(0, width - widthOf(text))) : text;
  };
  const lines = shown.flatMap((line, index) =>
    hanging(
      `   ${paintOf(line, style)(padded(numbers, index))}  `,
      `${padded(subjects, index, WIDEST_SUBJECT)}  ${padded(times, index)}  ${reasonText(line)}`,
      columns,
    ),
  );
  const rest = all.slice(most).reduce((sum, line) => sum + line.count, leftOut);
  if (rest === 0) return lines;
  const how = shown.length < all.length ? ': --verbose names them' : '';
  return [...lines, `   and ${rest.toLocaleString('en-US')} more${how}`];
}

function paintOf({ first: { fate } }: LossLine, style: Style): (text: string) => string {
  return isGone(fate) ? style.error : style.warning;
}

/** Joins runs of different groups of one event, one end and one reason, where one begins before the other is over. */
function sideBySide(runs: readonly LossRun[]): readonly LossLine[] {
  const lines: LossLine[] = [];
  const latest = new Map<string, LossLine>();
  for (const { first, last, count, alike } of runs) {
    const key = [first.event, first.fate, first.where].join('\n');
    const line = latest.get(key);
    if (
      line !== undefined &&
      first.number <= line.lastNumber + 1 &&
      !line.groups.has(first.group) &&
      line.first.detail === first.detail
    ) {
      line.groups.add(first.group);
      line.lastNumber = Math.max(line.lastNumber, last.number);
      line.lastMs = Math.max(line.lastMs, last.atMs);
      line.count += count;
      line.alike &&= alike;
      continue;
    }
    const fresh: LossLine = {
      first,
      groups: new Set([first.group]),
      lastNumber: last.number,
      lastMs: last.atMs,
      count,
      alike,
    };
    lines.push(fresh);
    latest.set(key, fresh);
  }
  return lines;
}

/** `#120-#131`; `12 of #120-#143` where others came in between. */
function numbersText({ first, lastNumber, count }: LossLine): string {
  if (count === 1) return `#${first.number}`;
  const range = `#${first.number}-#${lastNumber}`;
  return lastNumber - first.number + 1 === count ? range : `${count} of ${range}`;
}

function subjectText({ first: { event }, groups }: LossLine): string {
  return `${event} of ${groupsText([...groups])}`;
}

/** `spring`, `spring and summer`, `300 groups`. */
export function groupsText(groups: readonly string[]): string {
  if (groups.length > MOST_GROUPS) return `${groups.length} groups`;
  return listText(groups.map((group) => safeText(group)));
}

function timeText({ first, lastMs }: LossLine): string {
  const from = instantText(first.atMs);
  const until = instantText(lastMs);
  return from === until ? from : `${from}-${until}`;
}

/** `00:20:00`; with milliseconds only where there are any. */
export function instantText(atMs: number): string {
  return sinceEpochText(atMs).replace(/\.000$/, '');
}

/** `"started" at 00:20:00`. */
export function eventAtText({ event, atMs }: { readonly event: EventName; readonly atMs: number }): string {
  return `"${event}" at ${instantText(atMs)}`;
}

/** `refused (network: refuse)`; of several that differ in detail the first. */
function reasonText({ first, alike }: LossLine): string {
  const { fate, where, detail } = first;
  const said = safeText(systemReason(detail), LONGEST_DETAIL);
  const why = said === '' || alike ? said : `such as ${said}`;
  const whose = where === null || where === 'sender' ? '' : where;
  const parts = [whose, why].filter((part) => part !== '');
  return parts.length === 0 ? fate : `${fate} (${parts.join(': ')})`;
}
