// @ts-check
// All records, newest first, as rows that can be asked for in any order: what is on the screen is fetched, what was fetched is
// kept for a while. A record's row follows from its number, so the list may be a million long.
/** @import { GapMessage, RecordSummary } from '../../control/messages.ts' */
/** @import { Api, Trouble } from './api.js' */

/**
 * What one row of the stream shows.
 * @typedef {{ readonly kind: 'record', readonly record: RecordSummary }
 *   | { readonly kind: 'loading', readonly number: number | null }
 *   | { readonly kind: 'gap', readonly gap: GapMessage }
 *   | { readonly kind: 'trouble', readonly trouble: Trouble }} StreamRow
 */

/**
 * What the stream can show: everything, or what a filter leaves.
 * @typedef {object} StreamRows
 * @property {number} count
 * @property {(index: number) => StreamRow | null} rowAt
 * @property {(number: number) => number | null} indexOf row of a record; null where it has none
 * @property {(first: number, last: number) => void} want these rows are on the screen
 */

/** Numbers a request; a block is fetched whole. */
const BLOCK = 200;
/** Blocks kept. */
const MOST_BLOCKS = 60;

/**
 * A run of rows: records with these numbers, high to low, or one gap.
 * @typedef {{ readonly start: number, readonly high: number, readonly low: number, readonly gap: GapMessage | null }} Segment
 */

/** @implements {StreamRows} */
export class RecordList {
  #api;
  #onChange;
  /** @type {{ first: number, last: number, gaps: readonly GapMessage[] }} */
  #extent = { first: 1, last: 0, gaps: [] };
  /** @type {readonly Segment[]} */
  #segments = [];
  /** @type {Map<number, Map<number, RecordSummary>>} by block, the one used last stands last */
  #blocks = new Map();
  /** @type {Set<number>} */
  #loading = new Set();
  count = 0;

  /**
   * @param {Api} api
   * @param {() => void} onChange hears when rows have come that were wanted
   */
  constructor(api, onChange) {
    this.#api = api;
    this.#onChange = onChange;
  }

  get last() {
    return this.#extent.last;
  }

  /** Forgets every record. */
  clear() {
    this.#blocks.clear();
  }

  /**
   * @param {{ first: number | null, last: number, gaps: readonly GapMessage[] }} extent what the journal has
   * @returns {number} rows that came on top
   */
  setExtent({ first, last, gaps }) {
    const newer = Math.max(0, last - this.#extent.last);
    this.#extent = { first: first ?? last + 1, last, gaps };
    this.#arrange();
    return newer;
  }

  /**
   * @param {readonly RecordSummary[]} records ascending or descending, as they come
   * @returns {number} rows that came on top
   */
  add(records) {
    const before = this.#extent.last;
    for (const record of records) {
      const block = Math.floor(record.number / BLOCK);
      const known = this.#blocks.get(block) ?? this.#newBlock(block);
      known.set(record.number, record);
      if (record.number > this.#extent.last) this.#extent.last = record.number;
      if (this.#extent.first > record.number) this.#extent.first = record.number;
    }
    this.#arrange();
    return this.#extent.last - before;
  }

  /** @param {number} index */
  rowAt(index) {
    const segment = this.#segments.findLast((each) => each.start <= index);
    if (segment === undefined || index >= this.count) return null;
    if (segment.gap !== null) return /** @type {const} */ ({ kind: 'gap', gap: segment.gap });
    const number = segment.high - (index - segment.start);
    const record = this.#blocks.get(Math.floor(number / BLOCK))?.get(number);
    if (record === undefined) return /** @type {const} */ ({ kind: 'loading', number });
    return /** @type {const} */ ({ kind: 'record', record });
  }

  /** @param {number} number */
  indexOf(number) {
    const segment = this.#segments.find(
      ({ high, low, gap }) => gap === null && number <= high && number >= low,
    );
    return segment === undefined ? null : segment.start + segment.high - number;
  }

  /**
   * @param {number} first
   * @param {number} last
   */
  want(first, last) {
    const wanted = new Set();
    for (let index = first; index <= last; index += 1) {
      const row = this.rowAt(index);
      if (row?.kind === 'loading') wanted.add(Math.floor(row.number / BLOCK));
    }
    for (const block of wanted) this.#load(block);
  }

  #arrange() {
    const { first, last, gaps } = this.#extent;
    /** @type {Segment[]} */
    const segments = [];
    let [start, high] = [0, last];
    /** @param {number} low */
    const records = (low) => {
      if (high < low) return;
      segments.push({ start, high, low, gap: null });
      start += high - low + 1;
    };
    for (const gap of [...gaps].sort((a, b) => b.last - a.last)) {
      records(Math.max(first, gap.last + 1));
      segments.push({ start, high: gap.last, low: gap.first, gap });
      start += 1;
      high = Math.min(high, gap.first - 1);
    }
    records(first);
    this.#segments = segments;
    this.count = start;
  }

  /** @param {number} block */
  #newBlock(block) {
    /** @type {Map<number, RecordSummary>} */
    const records = new Map();
    this.#blocks.set(block, records);
    if (this.#blocks.size > MOST_BLOCKS) {
      const oldest = this.#blocks.keys().next().value;
      if (oldest !== undefined) this.#blocks.delete(oldest);
    }
    return records;
  }

  /** @param {number} block */
  async #load(block) {
    if (this.#loading.has(block)) return;
    this.#loading.add(block);
    const highest = Math.min((block + 1) * BLOCK - 1, this.#extent.last);
    const outcome = await this.#api.recordsUpTo(highest, BLOCK);
    this.#loading.delete(block);
    if (outcome.kind === 'trouble') return;
    const own = this.#blocks.get(block) ?? this.#newBlock(block);
    for (const record of outcome.value.records) {
      if (Math.floor(record.number / BLOCK) === block) own.set(record.number, record);
    }
    this.#onChange();
  }
}
