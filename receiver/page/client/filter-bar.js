// @ts-check
/** @import { Query } from './api.js' */

import { byId, element } from './element.js';
import { EVENTS, filterQuery } from './filter-words.js';

/** @type {readonly (readonly [label: string, query: Query])[]} */
const KINDS = [
  ['everything', []],
  ['not as the contract says', [['differences', 'true']]],
  ['malformed and other unusable bodies', [['problem', 'any']]],
  ['not answered as usual', [['fault', 'true']]],
  ['requests without a notification', [['notification', 'false']]],
];
const SOON_MS = 150;

/** The filter above the stream: it filters as you type. */
export class FilterBar {
  #text = element('input', {
    type: 'search',
    id: 'filter-text',
    placeholder: 'Filter as you type: text, group:Spring*, GSW_DIAL_MODE=2, from:-5m',
    title:
      'Text in path or body; group:Spring*  event:stopped  from:-5m  until:2m50s  GSW_DIAL_MODE=2  GSW_STAT_BUSY_FACTOR>=0.8',
    'aria-label': 'Filter the notifications',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  #event = element(
    'select',
    { 'aria-label': 'Only this event' },
    element('option', { value: '' }, 'every event'),
  );
  #kind = element('select', { 'aria-label': 'Only notifications of this kind' });
  #onlyGroup = element('button', { type: 'button', 'aria-pressed': 'false', title: 'Only the chosen group' });
  /** @type {string | null} */
  #group = null;
  #onChange;
  #said = '[]';

  /** @param {(query: Query) => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
    this.#event.append(...EVENTS.map((event) => element('option', { value: event }, event)));
    this.#kind.append(...KINDS.map(([label], index) => element('option', { value: index }, label)));
    this.#onlyGroup.textContent = 'this group';
    const form = element('form');
    byId('filter', HTMLElement).append(form);
    form.append(this.#text, this.#event, this.#kind, this.#onlyGroup);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#tell();
    });
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    this.#text.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#tell(), SOON_MS);
    });
    this.#event.addEventListener('change', () => this.#tell());
    this.#kind.addEventListener('change', () => this.#tell());
    this.#onlyGroup.addEventListener('click', () => {
      const pressed = this.#onlyGroup.getAttribute('aria-pressed') === 'true';
      this.#onlyGroup.setAttribute('aria-pressed', String(!pressed));
      this.#tell();
    });
  }

  /** @param {string | null} group the chosen one */
  set group(group) {
    this.#group = group;
    this.#tell();
  }

  focus() {
    this.#text.focus();
    this.#text.select();
  }

  /** Shows everything again. */
  clear() {
    this.#text.value = '';
    this.#event.value = '';
    this.#kind.value = '0';
    this.#onlyGroup.setAttribute('aria-pressed', 'false');
    this.#tell();
  }

  /** @param {number} kind which of KINDS */
  showKind(kind) {
    this.#kind.value = String(kind);
    this.#tell();
  }

  /** @returns {Query} */
  get query() {
    const onlyGroup = this.#onlyGroup.getAttribute('aria-pressed') === 'true' ? this.#group : null;
    return [
      ...filterQuery(this.#text.value),
      ...(this.#event.value === '' ? [] : [/** @type {const} */ (['event', this.#event.value])]),
      ...(KINDS[Number(this.#kind.value)]?.[1] ?? []),
      ...(onlyGroup === null ? [] : [/** @type {const} */ (['group', onlyGroup])]),
    ];
  }

  #tell() {
    const said = JSON.stringify(this.query);
    if (said === this.#said) return;
    this.#said = said;
    this.#onChange(this.query);
  }
}
