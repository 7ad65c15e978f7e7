// @ts-check
import { byId, element } from './element.js';

/** @type {readonly (readonly [keys: readonly string[], does: string])[]} */
const KEYS = [
  [['j', '↓'], 'the next notification (older)'],
  [['k', '↑'], 'the one before (newer)'],
  [['Enter'], 'open it'],
  [['Esc'], 'close what is open; clear the filter'],
  [['/'], 'filter'],
  [['Home', 'End'], 'the newest, the oldest'],
  [['g'], 'to the groups; arrows choose one'],
  [['n'], 'to the notifications'],
  [['a'], 'how the receiver answers: faults'],
  [['d'], 'dark or light'],
  [['?'], 'these keys'],
];

/** Makes the window that lists the keys. */
export function helpDialog() {
  const dialog = byId('help', HTMLDialogElement);
  const close = element('button', { type: 'button' }, 'Close');
  close.addEventListener('click', () => dialog.close());
  dialog.append(
    element('h2', { id: 'help-title' }, 'Keys'),
    element(
      'dl',
      { class: 'keys' },
      ...KEYS.flatMap(([keys, does]) => [
        element('dt', {}, ...keys.map((key) => element('kbd', {}, key))),
        element('dd', {}, does),
      ]),
    ),
    close,
  );
  return dialog;
}

/**
 * Makes the window that asks for the control API's token.
 * @param {(token: string) => void} onToken
 */
export function tokenDialog(onToken) {
  const dialog = byId('token', HTMLDialogElement);
  const input = element('input', { type: 'password', id: 'token-text', autocomplete: 'off', required: true });
  const refused = element('p', { role: 'alert' }, 'That token was refused.');
  refused.hidden = true;
  const form = element(
    'form',
    {},
    element('h2', { id: 'token-title' }, 'This receiver asks for a token'),
    element('p', {}, 'It is the one given as --control-token; it is kept in this tab only.'),
    refused,
    element('label', { for: 'token-text' }, 'Token'),
    input,
    element('button', { type: 'submit' }, 'Go on'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    dialog.close();
    // If it is asked for again, this one was wrong.
    refused.hidden = false;
    onToken(input.value);
    input.value = '';
  });
  dialog.append(form);
  return dialog;
}
