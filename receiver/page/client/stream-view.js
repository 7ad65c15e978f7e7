// @ts-check
// The stream of notifications, newest first: a grid of which only the rows on the screen exist. One row is the current one; keys
// move it, Enter opens it. While the top is on the screen it follows what comes; scrolled away from it, it stays where it is.
/** @import { StreamRows } from './record-list.js' */

import { countText } from './amount-text.js';
import { byId, element, say } from './element.js';
import { COLUMNS, fillRow } from './record-row.js';
import { VirtualRows } from './virtual-rows.js';

const ROW = 28;

export class StreamView {
  #viewport = byId('stream-rows', HTMLElement);
  #newer = byId('newer', HTMLButtonElement);
  #rows;
  /** @type {StreamRows} */
  #source;
  #onOpen;
  /** @type {number | null} */
  #current = null;
  /** @type {number | null} */
  #opened = null;
  #unseen = 0;

  /**
   * @param {StreamRows} source
   * @param {(number: number) => void} onOpen
   */
  constructor(source, onOpen) {
    this.#source = source;
    this.#onOpen = onOpen;
    const head = element('div', { class: 'head', role: 'row', 'aria-rowindex': 1 });
    for (const [name, label] of COLUMNS) {
      head.append(element('span', { role: 'columnheader', class: name }, label));
    }
    const grid = this.#viewport;
    const frame = element('div', {
      class: 'grid',
      role: 'grid',
      tabindex: 0,
      'aria-labelledby': 'stream-title',
    });
    grid.replaceWith(frame);
    grid.setAttribute('role', 'rowgroup');
    frame.append(element('div', { role: 'rowgroup' }, head), grid);
    this.frame = frame;
    this.#rows = new VirtualRows(grid, {
      rowHeight: ROW,
      fill: (index, row) => this.#fill(index, row),
      onWindow: (first, last) => this.#source.want(first, last),
      onScroll: () => {
        if (this.#rows.atTop) this.#seen();
      },
    });
    grid.addEventListener('click', (event) => {
      const row = event.target instanceof Element ? event.target.closest('.row') : null;
      const number = row instanceof HTMLElement ? row.dataset.number : undefined;
      if (number !== undefined) this.open(Number(number));
    });
    this.#newer.addEventListener('click', () => this.toTop());
    frame.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** @param {StreamRows} source */
  set source(source) {
    this.#source = source;
    this.#rows.setCount(0);
    this.#viewport.scrollTop = 0;
    this.#seen();
    this.changed(0);
  }

  /** @param {number} addedOnTop rows that are new above all others */
  changed(addedOnTop) {
    if (addedOnTop > 0 && !this.#rows.atTop) {
      this.#unseen += addedOnTop;
      say(this.#newer, `↑ ${countText(this.#unseen)} newer`);
      this.#newer.hidden = false;
    }
    this.frame.setAttribute('aria-rowcount', String(this.#source.count + 1));
    this.#rows.setCount(this.#source.count, addedOnTop);
    this.#rows.refresh();
  }

  toTop() {
    this.#viewport.scrollTop = 0;
    this.#seen();
    this.#rows.refresh();
  }

  #seen() {
    this.#unseen = 0;
    this.#newer.hidden = true;
  }

  /**
   * Moves the current row; while a notification is open, the one it moves to is opened.
   * @param {number} by rows, downward
   */
  move(by) {
    const index = this.#current === null ? null : this.#source.indexOf(this.#current);
    this.#moveTo(index === null ? 0 : index + by, by < 0 ? -1 : 1);
  }

  /**
   * @param {number} wanted
   * @param {1 | -1} direction where to go on, past a row that is no record
   */
  #moveTo(wanted, direction) {
    let index = Math.max(0, Math.min(this.#source.count - 1, wanted));
    this.#rows.scrollTo(index);
    let row = this.#source.rowAt(index);
    while (row !== null && row.kind !== 'record' && !(row.kind === 'loading' && row.number !== null)) {
      index += direction;
      row = this.#source.rowAt(index);
    }
    if (row === null || (row.kind !== 'record' && row.kind !== 'loading')) return;
    const number = row.kind === 'record' ? row.record.number : row.number;
    if (number === null) return;
    this.#rows.scrollTo(index);
    this.#setCurrent(number);
    if (this.#opened !== null) this.open(number);
  }

  openCurrent() {
    if (this.#current === null) this.move(0);
    if (this.#current !== null) this.open(this.#current);
  }

  /** @param {number} number */
  open(number) {
    this.#opened = number;
    this.#setCurrent(number);
    this.#onOpen(number);
  }

  /** @param {number} number a record that is open without having been chosen here */
  showOpened(number) {
    this.#opened = number;
    this.#setCurrent(number);
    const index = this.#source.indexOf(number);
    if (index !== null) this.#rows.scrollTo(index);
  }

  /** Nothing is open any more; the current row stays. */
  closed() {
    this.#opened = null;
    this.#rows.refresh();
  }

  focus() {
    this.frame.focus({ preventScroll: true });
  }

  /** @param {number} number */
  #setCurrent(number) {
    this.#current = number;
    this.#rows.refresh();
    this.#rows.draw();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { page } = this.#rows;
    /** @type {Readonly<Record<string, () => void>>} */
    const keys = {
      ArrowDown: () => this.move(1),
      ArrowUp: () => this.move(-1),
      PageDown: () => this.move(page),
      PageUp: () => this.move(-page),
      Home: () => this.#moveTo(0, 1),
      End: () => this.#moveTo(this.#source.count - 1, -1),
      Enter: () => this.openCurrent(),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  /**
   * @param {number} index
   * @param {HTMLElement} row
   */
  #fill(index, row) {
    const content = this.#source.rowAt(index);
    fillRow(row, content);
    row.id = `row-${index}`;
    row.setAttribute('aria-rowindex', String(index + 2));
    const number = content?.kind === 'record' ? content.record.number : null;
    const current = number !== null && number === this.#current;
    row.classList.toggle('current', current);
    row.setAttribute('aria-selected', String(number !== null && number === this.#opened));
    if (current) this.frame.setAttribute('aria-activedescendant', row.id);
  }
}
