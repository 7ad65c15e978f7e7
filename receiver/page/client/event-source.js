// @ts-check
// Server-sent events over fetch: EventSource itself cannot send a bearer token, nor say why a server refused it.

/**
 * @typedef {object} StreamEvent
 * @property {string} type `message` where the server names none
 * @property {string} data
 * @property {string} id the last one that was said
 */

/** Puts events together from text that arrives in any pieces, as the HTML standard says. */
export class EventParser {
  #rest = '';
  #type = '';
  #id = '';
  /** @type {string[]} */
  #data = [];

  /**
   * @param {string} text
   * @returns {StreamEvent[]} the events that are complete with it
   */
  feed(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#line(line) ?? []);
  }

  /** @param {string} line */
  #line(line) {
    if (line === '') return this.#complete();
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#type = value;
    else if (field === 'id') this.#id = value;
    return null;
  }

  #complete() {
    const event = { type: this.#type || 'message', data: this.#data.join('\n'), id: this.#id };
    const empty = this.#data.length === 0;
    this.#type = '';
    this.#data = [];
    return empty ? null : event;
  }
}

/** @typedef {'connecting' | 'live' | 'lost' | 'refused'} StreamState */

/**
 * @typedef {object} StreamOptions
 * @property {string} url
 * @property {() => Readonly<Record<string, string>>} headers
 * @property {string | null} lastId resume after this event
 * @property {(event: StreamEvent) => void} onEvent
 * @property {(state: StreamState) => void} onState
 */

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;

/**
 * Follows a stream until it is told to end. A stream that breaks is taken up again after the last event that came, at first soon,
 * then more and more patiently. A server that answers 401 or 403 is not asked again.
 * @param {StreamOptions} options
 * @returns {() => void} ends it
 */
export function followStream({ url, headers, lastId, onEvent, onState }) {
  const end = new AbortController();
  let id = lastId;
  let retryMs = FIRST_RETRY_MS;

  const once = async () => {
    const resume = id === null ? {} : { 'last-event-id': id };
    const response = await fetch(url, {
      headers: { ...headers(), accept: 'text/event-stream', ...resume },
      cache: 'no-store',
      signal: end.signal,
    });
    if (response.status === 401 || response.status === 403) return 'refused';
    if (!response.ok || response.body === null) throw new Error(`the stream was answered ${response.status}`);
    onState('live');
    retryMs = FIRST_RETRY_MS;
    const parser = new EventParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'lost';
      for (const event of parser.feed(value)) {
        if (event.id !== '') id = event.id;
        onEvent(event);
      }
    }
  };

  const forEver = async () => {
    while (!end.signal.aborted) {
      const outcome = await once().catch(() => 'lost');
      if (end.signal.aborted) return;
      onState(outcome === 'refused' ? 'refused' : 'lost');
      if (outcome === 'refused') return;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    }
  };
  onState('connecting');
  forEver();
  return () => end.abort();
}
