// @ts-check
/**
 * @import {
 *   CountMessage, ErrorMessage, RecordMessage, RecordsMessage, RepliesMessage, SeriesMessage, SnapshotMessage, StatusMessage
 * } from '../../control/messages.ts'
 */

/**
 * Why the API did not do it, in its own words; a server that cannot be reached has the status 0.
 * @typedef {{ readonly status: number, readonly message: string, readonly hint: string | null, readonly problems: readonly string[] }} Trouble
 */

/**
 * @template Value
 * @typedef {{ readonly kind: 'ok', readonly value: Value } | { readonly kind: 'trouble', readonly trouble: Trouble }} Outcome
 */

/** @typedef {readonly (readonly [name: string, value: string])[]} Query */

const TOKEN_KEY = 'ocs-sim token';

/** The control API as the page uses it. Whatever goes wrong comes back as a value. */
export class Api {
  /** @type {string | null} */
  #token = sessionStorage.getItem(TOKEN_KEY);
  #onRefused;

  /** @param {() => void} onRefused hears when the token is missing or wrong */
  constructor(onRefused) {
    this.#onRefused = onRefused;
    const given = new URLSearchParams(location.hash.slice(1)).get('token');
    if (given !== null) {
      this.useToken(given);
      // The token stays out of the history and of screenshots.
      history.replaceState(null, '', location.pathname + location.search);
    }
  }

  /** @param {string} token kept for this tab only */
  useToken(token) {
    this.#token = token;
    sessionStorage.setItem(TOKEN_KEY, token);
  }

  /** @returns {Readonly<Record<string, string>>} */
  headers() {
    return this.#token === null ? {} : { authorization: `Bearer ${this.#token}` };
  }

  /** @returns {Promise<Outcome<SnapshotMessage>>} */
  snapshot() {
    return this.#ask('GET', 'snapshot');
  }

  /** @returns {Promise<Outcome<StatusMessage>>} */
  status() {
    return this.#ask('GET', 'status');
  }

  /**
   * @param {Query} query
   * @returns {Promise<Outcome<RecordsMessage>>}
   */
  records(query) {
    return this.#ask('GET', `records?${new URLSearchParams(query.map((pair) => [...pair]))}`);
  }

  /**
   * Records newest first, from a number downward.
   * @param {number} highest
   * @param {number} limit
   */
  recordsUpTo(highest, limit) {
    return this.records([
      ['before', String(highest + 1)],
      ['order', 'desc'],
      ['limit', String(limit)],
    ]);
  }

  /**
   * How many records up to a number are not as the contract says.
   * @param {number} highest
   * @returns {Promise<Outcome<CountMessage>>}
   */
  countDifferent(highest) {
    return this.#ask('GET', `count?differences=true&before=${highest + 1}`);
  }

  /**
   * @param {number} number
   * @returns {Promise<Outcome<RecordMessage>>}
   */
  record(number) {
    return this.#ask('GET', `records/${number}`);
  }

  /**
   * @param {string} group
   * @param {string | null} tenant
   * @param {number} points
   * @returns {Promise<Outcome<SeriesMessage>>}
   */
  statistics(group, tenant, points) {
    const query = new URLSearchParams({ points: String(points), ...(tenant === null ? {} : { tenant }) });
    return this.#ask('GET', `groups/${encodeURIComponent(group.toWellFormed())}/statistics?${query}`);
  }

  /**
   * Puts rules in front of those in force.
   * @param {string} yaml as `reply:` of a scenario has them
   * @returns {Promise<Outcome<RepliesMessage>>}
   */
  addReply(yaml) {
    return this.#ask('POST', 'replies', yaml, 'application/yaml');
  }

  /** @returns {Promise<Outcome<RepliesMessage>>} */
  clearReplies() {
    return this.#ask('DELETE', 'replies');
  }

  /**
   * Takes a rule away, or switches it on or off; switched off it keeps its place and its counts.
   * @param {number} id
   * @param {'remove' | 'on' | 'off'} how
   * @returns {Promise<Outcome<RepliesMessage>>}
   */
  changeReply(id, how) {
    return how === 'remove'
      ? this.#ask('DELETE', `replies/${id}`)
      : this.#ask('POST', `replies/${id}/${how}`);
  }

  /**
   * @template Value
   * @param {string} method
   * @param {string} path
   * @param {string} [body]
   * @param {string} [mediaType]
   * @returns {Promise<Outcome<Value>>}
   */
  async #ask(method, path, body, mediaType) {
    try {
      const response = await fetch(`api/${path}`, {
        method,
        headers: { ...this.headers(), ...(mediaType === undefined ? {} : { 'content-type': mediaType }) },
        cache: 'no-store',
        ...(body === undefined ? {} : { body }),
      });
      if (response.status === 401) this.#onRefused();
      const answer = await response.json();
      if (response.ok) return { kind: 'ok', value: answer };
      return { kind: 'trouble', trouble: troubleOf(response.status, answer) };
    } catch {
      return {
        kind: 'trouble',
        trouble: {
          status: 0,
          message: 'The receiver does not answer.',
          hint: 'it may have ended; the page shows what it saw last, and goes on when it is back',
          problems: [],
        },
      };
    }
  }
}

/**
 * @param {number} status
 * @param {Partial<ErrorMessage>} answer
 * @returns {Trouble}
 */
function troubleOf(status, { error }) {
  return {
    status,
    message: error?.message ?? `the control API answered ${status}`,
    hint: error?.hint ?? null,
    problems: (error?.problems ?? []).map(
      ({ line, column, message, hint }) => `${line}:${column} ${message}${hint === null ? '' : ` (${hint})`}`,
    ),
  };
}
