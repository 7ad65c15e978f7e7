// @ts-check
/** @import { RecordMessage, RepliesMessage } from '../../control/messages.ts' */
/** @import { Api } from './api.js' */

import { countText } from './amount-text.js';
import { byId, element, say } from './element.js';
import { recordView, troubleView } from './record-view.js';
import { visibleText } from './visible-text.js';

/**
 * @typedef {object} PanelOptions
 * @property {Api} api
 * @property {() => string} contract title of the contract in force
 * @property {(number: number) => void} onMove another record is to be opened
 * @property {() => void} onClose
 */

/** The panel on the right: one notification, or how the receiver answers. */
export class Panel {
  #panel = byId('panel', HTMLElement);
  #title = element('h2', { id: 'panel-title' });
  #body = element('div', { class: 'content' });
  #older = element(
    'button',
    { type: 'button', title: 'The one before it (j)', 'aria-label': 'The one before it' },
    '↓',
  );
  #newer = element(
    'button',
    { type: 'button', title: 'The one after it (k)', 'aria-label': 'The one after it' },
    '↑',
  );
  #options;
  /** What is asked for; an answer to an older question is dropped. */
  #wanted = 0;
  #tab = 'Fields';
  /** @type {RecordMessage | null} */
  #record = null;

  /** @param {PanelOptions} options */
  constructor(options) {
    this.#options = options;
    const close = element(
      'button',
      { type: 'button', class: 'close', title: 'Close (Esc)', 'aria-label': 'Close' },
      '✕',
    );
    close.addEventListener('click', () => this.close());
    this.#older.addEventListener('click', () => this.#go(this.#record?.previous));
    this.#newer.addEventListener('click', () => this.#go(this.#record?.following));
    this.#panel.append(
      element('div', { class: 'bar' }, this.#title, this.#newer, this.#older, close),
      this.#body,
    );
  }

  get isOpen() {
    return !this.#panel.hidden;
  }

  /** @param {number} number */
  async openRecord(number) {
    this.#wanted = number;
    const outcome = await this.#options.api.record(number);
    if (this.#wanted !== number) return;
    if (outcome.kind === 'trouble') {
      this.#record = null;
      this.#show(`#${countText(number)}`, troubleView(outcome.trouble));
      return;
    }
    const record = outcome.value;
    this.#record = record;
    const about = [record.event ?? 'unknown event', record.group].filter((each) => each !== null).join(' · ');
    const view = recordView(record, {
      contract: this.#options.contract(),
      tab: this.#tab,
      onTab: (tab) => {
        this.#tab = tab;
      },
    });
    this.#show(`#${countText(number)}  ${visibleText(about)}`, view);
  }

  /**
   * @param {string} title
   * @param {HTMLElement} content
   */
  openOther(title, content) {
    this.#wanted = 0;
    this.#record = null;
    this.#show(title, content);
  }

  /** What is open is not there any more; the other panel stays. */
  closeRecord() {
    if (this.#wanted !== 0) this.close();
  }

  close() {
    this.#wanted = 0;
    if (this.#panel.hidden) return;
    this.#panel.hidden = true;
    this.#body.replaceChildren();
    delete document.body.dataset.panel;
    this.#options.onClose();
  }

  /**
   * @param {string} title
   * @param {HTMLElement} content
   */
  #show(title, content) {
    say(this.#title, title);
    this.#older.hidden = this.#record === null;
    this.#newer.hidden = this.#record === null;
    this.#older.disabled = this.#record?.previous == null;
    this.#newer.disabled = this.#record?.following == null;
    const { scrollTop } = this.#body;
    this.#panel.hidden = false;
    document.body.dataset.panel = 'open';
    this.#body.replaceChildren(content);
    this.#body.scrollTop = this.#record === null ? 0 : scrollTop;
  }

  /** @param {number | null | undefined} number */
  #go(number) {
    if (number != null) this.#options.onMove(number);
  }
}
