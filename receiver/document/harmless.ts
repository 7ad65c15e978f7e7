/** Control characters, line separators, what turns the direction of writing, and halves of surrogate pairs. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text with everything that could act on a terminal written as an escape, such as `\u001b`; it stays in one line. */
export function harmless(text: string): string {
  return text.replace(UNSAFE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same with a space for each, so that every character keeps its column. */
export function blanked(text: string): string {
  return text.replace(UNSAFE, ' ');
}
