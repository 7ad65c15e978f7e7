// What was found in the target's store, beside what was sent to it.

import { safeText, shownValue } from '../../receiver/expect/shown-text.ts';
import type { Drift, StoreComparison } from '../store/store.ts';
import { count, numberText, secondsText } from './numbers.ts';
import type { Style } from './style.ts';
import { hanging, widthOf } from './width.ts';

const MOST_ALTERATIONS = 10;
const MOST_DRIFT = 8;
const MOST_UNEXPECTED = 3;
const LONGEST_NAME = 200;
const LONGEST_REMARK = 400;
const LONGEST_VALUE = 60;

/** One line where everything is there as it was sent, else what is not, and why. */
export function storeLines(
  store: StoreComparison,
  { columns, style, all }: { readonly columns: number; readonly style: Style; readonly all: boolean },
): string[] {
  const most = (usual: number): number => (all ? Number.POSITIVE_INFINITY : usual);
  return [
    '',
    ...hanging(
      `   ${style.accent('store')}  `,
      `${safeText(store.store, LONGEST_NAME)}: ${foundText(store, style)}, in ${secondsText(store.realMs)}`,
      columns,
    ),
    ...(store.remark === null
      ? []
      : hanging(`   ${style.warning('note')}   `, safeText(store.remark, LONGEST_REMARK), columns)),
    ...alterationLines(store, most(MOST_ALTERATIONS), columns, style),
    ...unexpectedLines(store, columns, style),
    ...driftLines(store.drift, most(MOST_DRIFT), columns, style),
  ];
}

function foundText(
  { documents, stored, missing, altered, duplicated, unexpected }: StoreComparison,
  style: Style,
): string {
  const read = `${count(documents, 'document')} read back`;
  const odd = [
    ...(missing > 0 ? [style.error(`${numberText(missing)} missing`)] : []),
    ...(altered > 0 ? [style.warning(`${numberText(altered)} altered`)] : []),
    ...(duplicated > 0 ? [style.warning(`${numberText(duplicated)} more than once`)] : []),
    ...(unexpected > 0 ? [style.warning(`${numberText(unexpected)} that nobody sent`)] : []),
  ];
  if (odd.length === 0) return documents === 0 ? read : `${read}, all as they were sent`;
  return `${read}, ${[`${numberText(stored)} as sent`, ...odd].join(', ')}`;
}

function alterationLines(
  { alterations }: StoreComparison,
  most: number,
  columns: number,
  style: Style,
): string[] {
  const shown = alterations.slice(0, most);
  const figures = shown.map(({ times }) => `${numberText(times)}x`);
  const width = Math.max(...figures.map(widthOf));
  const lines = shown.flatMap(({ path, kind, first: { number, sent, stored } }, index) =>
    hanging(
      `   ${style.warning('altered')}  ${figures[index]!.padStart(width)}  `,
      `${safeText(path, LONGEST_NAME)}: ${kind}, as in #${number}: ${shownValue(sent, LONGEST_VALUE)} → ${shownValue(stored, LONGEST_VALUE)}`,
      columns,
    ),
  );
  return [...lines, ...moreLine(alterations.length - shown.length, 'more way', 'more ways')];
}

function unexpectedLines(
  { unexpected, unexpectedFirst }: StoreComparison,
  columns: number,
  style: Style,
): string[] {
  const shown = unexpectedFirst.slice(0, MOST_UNEXPECTED);
  const lines = shown.flatMap(({ id, body }) =>
    hanging(
      `   ${style.warning('not sent')}  `,
      `${id === null ? '' : `${safeText(id)}: `}${shownValue(body, 2 * LONGEST_VALUE)}`,
      columns,
    ),
  );
  return [...lines, ...moreLine(unexpected - shown.length, 'more that nobody sent', 'more that nobody sent')];
}

/** What the contract wants, what the store has, in which fields, and what follows from it; fields that fare alike stand together. */
function driftLines(drift: readonly Drift[], most: number, columns: number, style: Style): string[] {
  const alike = new Map<
    string,
    { readonly head: string; readonly fields: string[]; readonly text: string }
  >();
  for (const { field, wanted, found, consequence } of drift) {
    const head = `wanted ${safeText(wanted ?? 'nothing')}, found ${safeText(found ?? 'nothing')}`;
    const text = safeText(consequence.replaceAll(field, '<field>'), LONGEST_NAME);
    const same = alike.get(`${head}\n${text}`);
    if (same === undefined) alike.set(`${head}\n${text}`, { head, fields: [safeText(field)], text });
    else same.fields.push(safeText(field));
  }
  const shown = [...alike.values()].slice(0, most);
  const indent = ' '.repeat('   mapping  '.length);
  return [
    ...shown.flatMap(({ head, fields, text }) => [
      '',
      ...hanging(`   ${style.warning('mapping')}  `, `${head}: ${fields.join(', ')}`, columns),
      ...hanging(indent, style.faint(text), columns),
    ]),
    ...moreLine(alike.size - shown.length, 'more drift', 'more drifts'),
  ];
}

function moreLine(rest: number, one: string, many: string): string[] {
  return rest > 0 ? [`   and ${numberText(rest)} ${rest === 1 ? one : many}`] : [];
}
