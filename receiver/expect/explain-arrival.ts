import { sinceEpochText } from '../document/instant-text.ts';
import { type Emphasis, PLAIN } from '../document/show-diagnostic.ts';
import { conditionText, valueText } from './demand-text.ts';
import { spacedDuration } from './duration-text.ts';
import type { Difference, FieldMiss, NearMiss } from './failure.ts';
import { isUnsearched } from './match.ts';
import type { Arrival, Fate, Sent } from './observation.ts';
import { outcomeText } from './sent-class.ts';
import { countWord, listText, safeText } from './shown-text.ts';

/** What stands before the text of a line: `nearest `; the lines that belong to it are indented as far. */
const LABEL_WIDTH = 8;
/** As wide as a label. */
export const INDENT = ' '.repeat(LABEL_WIDTH);
const MAX_ROWS = 12;
/** What is expected in more words than this gets a line of its own. */
const MAX_EXPECTED = 40;
/** Received texts and file names stay within a line or two. */
const MAX_DETAIL = 120;

/** A line that begins with a label, `nearest #14, …`. */
export function labelled(label: string, text: string, emphasis: Emphasis = PLAIN): string {
  return `${emphasis.faint(label.padEnd(LABEL_WIDTH))}${text}`;
}

/** `dial mode changed of spring`. */
function subjectText(event: string | null, group: string | null): string {
  return `${event ?? 'an unknown event'} of ${group === null ? 'an unknown group' : safeText(group)}`;
}

/** `#14, posted 00:02:00.000, dial mode changed of spring`. */
export function arrivalText({ record, atMs, event, group }: Arrival): string {
  return `#${record.number}, posted ${sinceEpochText(atMs)}, ${subjectText(event, group)}`;
}

/** `notification 7, due 00:01:10.000, periodic of spring: answered 503`. */
export function sentText(sent: Sent): string {
  const { number, atMs, event, group, detail } = sent;
  const why = detail === '' ? '' : ` (${safeText(detail, MAX_DETAIL)})`;
  return `notification ${number}, due ${sinceEpochText(atMs)}, ${subjectText(event, group)}: ${outcomeText(sent)}${why}`;
}

/** `notification 7, due 00:01:10.000, periodic of spring: refused, lost by the network (refuse)`. */
export function fateText({ number, atMs, event, group, fate, where, detail }: Fate): string {
  const lost = where === null || where === 'sender' ? '' : `, lost by the ${where}`;
  const why = detail === '' ? '' : ` (${safeText(detail, MAX_DETAIL)})`;
  return `notification ${number}, due ${sinceEpochText(atMs)}, ${subjectText(event, group)}: ${fate}${lost}${why}`;
}

/** Why a body could not be judged. */
export function bodyProblemText({ record: { content } }: Arrival): string {
  if (content.kind !== 'unusable') return 'no JSON object';
  const detail = content.detail === '' ? '' : `: ${safeText(content.detail, MAX_DETAIL)}`;
  return `${content.problem}${detail}`;
}

interface Row {
  readonly name: string;
  readonly expected: string;
  readonly got: string;
  readonly note: string;
}

function rowOfMiss(miss: FieldMiss): Row {
  if (miss.kind === 'duplicate key')
    return { name: safeText(miss.field), expected: 'once', got: 'more than once', note: '' };
  if (miss.kind === 'contract') {
    const { field, expected, got, mark } = miss.difference;
    // What is documented needs no remark; anything weaker may be the contract's fault.
    const note = mark === null || mark === 'documented' ? '' : mark;
    return { name: safeText(field), expected: safeText(expected, MAX_DETAIL), got: safeText(got), note };
  }
  const { field, row, condition, got } = miss;
  return {
    name: safeText(field),
    expected: conditionText(condition, row),
    got: valueText(got, row),
    note: isUnsearched([miss]) ? 'too long to be searched for a pattern' : '',
  };
}

function rowsOf(difference: Difference): readonly Row[] {
  switch (difference.kind) {
    case 'event':
      return [
        {
          name: 'event',
          expected: listText(difference.expected, 'or'),
          got: difference.got ?? 'unknown',
          note: '',
        },
      ];
    case 'group': {
      const expected = listText(
        difference.expected.map((group) => safeText(group)),
        'or',
      );
      return [
        {
          name: 'group',
          expected,
          got: difference.got === null ? 'unknown' : safeText(difference.got),
          note: '',
        },
      ];
    }
    case 'time': {
      const off = difference.offMs;
      const got =
        off === 0
          ? 'just when it was over'
          : `${spacedDuration(Math.abs(off))} too ${off < 0 ? 'early' : 'late'}`;
      return [{ name: 'time', expected: 'within the window', got, note: '' }];
    }
    case 'fields':
      return difference.misses.map(rowOfMiss);
  }
}

function table(rows: readonly Row[], emphasis: Emphasis): string[] {
  const shown = rows.slice(0, MAX_ROWS);
  const isLong = ({ expected }: Row): boolean => expected.length > MAX_EXPECTED;
  const nameWidth = Math.max(...shown.map(({ name }) => name.length));
  const expectedWidth = Math.max(
    0,
    ...shown.filter((row) => !isLong(row)).map(({ expected }) => expected.length),
  );
  const lines = shown.flatMap((row) => {
    const remark = row.note === '' ? '' : emphasis.faint(`   (${row.note})`);
    const name = row.name.padEnd(nameWidth);
    const got = `got ${emphasis.error(row.got)}${remark}`;
    if (isLong(row))
      return [`${INDENT}${name}   expected ${row.expected}`, `${INDENT}${' '.repeat(nameWidth)}   ${got}`];
    return [`${INDENT}${name}   expected ${row.expected.padEnd(expectedWidth)}   ${got}`];
  });
  const rest = rows.length - shown.length;
  return rest > 0 ? [...lines, `${INDENT}and ${rest} more`] : lines;
}

/** The fields that are not as demanded, aligned, one a line. */
export function missLines(misses: readonly FieldMiss[], emphasis: Emphasis = PLAIN): string[] {
  return table(misses.map(rowOfMiss), emphasis);
}

/** `one field differs`, `two fields differ`. */
export function fieldCountText(misses: readonly FieldMiss[]): string {
  return `${countWord(misses.length)} ${misses.length === 1 ? 'field differs' : 'fields differ'}`;
}

/** `event and two fields differ`. */
function differencesText(differences: readonly Difference[]): string {
  const [only] = differences;
  if (differences.length === 1 && only?.kind === 'fields') return fieldCountText(only.misses);
  const parts = differences.map((difference) => {
    if (difference.kind !== 'fields') return difference.kind;
    const { length } = difference.misses;
    return `${countWord(length)} ${length === 1 ? 'field' : 'fields'}`;
  });
  return `${listText(parts)} ${parts.length === 1 ? 'differs' : 'differ'}`;
}

/** The nearest arrival with all that keeps it from being what was looked for. */
export function nearestLines(near: NearMiss | null, emphasis: Emphasis = PLAIN): string[] {
  if (near === null) return [labelled('nearest', 'none: nothing else arrived', emphasis)];
  const { arrival, differences } = near;
  if (arrival.body === null)
    return [
      labelled('nearest', `${arrivalText(arrival)}: its body cannot be judged`, emphasis),
      labelled('body', bodyProblemText(arrival), emphasis),
    ];
  return [
    labelled('nearest', `${arrivalText(arrival)}: ${differencesText(differences)}`, emphasis),
    ...table(differences.flatMap(rowsOf), emphasis),
  ];
}
