// @ts-check
// One notification opened: what became of it, its fields beside the contract, its bytes, its headers.
/** @import { RecordMessage } from '../../control/messages.ts' */
/** @import { Trouble } from './api.js' */

import { bytesText, countText, instantText, ofThem } from './amount-text.js';
import { element } from './element.js';
import { fieldTable } from './field-rows.js';
import { rawBody } from './raw-body.js';
import { tabs } from './tabs.js';
import { visibleText } from './visible-text.js';

/** Characters of what is expected, in the short list of differences. */
const MOST_EXPECTED = 60;

/**
 * @param {RecordMessage} record
 * @param {{ readonly contract: string, readonly tab: string, readonly onTab: (tab: string) => void }} options
 * @returns {HTMLElement}
 */
export function recordView(record, { contract, tab, onTab }) {
  return element(
    'div',
    { class: 'record' },
    verdictOf(record, contract),
    facts(record),
    tabs({
      label: 'Parts of the notification',
      // Where there is nothing to compare, the bytes say most.
      chosen: record.fields.length === 0 && tab === 'Fields' ? 'Body' : tab,
      onChoose: onTab,
      parts: [
        { name: 'Fields', make: () => fieldsOf(record) },
        { name: 'Body', make: () => rawBody(record) },
        { name: `Headers`, make: () => headersOf(record) },
      ],
    }),
  );
}

/**
 * @param {RecordMessage} record
 * @param {string} contract
 */
function verdictOf({ notification, problem, problemDetail, differences, fields }, contract) {
  if (!notification) {
    return element(
      'div',
      { class: 'verdict', role: 'status' },
      element('strong', {}, 'This request carries no notification'),
      element('p', {}, 'It is kept and shown, and not judged.'),
    );
  }
  if (problem !== null) {
    return element(
      'div',
      { class: 'verdict bad', role: 'status' },
      element('strong', {}, `✗ The body cannot be judged: ${problem}`),
      problemDetail === null ? null : element('p', {}, visibleText(problemDetail)),
    );
  }
  if (differences === null || differences === 0) {
    return element(
      'div',
      { class: 'verdict good', role: 'status' },
      element('strong', {}, `✓ Every field is as ${contract} says`),
    );
  }
  const wrong = fields.filter((field) => field.difference !== null);
  const list = element(
    'ul',
    {},
    ...wrong
      .slice(0, 12)
      .map(({ name, shown, difference }) =>
        element(
          'li',
          {},
          element('code', {}, visibleText(name)),
          ` ${difference?.kind}: expected ${shortened(difference?.expected ?? '')}, got ${visibleText(shown)}`,
        ),
      ),
  );
  if (wrong.length > 12) list.append(element('li', { class: 'faint' }, `and ${wrong.length - 12} more`));
  return element(
    'div',
    { class: 'verdict bad', role: 'status' },
    element('strong', {}, `✗ ${ofThem(differences, 'field differs', 'fields differ')} from ${contract}`),
    list,
  );
}

/**
 * The table below says it in full.
 * @param {string} text
 */
function shortened(text) {
  return text.length <= MOST_EXPECTED ? text : `${text.slice(0, MOST_EXPECTED)}…`;
}

/** @param {RecordMessage} record */
function facts(record) {
  const {
    receivedAtMs,
    connection,
    requestOnConnection,
    method,
    path,
    bodyBytes,
    reply,
    fault,
    wrongContentType,
  } = record;
  const answer =
    reply.status === null
      ? reply.manner
      : `${reply.status}${reply.manner === String(reply.status) ? '' : `, ${reply.manner}`}`;
  const delay = reply.delayMs > 0 ? `, after ${countText(reply.delayMs)} ms` : '';
  /** @type {[string, Node | string][]} */
  const rows = [
    ['received', instantText(receivedAtMs)],
    ['request', visibleText(`${method} ${path}`)],
    ['connection', `${countText(connection)}, its request ${countText(requestOnConnection)}`],
    ['body', `${bytesText(bodyBytes)}${wrongContentType ? ', not declared as application/json' : ''}`],
    ['answered', element('span', { class: fault === null ? '' : 'fault' }, `${visibleText(answer)}${delay}`)],
  ];
  return element(
    'dl',
    { class: 'facts' },
    ...rows.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  );
}

/** @param {RecordMessage} record */
function fieldsOf({ fields, notification, problem }) {
  if (fields.length > 0) return fieldTable(fields);
  const why =
    problem === null && notification
      ? 'The body is an empty object.'
      : 'There is no JSON object to compare: see the tab Body.';
  return element('p', { class: 'faint pad' }, why);
}

/** @param {RecordMessage} record */
function headersOf({ headers }) {
  const rows = headers.map(({ name, value }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row', class: 'header-name' }, element('code', {}, visibleText(name))),
      element('td', {}, element('code', {}, visibleText(value))),
    ),
  );
  const note = element(
    'caption',
    {},
    'In the order and spelling in which they came; credentials are never kept.',
  );
  return element('table', { class: 'headers' }, note, element('tbody', {}, ...rows));
}

/**
 * @param {Trouble} trouble
 * @returns {HTMLElement}
 */
export function troubleView({ message, hint, problems }) {
  return element(
    'div',
    { class: 'verdict bad', role: 'alert' },
    element('strong', {}, message),
    // The problems of a document say all that the hint does, each at its place.
    ...(problems.length > 0 ? problems : hint === null ? [] : [hint]).map((line) => element('p', {}, line)),
  );
}
