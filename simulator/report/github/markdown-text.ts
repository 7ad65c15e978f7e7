import { harmless } from '../../../receiver/document/harmless.ts';

/** Every sign that could mean something in Markdown or HTML, and where GitHub would see a mention or a link. */
const SIGNS = /[!-&*+:-@[-`{-~]/g;

/** A text that shows as it is in Markdown and in the HTML within: in one line, every sign as a character reference, which is never markup. */
export function markdownText(text: string): string {
  return harmless(text).replace(SIGNS, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Lines as they stand, in a block of their own in which nothing is Markdown. */
export function markdownBlock(lines: readonly string[]): string {
  const text = lines
    .flatMap((line) => line.split('\n'))
    .map((line) => harmless(line).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
    .join('\n');
  return `\n<pre>\n${text}\n</pre>\n`;
}

/** A row of a table. */
export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
