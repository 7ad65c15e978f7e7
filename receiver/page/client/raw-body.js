// @ts-check
// The body as it came: as text, and byte by byte.
/** @import { RecordMessage } from '../../control/messages.ts' */

import { bytesText, countText } from './amount-text.js';
import { element, say } from './element.js';
import { BYTES_PER_LINE, bytesOfBase64, hexLine } from './hex.js';
import { VirtualRows } from './virtual-rows.js';
import { visibleLines } from './visible-text.js';

/** Characters of text that are laid out; more would freeze the page. */
const MOST_TEXT = 100_000;
const LINE = 18;

/**
 * @param {RecordMessage} record
 * @returns {HTMLElement}
 */
export function rawBody({ bodyText, bodyBase64, bodyBytes, bodyCut }) {
  const bytes = bytesOfBase64(bodyBase64);
  const size = bodyCut
    ? `${bytesText(bytes.length)} are kept of the ${bytesText(bodyBytes)} that came`
    : `${countText(bytes.length)} bytes, exactly as they came`;
  const text = element('pre', { class: 'text', tabindex: 0, 'aria-label': 'Body as text' });
  text.textContent = visibleLines(bodyText.slice(0, MOST_TEXT));
  const cut =
    bodyText.length > MOST_TEXT
      ? element('p', { class: 'faint' }, `The first ${countText(MOST_TEXT)} characters; all bytes are below.`)
      : null;
  return element(
    'div',
    { class: 'raw' },
    element('h3', {}, 'Text'),
    bytes.length === 0 ? element('p', { class: 'faint' }, 'There is no body.') : text,
    cut,
    element('h3', {}, 'Bytes ', element('span', { class: 'faint' }, size)),
    hexDump(bytes),
  );
}

/** @param {Uint8Array} bytes */
function hexDump(bytes) {
  const viewport = element('div', {
    class: 'hex',
    tabindex: 0,
    role: 'group',
    'aria-label': 'Body as hexadecimal bytes',
  });
  const rows = new VirtualRows(viewport, {
    rowHeight: LINE,
    fill: (index, row) => {
      if (row.childElementCount === 0) {
        row.append(
          element('span', { class: 'offset' }),
          element('span', { class: 'pairs' }),
          element('span'),
        );
      }
      const { offset, hex, text } = hexLine(bytes, index);
      [offset, hex, text].forEach((part, place) => {
        const cell = row.children[place];
        if (cell) say(cell, part);
      });
    },
  });
  rows.setCount(Math.ceil(bytes.length / BYTES_PER_LINE));
  return viewport;
}
