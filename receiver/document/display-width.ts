import { stripVTControlCharacters } from 'node:util';

/** East Asian wide and full-width characters, and emoji shown as pictures: two columns each. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Marks that are drawn over the character before them. */
const NO_COLUMN = /\p{Mn}|\p{Me}|\u200d|\ufe0f/u;

/** Columns that a text in one line takes on a terminal, colours not counted. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) {
    if (character >= ' ' && character <= '~') width += 1;
    else if (!NO_COLUMN.test(character)) width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}
