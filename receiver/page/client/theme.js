// @ts-check
import { byId, say } from './element.js';

const KEY = 'ocs-sim theme';
/** @typedef {'light' | 'dark'} Theme */

/**
 * Light or dark: as the system asks, until the switch says otherwise; the choice is kept in this browser.
 * @param {() => void} onChange hears of every change, for what is drawn on a canvas
 */
export function startTheme(onChange) {
  const button = byId('theme', HTMLButtonElement);
  const system = matchMedia('(prefers-color-scheme: dark)');
  /** @type {Theme | null} */
  let chosen = kept();
  /** @returns {Theme} */
  const now = () => chosen ?? (system.matches ? 'dark' : 'light');
  const show = () => {
    if (chosen === null) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    const other = now() === 'dark' ? 'Light' : 'Dark';
    say(button, other);
    button.setAttribute('aria-label', `Show the page in ${other.toLowerCase()} colours`);
    onChange();
  };
  button.addEventListener('click', () => {
    chosen = now() === 'dark' ? 'light' : 'dark';
    keep(chosen);
    show();
  });
  system.addEventListener('change', show);
  show();
}

/** @returns {Theme | null} */
function kept() {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : null;
  } catch {
    // Storage may be forbidden; then the system decides each time.
    return null;
  }
}

/** @param {Theme} theme */
function keep(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // As above: the choice lasts as long as the page.
  }
}
