// @ts-check
import { element } from './element.js';

/**
 * @typedef {object} TabsOptions
 * @property {string} label
 * @property {string} chosen name of the part that is shown first
 * @property {(name: string) => void} onChoose
 * @property {readonly { readonly name: string, readonly make: () => HTMLElement }[]} parts made when they are first looked at
 */

/**
 * Parts of which one is shown; arrow keys go from one to the next.
 * @param {TabsOptions} options
 * @returns {HTMLElement}
 */
export function tabs({ label, chosen, onChoose, parts }) {
  const list = element('div', { role: 'tablist', 'aria-label': label });
  const panel = element('div', { role: 'tabpanel', id: 'tab-panel', 'aria-labelledby': 'tab-0' });
  const buttons = parts.map(({ name }, index) =>
    element(
      'button',
      { type: 'button', role: 'tab', id: `tab-${index}`, 'aria-controls': 'tab-panel' },
      name,
    ),
  );
  /** @type {Map<number, HTMLElement>} */
  const made = new Map();
  /** @param {number} index */
  const show = (index) => {
    const part = parts[index];
    if (part === undefined) return;
    buttons.forEach((button, place) => {
      button.setAttribute('aria-selected', String(place === index));
      button.tabIndex = place === index ? 0 : -1;
    });
    const content = made.get(index) ?? part.make();
    made.set(index, content);
    panel.replaceChildren(content);
    panel.setAttribute('aria-labelledby', `tab-${index}`);
  };
  /** @param {number} index */
  const choose = (index) => {
    show(index);
    onChoose(parts[index]?.name ?? '');
  };
  buttons.forEach((button, index) => {
    button.addEventListener('click', () => choose(index));
    button.addEventListener('keydown', (event) => {
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (by === 0) return;
      event.preventDefault();
      event.stopPropagation();
      const next = (index + by + buttons.length) % buttons.length;
      choose(next);
      buttons[next]?.focus();
    });
  });
  list.append(...buttons);
  show(
    Math.max(
      0,
      parts.findIndex(({ name }) => name === chosen),
    ),
  );
  return element('div', { class: 'tabs' }, list, panel);
}
