// @ts-check

/**
 * The keys that work wherever the focus is, except where one types.
 * @param {Readonly<Record<string, () => void>>} keys
 */
export function startKeyboard(keys) {
  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (document.querySelector('dialog[open]') !== null) return;
    const { target } = event;
    const typing = target instanceof Element && target.matches('input, textarea, select');
    if (typing && event.key !== 'Escape') return;
    // An arrow or Enter on a control is meant for the control.
    if (target !== document.body && (event.key === 'Enter' || event.key.startsWith('Arrow'))) return;
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}
