// @ts-check
// The answer first: the verdict so far, the counts, and whether the page is live.
/** @import { StatusMessage } from '../../control/messages.ts' */
/** @import { StreamState } from './event-source.js' */

import { bytesText, countText, instantText, ofThem } from './amount-text.js';
import { byId, element, say } from './element.js';
import { visibleText } from './visible-text.js';

/**
 * What was counted against the contract so far; null while it is being counted.
 * @typedef {object} Tally
 * @property {number} judged
 * @property {number} different JSON objects that are not as the contract says
 * @property {number} unusable bodies that are no JSON object
 * @property {number} unjudged records that were gone before they could be counted
 */

const CONNECTION = {
  connecting: 'connecting …',
  live: 'live',
  lost: 'connection lost, trying again …',
  refused: 'a token is needed',
};

export class TopBar {
  #verdict = byId('verdict', HTMLElement);
  #counts = byId('counts', HTMLElement);
  #connection = byId('connection', HTMLElement);
  #replies = byId('open-replies', HTMLButtonElement);
  #onKind;
  /** @type {Map<string, { readonly button: HTMLElement, readonly value: HTMLElement }>} */
  #known = new Map();

  /** @param {(kind: number) => void} onKind a count was clicked: show these records */
  constructor(onKind) {
    this.#onKind = onKind;
  }

  /** @param {StreamState} state */
  connection(state) {
    say(this.#connection, CONNECTION[state]);
    this.#connection.dataset.state = state;
  }

  /**
   * @param {StatusMessage} status
   * @param {Tally | null} tally
   */
  show(status, tally) {
    const { contract, receiver, counts, journal, replies, startedAtMs } = status;
    say(byId('url', HTMLElement), visibleText(receiver.url));
    say(
      byId('contract', HTMLElement),
      ` ${visibleText(contract.title)}${receiver.listening ? '' : ' · refuses connections'}`,
    );
    byId('about', HTMLElement).title = `started ${instantText(startedAtMs)}`;
    const gone = journal.gaps.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    this.#sayVerdict(contract.title, tally);
    this.#count('recorded', counts.sinceReset, '', 0);
    this.#count('not as the contract says', tally?.different ?? null, 'bad', 1);
    this.#count('unusable bodies', tally?.unusable ?? 0, 'bad', 2);
    this.#count('without a notification', counts.otherRequests, '', 4);
    this.#count('not recorded', counts.notRecorded, 'bad', null);
    this.#count('refused: not HTTP', counts.refusedByParser, 'bad', null);
    this.#count('gone (gap)', gone, 'gap', null);
    this.#count('in the journal', bytesText(journal.bytes), '', null);
    this.#count('connections open', counts.openConnections, '', null);
    const active = replies.rules.length;
    say(this.#replies, active === 0 ? 'Answers: as usual' : `Answers: ${ofThem(active, 'rule')}`);
    this.#replies.classList.toggle('on', active > 0);
    const unread = tally !== null && tally.different + tally.unusable > 0 ? '✗ ' : '';
    document.title = `${unread}${countText(counts.sinceReset)} recorded · ocs-sim receiver`;
  }

  /**
   * @param {string} contract
   * @param {Tally | null} tally
   */
  #sayVerdict(contract, tally) {
    const wrong = tally === null ? 0 : tally.different + tally.unusable;
    let [state, text] = ['none', 'Nothing recorded yet'];
    if (tally === null) [state, text] = ['none', 'Counting …'];
    else if (wrong > 0) {
      state = 'bad';
      text = `✗ ${countText(wrong)} of ${ofThem(tally.judged, 'notification')} not as ${contract} says`;
    } else if (tally.unjudged > 0) {
      state = 'gap';
      text = `~ Inconclusive: ${ofThem(tally.unjudged, 'record')} gone unjudged, the other ${countText(tally.judged)} fit`;
    } else if (tally.judged > 0) {
      state = 'good';
      text = `✓ ${tally.judged === 1 ? 'The only one is' : `All ${countText(tally.judged)} are`} as ${contract} says`;
    }
    say(this.#verdict, text);
    this.#verdict.dataset.state = state;
  }

  /**
   * A count appears once it is not nothing; the first one always.
   * @param {string} name
   * @param {number | string | null} count
   * @param {string} kind
   * @param {number | null} filter
   */
  #count(name, count, kind, filter) {
    let known = this.#known.get(name);
    if (known === undefined) {
      if ((count === 0 || count === null) && kind !== '') return;
      const value = element('strong');
      const button = element(filter === null ? 'div' : 'button', filter === null ? {} : { type: 'button' });
      if (filter !== null) button.addEventListener('click', () => this.#onKind(filter));
      button.className = `count ${kind}`;
      known = { button, value };
      this.#known.set(name, known);
      button.append(value, ' ', element('span', {}, name));
      const order = [...ORDER];
      const next = order
        .slice(order.indexOf(name) + 1)
        .map((each) => this.#known.get(each)?.button.parentElement ?? null)
        .find((each) => each !== null);
      this.#counts.insertBefore(element('li', {}, button), next ?? null);
    }
    say(known.value, count === null ? '…' : typeof count === 'number' ? countText(count) : count);
    known.button.classList.toggle('zero', count === 0);
  }
}

const ORDER = [
  'recorded',
  'not as the contract says',
  'unusable bodies',
  'without a notification',
  'not recorded',
  'refused: not HTTP',
  'gone (gap)',
  'in the journal',
  'connections open',
];
