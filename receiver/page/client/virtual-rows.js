// @ts-check
import { element } from './element.js';

/**
 * @typedef {object} VirtualRowsOptions
 * @property {number} rowHeight pixels; all rows are equally high
 * @property {(index: number, row: HTMLElement) => void} fill puts the content of a row into an element, which may hold another one
 * @property {(first: number, last: number) => void} [onWindow] hears which rows are on the screen, for what must be fetched
 * @property {() => void} [onScroll]
 */

/** The highest an element may be in every browser; longer lists are scrolled in proportion. */
const MOST_PIXELS = 12_000_000;
/** Rows above and below the screen that are there already when they scroll in. */
const SPARE_ROWS = 6;
const SETTLED_MS = 150;

/** A list of any length of which only the rows on the screen exist. Rows are used again, so scrolling makes no garbage. */
export class VirtualRows {
  #count = 0;
  #asked = false;
  /** @type {Map<number, HTMLElement>} */
  #shown = new Map();
  /** @type {HTMLElement[]} */
  #spare = [];
  #viewport;
  #space;
  #options;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settling;

  /**
   * @param {HTMLElement} viewport scrolls
   * @param {VirtualRowsOptions} options
   */
  constructor(viewport, options) {
    this.#viewport = viewport;
    this.#options = options;
    this.#space = element('div', { class: 'space', role: 'presentation' });
    viewport.append(this.#space);
    viewport.addEventListener('scroll', () => {
      options.onScroll?.();
      this.#ask();
    });
    new ResizeObserver(() => this.#ask()).observe(viewport);
  }

  get count() {
    return this.#count;
  }

  /** Pixels scrolled from the top. */
  get offset() {
    return this.#viewport.scrollTop;
  }

  get atTop() {
    return this.#viewport.scrollTop < this.#options.rowHeight / 2;
  }

  /** Rows that fit on the screen. */
  get page() {
    return Math.max(1, Math.floor(this.#viewport.clientHeight / this.#options.rowHeight));
  }

  /**
   * Says how many rows there are.
   * @param {number} count
   * @param {number} [addedOnTop] so many of them are new above what is on the screen, which stays where it is unless it is the top
   */
  setCount(count, addedOnTop = 0) {
    if (count === this.#count && addedOnTop === 0) return;
    const stay = addedOnTop > 0 && !this.atTop;
    this.#count = count;
    this.#space.style.height = `${Math.min(count * this.#options.rowHeight, MOST_PIXELS)}px`;
    if (stay && this.#scale() === 1) this.#viewport.scrollTop += addedOnTop * this.#options.rowHeight;
    this.refresh();
  }

  /** Fills the rows on the screen again. */
  refresh() {
    for (const [index, row] of this.#shown) row.dataset.stale = String(index);
    this.#ask();
  }

  /** @param {number} index */
  scrollTo(index) {
    const { rowHeight } = this.#options;
    const { clientHeight } = this.#viewport;
    const top = (index * rowHeight) / this.#scale();
    if (top < this.#viewport.scrollTop) this.#viewport.scrollTop = top;
    else if (top + rowHeight > this.#viewport.scrollTop + clientHeight) {
      this.#viewport.scrollTop = top + rowHeight - clientHeight;
    }
    this.draw();
  }

  /** @param {number} index */
  elementAt(index) {
    return this.#shown.get(index) ?? null;
  }

  #ask() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => this.draw());
  }

  /** How many times longer the list is than what scrolls. */
  #scale() {
    const { rowHeight } = this.#options;
    const { clientHeight } = this.#viewport;
    const real = this.#count * rowHeight - clientHeight;
    const scrolled = Math.min(this.#count * rowHeight, MOST_PIXELS) - clientHeight;
    return real > scrolled && scrolled > 0 ? real / scrolled : 1;
  }

  /** Rows that were used again stand anywhere in the document; whoever reads it aloud wants them in their order. */
  #settle() {
    const sorted = [...this.#shown].sort(([a], [b]) => a - b).map(([, row]) => row);
    const now = [...this.#space.children].filter((row) => row instanceof HTMLElement && !row.hidden);
    if (sorted.some((row, place) => row !== now[place])) this.#space.append(...sorted);
  }

  /** Puts the rows in place now; otherwise the next animation frame does. */
  draw() {
    this.#asked = false;
    const { rowHeight, fill, onWindow } = this.#options;
    const { scrollTop, clientHeight } = this.#viewport;
    const top = scrollTop * this.#scale();
    const first = Math.max(0, Math.floor(top / rowHeight) - SPARE_ROWS);
    const last = Math.min(this.#count - 1, Math.ceil((top + clientHeight) / rowHeight) + SPARE_ROWS);
    for (const [index, row] of this.#shown) {
      if (index >= first && index <= last) continue;
      this.#shown.delete(index);
      this.#spare.push(row);
    }
    for (let index = first; index <= last; index += 1) {
      let row = this.#shown.get(index);
      const fresh = row === undefined;
      if (row === undefined) {
        row = this.#spare.pop() ?? this.#space.appendChild(element('div', { class: 'row' }));
        row.hidden = false;
        this.#shown.set(index, row);
      }
      if (fresh || row.dataset.stale !== undefined) {
        delete row.dataset.stale;
        fill(index, row);
      }
      row.style.transform = `translateY(${scrollTop + index * rowHeight - top}px)`;
    }
    for (const row of this.#spare) {
      row.hidden = true;
      row.removeAttribute('id');
    }
    if (last >= first) onWindow?.(first, last);
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#settle(), SETTLED_MS);
  }
}
