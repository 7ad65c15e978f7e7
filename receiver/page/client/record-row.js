// @ts-check
// One row of the stream. Its elements are made once and filled again for whatever record stands there.
/** @import { RecordSummary } from '../../control/messages.ts' */
/** @import { StreamRow } from './record-list.js' */

import { bytesText, countText, instantText, ofThem, timeText } from './amount-text.js';
import { element, say } from './element.js';
import { visibleText } from './visible-text.js';

/** The columns, with the classes of their cells. */
export const COLUMNS = /** @type {const} */ ([
  ['number', '#'],
  ['time', 'received, UTC'],
  ['event', 'event'],
  ['group', 'campaign group'],
  ['state', 'state'],
  ['bytes', 'body'],
  ['answer', 'answer'],
  ['contract', 'contract'],
]);

/** @typedef {Record<(typeof COLUMNS)[number][0], HTMLElement>} Cells */

/** @type {WeakMap<HTMLElement, Cells>} */
const cellsOf = new WeakMap();

/**
 * @param {HTMLElement} row
 * @returns {Cells}
 */
function cells(row) {
  const known = cellsOf.get(row);
  if (known !== undefined) return known;
  const made = /** @type {Cells} */ (
    Object.fromEntries(COLUMNS.map(([name]) => [name, element('span', { role: 'gridcell', class: name })]))
  );
  made.group.dir = 'auto';
  row.setAttribute('role', 'row');
  row.append(...Object.values(made));
  cellsOf.set(row, made);
  return made;
}

/**
 * @param {HTMLElement} row
 * @param {StreamRow | null} content
 */
export function fillRow(row, content) {
  const cell = cells(row);
  row.className = `row ${content?.kind ?? 'nothing'}`;
  delete row.dataset.number;
  row.title = '';
  if (content?.kind === 'record') fillRecord(row, cell, content.record);
  else sayOne(cell, content);
}

/**
 * What is no record is said across the row.
 * @param {Cells} cell
 * @param {Exclude<StreamRow, { kind: 'record' }> | null} content
 */
function sayOne(cell, content) {
  for (const each of Object.values(cell)) {
    say(each, '');
    each.title = '';
  }
  cell.event.removeAttribute('data-event');
  cell.state.removeAttribute('data-state');
  if (content === null) return;
  if (content.kind === 'loading') {
    say(cell.number, content.number === null ? '' : countText(content.number));
    say(cell.event, 'loading …');
  } else if (content.kind === 'trouble') {
    const { message, hint, problems } = content.trouble;
    const more = [...(problems.length > 1 ? problems.slice(1) : []), ...(hint === null ? [] : [hint])];
    say(cell.event, [message, ...more].join(' · '));
  } else {
    const { first, last, reason } = content.gap;
    const which =
      first === last ? `#${countText(first)} is` : `#${countText(first)} to #${countText(last)} are`;
    say(cell.event, `Gap: ${which} gone (${ofThem(last - first + 1, 'record')}): ${reason}`);
  }
  cell.event.title = cell.event.textContent ?? '';
}

/**
 * @param {HTMLElement} row
 * @param {Cells} cell
 * @param {RecordSummary} record
 */
function fillRecord(row, cell, record) {
  const { number, receivedAtMs, problem, event, state, dialMode, group, differences, fault, manner } = record;
  row.dataset.number = String(number);
  row.classList.toggle('bad', problem !== null);
  row.classList.toggle('other', !record.notification);
  row.classList.toggle('different', differences !== null && differences > 0);
  row.classList.toggle('faulty', fault !== null);
  say(cell.number, countText(number));
  say(cell.time, timeText(receivedAtMs));
  cell.time.title = instantText(receivedAtMs);
  say(
    cell.event,
    event ??
      (problem === null && record.notification
        ? 'unknown event'
        : visibleText(`${record.method} ${record.path}`)),
  );
  cell.event.title = '';
  cell.event.dataset.event = event ?? 'none';
  say(cell.group, group === null ? '' : visibleText(group));
  cell.group.title = cell.group.textContent ?? '';
  say(
    cell.state,
    state === null ? '' : state === 'Running' && dialMode !== null ? `Running · ${dialMode}` : state,
  );
  cell.state.dataset.state = state ?? 'unknown';
  say(cell.bytes, bytesText(record.bodyBytes));
  say(cell.answer, answerText(record));
  cell.answer.title = fault === null ? manner : `not as usual: ${fault}`;
  say(cell.contract, contractText(record));
}

/** @param {RecordSummary} record */
function answerText({ status, manner, fault }) {
  if (fault === null) return status === null ? manner : String(status);
  // An answer as usual that came late or in pieces: the fault says what it was.
  const what = manner === 'as usual' ? fault : manner;
  return status === null || what === String(status) ? what : `${status} ${what}`;
}

/** @param {RecordSummary} record */
function contractText({ notification, problem, differences }) {
  if (!notification) return 'no notification';
  if (problem !== null) return `✗ ${problem}`;
  if (differences === null) return '';
  return differences === 0 ? '✓ fits' : `✗ ${ofThem(differences, 'field')}`;
}
