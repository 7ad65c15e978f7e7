import { stripVTControlCharacters } from 'node:util';

/** Columns that a text takes, without its colours. Wide characters count as one: the reports' own text has none. */
export function widthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

/** Left and right text on one line of the given width, or on two where they do not fit. */
export function spread(left: string, right: string, columns: number): string[] {
  const room = columns - widthOf(left) - widthOf(right);
  if (right === '') return [left];
  return room >= 2 ? [left + ' '.repeat(room) + right] : [left, `   ${right}`];
}

/** Cuts a plain text to so many columns, with an ellipsis where it was longer. */
export function cut(text: string, columns: number): string {
  const characters = [...text];
  return characters.length <= columns ? text : `${characters.slice(0, Math.max(0, columns - 1)).join('')}…`;
}
