// @ts-check
// The records that a filter leaves, newest first: the server filters, page after page as the reader scrolls; what is new is asked
// for again now and then while records come in.
/** @import { GapMessage, RecordSummary } from '../../control/messages.ts' */
/** @import { Api, Query, Trouble } from './api.js' */
/** @import { StreamRow, StreamRows } from './record-list.js' */

import { atMostEvery } from './per-frame.js';

/** Records a request. */
const PAGE = 200;
const NEWS_EVERY_MS = 500;

/** @implements {StreamRows} */
export class FilteredList {
  #api;
  #query;
  #onChange;
  /** @type {RecordSummary[]} */
  #records = [];
  /** @type {string | null} */
  #next = null;
  /** @type {GapMessage | null} */
  #gap = null;
  /** @type {Trouble | null} */
  #trouble = null;
  #loading = true;
  #over = false;
  /** Asks for what is new, soon and not too often. */
  news = atMostEvery(NEWS_EVERY_MS, () => this.#askForNews());

  /**
   * @param {Api} api
   * @param {Query} query
   * @param {(addedOnTop: number) => void} onChange
   */
  constructor(api, query, onChange) {
    this.#api = api;
    this.#query = query;
    this.#onChange = onChange;
    this.#more(null);
  }

  /** Nothing is asked for any more. */
  end() {
    this.#over = true;
  }

  get count() {
    return this.#records.length + (this.#tail() === null ? 0 : 1);
  }

  /** How many were found so far, and whether these are all. */
  get found() {
    return {
      count: this.#records.length,
      complete: this.#next === null && !this.#loading,
      trouble: this.#trouble,
    };
  }

  /** @param {number} index */
  rowAt(index) {
    const record = this.#records[index];
    if (record !== undefined) return /** @type {const} */ ({ kind: 'record', record });
    return index === this.#records.length ? this.#tail() : null;
  }

  /** @param {number} number */
  indexOf(number) {
    const index = this.#records.findIndex((record) => record.number === number);
    return index === -1 ? null : index;
  }

  /**
   * @param {number} _first
   * @param {number} last
   */
  want(_first, last) {
    if (last >= this.#records.length - 20 && this.#next !== null) this.#more(this.#next);
  }

  /** @returns {StreamRow | null} what stands below the last record */
  #tail() {
    if (this.#trouble !== null) return { kind: 'trouble', trouble: this.#trouble };
    if (this.#loading || this.#next !== null) return { kind: 'loading', number: null };
    return this.#gap === null ? null : { kind: 'gap', gap: this.#gap };
  }

  /** @param {string | null} cursor */
  async #more(cursor) {
    if (this.#loading && cursor !== null) return;
    this.#loading = true;
    const outcome = await this.#page(cursor);
    if (this.#over) return;
    this.#loading = false;
    if (outcome.kind === 'trouble') {
      this.#trouble = outcome.trouble;
      this.#next = null;
    } else {
      this.#trouble = null;
      this.#records.push(...outcome.value.records);
      this.#next = outcome.value.next;
      this.#gap = outcome.value.gap;
    }
    this.#onChange(0);
  }

  async #askForNews() {
    if (this.#over || this.#trouble !== null || this.#loading) return;
    const newest = this.#records[0]?.number ?? 0;
    const outcome = await this.#page(null);
    if (this.#over || outcome.kind === 'trouble') return;
    const { records, next } = outcome.value;
    const fresh = records.filter((record) => record.number > newest);
    if (fresh.length === 0) return;
    if (fresh.length === records.length && next !== null) {
      // More came than one page holds: what was there does not join on any more.
      this.#records = [...fresh];
      this.#next = next;
    } else this.#records = [...fresh, ...this.#records];
    this.#onChange(fresh.length);
  }

  /** @param {string | null} cursor */
  #page(cursor) {
    return this.#api.records([
      ...this.#query,
      ['order', 'desc'],
      ['limit', String(PAGE)],
      ...(cursor === null ? [] : [/** @type {const} */ (['cursor', cursor])]),
    ]);
  }
}
