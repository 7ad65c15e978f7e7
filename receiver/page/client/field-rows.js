// @ts-check
// The body beside the contract: every field with its value, what is demanded, how they differ, on what the demand rests, what it means.
/** @import { FieldMessage } from '../../control/messages.ts' */

import { element } from './element.js';
import { visibleText } from './visible-text.js';

/** Characters of a value that are shown at once. */
const MOST_SHOWN = 300;
/** Fields that are shown at once: a body may have a million keys. */
const MOST_FIELDS = 500;

/** What the marks mean, for people. */
const MARKS = {
  documented: "read in the vendor's public pages",
  inferred: 'follows from a documented neighbour',
  assumed: 'nothing public settles it: our assumption',
  site: 'a contract file of this site says so',
};

/**
 * @param {readonly FieldMessage[]} fields
 * @returns {HTMLElement}
 */
export function fieldTable(fields) {
  const body = element('tbody');
  const table = element(
    'table',
    { class: 'fields' },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('th', { scope: 'col' }, 'field and meaning'),
        element('th', { scope: 'col' }, 'value'),
        element('th', { scope: 'col' }, 'the contract demands'),
        element('th', { scope: 'col' }, 'mark'),
      ),
    ),
    body,
  );
  body.append(...fields.slice(0, MOST_FIELDS).map(fieldRow));
  if (fields.length > MOST_FIELDS) {
    const rest = `${fields.length - MOST_FIELDS} more fields are not shown; the tab Body has all of them`;
    body.append(element('tr', {}, element('td', { colspan: 4, class: 'faint' }, rest)));
  }
  return table;
}

/** @param {FieldMessage} field */
function fieldRow(field) {
  const { name, depth, value, shown, demand, difference, mark, meaning, unit, source, present } = field;
  const inner = depth > 0;
  const shownName = inner ? name.slice(name.lastIndexOf('.') + 1) : name;
  const row = element('tr', {
    class: [difference ? 'different' : '', inner ? 'inner' : '', present ? '' : 'absent'].join(' ').trim(),
  });
  const kind =
    difference === null ? null : element('strong', { class: 'difference' }, `✗ ${difference.kind}`);
  row.append(
    element(
      'th',
      { scope: 'row', title: visibleText(name) },
      element('code', {}, visibleText(shownName)),
      element(
        'small',
        {},
        [meaning ?? 'the contract does not know this key', unit].filter((each) => each !== null).join('; '),
      ),
    ),
    element('td', { class: 'value' }, ...valueParts(value, shown, present)),
    element('td', { class: 'demand' }, kind, element('span', {}, difference?.expected ?? demand ?? 'absent')),
    element('td', {}, markBadge(mark, source)),
  );
  return row;
}

/**
 * @param {unknown} value
 * @param {string} shown
 * @param {boolean} present
 */
function valueParts(value, shown, present) {
  if (!present) return [element('span', { class: 'faint' }, 'absent')];
  if (typeof value !== 'string' || value.length <= 60) return [element('code', {}, visibleText(shown))];
  // In words a long text is cut short; here there is room for more of it.
  const text = JSON.stringify(value.slice(0, MOST_SHOWN));
  const more = value.length > MOST_SHOWN ? ` … ${value.length} characters in all` : '';
  return [
    element('code', {}, visibleText(text)),
    more === '' ? '' : element('span', { class: 'faint' }, more),
  ];
}

/**
 * @param {FieldMessage['mark']} mark
 * @param {string | null} source
 */
function markBadge(mark, source) {
  if (mark === null) return null;
  const title = `${MARKS[mark]}${source === null ? '' : `: ${source}`}`;
  return element('span', { class: `badge ${mark}`, title }, mark);
}
