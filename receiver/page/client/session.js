// @ts-check
// What the page knows, and how it keeps up: one snapshot, then the live stream from there on, put together once a frame.
/** @import { GapMessage, RecordSummary, RepliesMessage, SnapshotMessage, StatusMessage } from '../../control/messages.ts' */
/** @import { Api, Trouble } from './api.js' */
/** @import { StreamEvent, StreamState } from './event-source.js' */

import { followStream } from './event-source.js';
import { atMostEvery, perFrame } from './per-frame.js';

const STATUS_EVERY_MS = 400;
const AGAIN_MS = 2_000;

/**
 * @typedef {object} SessionListener
 * @property {(snapshot: SnapshotMessage) => void} onSnapshot everything anew
 * @property {(records: readonly RecordSummary[]) => void} onRecords in the order of arrival, once a frame
 * @property {(gap: GapMessage) => void} onGap
 * @property {(status: StatusMessage) => void} onStatus
 * @property {(replies: RepliesMessage) => void} onReplies
 * @property {(state: StreamState) => void} onState
 * @property {(trouble: Trouble | null) => void} onTrouble null: it is over
 */

export class Session {
  #api;
  #listener;
  #end = () => {};
  /** @type {number | null} when the receiver started: another one has other records under the same numbers */
  #startedAtMs = null;
  #over = 0;
  #askStatus = atMostEvery(STATUS_EVERY_MS, () => this.#status());

  /**
   * @param {Api} api
   * @param {SessionListener} listener
   */
  constructor(api, listener) {
    this.#api = api;
    this.#listener = listener;
  }

  /** Begins, or begins anew. */
  async start() {
    this.#end();
    this.#over += 1;
    const turn = this.#over;
    const outcome = await this.#api.snapshot();
    if (turn !== this.#over) return;
    if (outcome.kind === 'trouble') {
      this.#listener.onTrouble(outcome.trouble);
      this.#listener.onState(outcome.trouble.status === 401 ? 'refused' : 'lost');
      if (outcome.trouble.status !== 401) setTimeout(() => turn === this.#over && this.start(), AGAIN_MS);
      return;
    }
    const snapshot = outcome.value;
    this.#startedAtMs = snapshot.status.startedAtMs;
    this.#listener.onTrouble(null);
    this.#listener.onSnapshot(snapshot);
    const take = perFrame((/** @type {readonly RecordSummary[]} */ records) => {
      if (turn === this.#over) this.#listener.onRecords(records);
    });
    let lost = false;
    this.#end = followStream({
      url: `api/stream?after=${snapshot.last}`,
      headers: () => this.#api.headers(),
      lastId: null,
      onEvent: (event) => this.#onEvent(event, take),
      onState: (state) => {
        this.#listener.onState(state);
        // It may be another receiver by now.
        if (state === 'live' && lost) this.#askStatus();
        lost = state === 'lost';
      },
    });
  }

  /**
   * @param {StreamEvent} event
   * @param {(record: RecordSummary) => void} take
   */
  #onEvent({ type, data }, take) {
    if (type === 'record') {
      take(JSON.parse(data));
      this.#askStatus();
    } else if (type === 'gap') {
      this.#listener.onGap(JSON.parse(data));
      this.#askStatus();
    } else if (type === 'replies') {
      this.#listener.onReplies(JSON.parse(data));
      this.#askStatus();
    } else if (type === 'reset') this.start();
  }

  async #status() {
    const outcome = await this.#api.status();
    if (outcome.kind === 'trouble') return;
    if (outcome.value.startedAtMs !== this.#startedAtMs) await this.start();
    else this.#listener.onStatus(outcome.value);
  }
}
