import { displayWidth as widthOf } from '../../receiver/document/display-width.ts';

export { widthOf };

/** Left and right text on one line of the given width, or on two where they do not fit. */
export function spread(left: string, right: string, columns: number): string[] {
  const room = columns - widthOf(left) - widthOf(right);
  if (right === '') return [left];
  return room >= 2 ? [left + ' '.repeat(room) + right] : [left, `   ${right}`];
}

/** Cuts a plain text to so many columns, with an ellipsis where it was longer. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  const kept: string[] = [];
  let width = 1;
  for (const character of text) {
    width += widthOf(character);
    if (width > columns) break;
    kept.push(character);
  }
  return `${kept.join('')}…`;
}

/** The same, but the ellipsis stands before the last few characters: names that are counted differ at their ends. */
export function cutInside(text: string, columns: number): string {
  const end = text.slice(-6);
  return widthOf(text) <= columns || columns < 12 ? cut(text, columns) : cut(text, columns - 6) + end;
}

/** Lines that are too long broken between words, what follows a little further in; a word is never broken. */
export function wrapped(lines: readonly string[], columns: number): string[] {
  return lines.flatMap((line) => (widthOf(line) <= columns ? [line] : broken(line, columns)));
}

function broken(line: string, columns: number): string[] {
  const indent = /^ */.exec(line)![0];
  const lines: string[] = [];
  let current = '';
  for (const [word] of line.matchAll(/(?<! ) *[^ ]+/g)) {
    if (current.trim() === '' || widthOf(current + word) <= columns) current += word;
    else {
      lines.push(current);
      current = `${indent}  ${word.trimStart()}`;
    }
  }
  return [...lines, current];
}

/** Where less than this would be left beside a head, the text goes below it. */
const NARROWEST = 24;
const BELOW = ' '.repeat(5);

/** A head, and beside it a plain text that is broken between words and keeps to its own column. */
export function hanging(head: string, text: string, columns: number): string[] {
  const room = columns - widthOf(head);
  if (room >= NARROWEST) {
    const [first = '', ...rest] = wrapped([text], room);
    const margin = ' '.repeat(widthOf(head));
    return [head + first, ...rest.map((line) => margin + line.trimStart())];
  }
  const below = wrapped([BELOW + text], columns);
  return [head.trimEnd(), ...below.map((line) => BELOW + line.trimStart())];
}
