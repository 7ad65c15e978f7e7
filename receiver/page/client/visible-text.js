// @ts-check

/** Controls, invisible marks, direction overrides and lone surrogates: what a text could hide or turn around with. */
const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * A received text on one line with nothing hidden in it: controls and other invisible characters as ‹U+202E›.
 * @param {string} text
 */
export function visibleText(text) {
  return text.replace(HIDDEN, picture);
}

/**
 * The same for a text of several lines: its line ends and tabs stay.
 * @param {string} text
 */
export function visibleLines(text) {
  return text.replace(HIDDEN, (character) =>
    character === '\n' || character === '\t' ? character : picture(character),
  );
}

/** @param {string} character */
function picture(character) {
  return `‹U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}›`;
}
