// @ts-check
// How the receiver answers: faults as switches, the rules in force with their counts, and a field for any other rule.
/** @import { RepliesMessage, ReplyRuleMessage } from '../../control/messages.ts' */
/** @import { Api, Outcome } from './api.js' */
/** @import { Rule } from './fault-presets.js' */

import { countText, ofThem } from './amount-text.js';
import { element } from './element.js';
import { canonical, FAULTS } from './fault-presets.js';
import { EVENTS } from './filter-words.js';
import { troubleView } from './record-view.js';
import { visibleText } from './visible-text.js';

/** @type {readonly (readonly [label: string, chance: string])[]} */
const CHANCES = [
  ['always', '1'],
  ['one in two', '0.5'],
  ['one in ten', '0.1'],
  ['one in a hundred', '0.01'],
];

export class RepliesView {
  #api;
  #onReplies;
  #switches = element('div', { class: 'switches' });
  #inForce = element('div', { class: 'in-force' });
  #trouble = element('div', { 'aria-live': 'polite' });
  #event = element(
    'select',
    { 'aria-label': 'Only for this event' },
    element('option', { value: '' }, 'every event'),
  );
  #group = element('input', {
    type: 'text',
    'aria-label': 'Only for this group',
    placeholder: 'every group',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  #chance = element(
    'select',
    { 'aria-label': 'How often' },
    ...CHANCES.map(([label, chance]) => element('option', { value: chance }, label)),
  );
  #own = element('textarea', {
    rows: 3,
    spellcheck: 'false',
    placeholder: '{ event: periodic, nth: 3, status: 503, delay: 2s }',
  });
  /** @type {RepliesMessage} */
  #replies = { rules: [] };
  content;

  /**
   * @param {Api} api
   * @param {(replies: RepliesMessage) => void} onReplies hears of every change made here
   */
  constructor(api, onReplies) {
    this.#api = api;
    this.#onReplies = onReplies;
    this.#event.append(...EVENTS.map((event) => element('option', { value: event }, event)));
    for (const scope of [this.#event, this.#group, this.#chance])
      scope.addEventListener('input', () => this.#draw());
    const add = element('button', { type: 'submit' }, 'Add the rule');
    const form = element(
      'form',
      {},
      element('label', { class: 'own' }, 'Any other rule, as a scenario writes it under reply:', this.#own),
      add,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#own.value.trim() !== '') this.#carryOut(this.#api.addReply(this.#own.value));
    });
    this.content = element(
      'div',
      { class: 'replies' },
      element(
        'div',
        { class: 'scope' },
        element('label', {}, 'for ', this.#event),
        element('label', {}, 'of ', this.#group),
        element('label', {}, 'hit ', this.#chance),
      ),
      this.#switches,
      this.#trouble,
      element('h3', {}, 'In force'),
      this.#inForce,
      form,
    );
    this.#draw();
  }

  /** @param {RepliesMessage} replies */
  show(replies) {
    this.#replies = replies;
    this.#draw();
  }

  /** @returns {Rule} the conditions that the switches set */
  #scope() {
    const group = this.#group.value.trim();
    return {
      ...(this.#event.value === '' ? {} : { event: this.#event.value }),
      ...(group === '' ? {} : { group }),
      ...(this.#chance.value === '1' ? {} : { probability: Number(this.#chance.value) }),
    };
  }

  #draw() {
    const { activeElement } = document;
    const focused = activeElement instanceof HTMLElement ? activeElement.dataset.of : undefined;
    this.#switches.replaceChildren(...FAULTS.map((fault) => this.#faultSwitch(fault)));
    const { rules } = this.#replies;
    const none = element('p', { class: 'faint' }, 'Every request is answered as usual.');
    this.#inForce.replaceChildren(
      ...(rules.length === 0 ? [none] : rules.map((rule) => this.#ruleRow(rule))),
    );
    if (rules.length > 0) {
      const all = element('button', { type: 'button', 'data-of': 'all' }, 'Answer as usual again');
      all.addEventListener('click', () => this.#carryOut(this.#api.clearReplies()));
      this.#inForce.append(all);
    }
    if (focused === undefined) return;
    // What was drawn anew keeps the focus that it had.
    for (const each of this.content.querySelectorAll('[data-of]')) {
      if (each instanceof HTMLElement && each.dataset.of === focused) each.focus();
    }
  }

  /** @param {(typeof FAULTS)[number]} fault */
  #faultSwitch({ name, about, rule }) {
    const wanted = { ...this.#scope(), ...rule };
    const known = this.#replies.rules.find((each) => canonical(each.rule) === canonical(wanted));
    return switchButton(`fault ${name}`, name, about, known?.on === true, () => {
      if (known === undefined) this.#carryOut(this.#api.addReply(JSON.stringify(wanted)));
      else this.#carryOut(this.#api.changeReply(known.id, known.on ? 'remove' : 'on'));
    });
  }

  /** @param {ReplyRuleMessage} rule */
  #ruleRow({ id, name, on, summary, fitted, answered }) {
    const about = `${visibleText(name)}: answered ${ofThem(answered, 'request')} of ${countText(fitted)} that fitted`;
    const change = () => this.#carryOut(this.#api.changeReply(id, on ? 'off' : 'on'));
    const remove = element(
      'button',
      {
        type: 'button',
        'data-of': `remove ${id}`,
        'aria-label': `Remove ${visibleText(name)}`,
        title: 'Remove',
      },
      '✕',
    );
    remove.addEventListener('click', () => this.#carryOut(this.#api.changeReply(id, 'remove')));
    return element(
      'div',
      { class: 'rule' },
      switchButton(`rule ${id}`, visibleText(summary), about, on, change),
      remove,
    );
  }

  /** @param {Promise<Outcome<RepliesMessage>>} change */
  async #carryOut(change) {
    const outcome = await change;
    if (outcome.kind === 'trouble') {
      this.#trouble.replaceChildren(troubleView(outcome.trouble));
      return;
    }
    this.#trouble.replaceChildren();
    this.#own.value = '';
    this.show(outcome.value);
    this.#onReplies(outcome.value);
  }
}

/**
 * @param {string} of names it among all that can have the focus here
 * @param {string} name
 * @param {string} about
 * @param {boolean} on
 * @param {() => void} onClick
 */
function switchButton(of, name, about, on, onClick) {
  const button = element(
    'button',
    { type: 'button', role: 'switch', 'aria-checked': String(on), 'data-of': of },
    element('span', { class: 'knob', 'aria-hidden': 'true' }),
    element('span', {}, element('strong', {}, name), element('small', {}, about)),
  );
  button.addEventListener('click', onClick);
  return button;
}
