import { harmless } from '../../../receiver/document/harmless.ts';

/** Code points that XML 1.0 does not have, and that are no control characters. */
const NO_CHARACTERS = /[\ufffe\uffff]/g;

/** A text as XML 1.0 can hold it, in one line: what it cannot hold, or what would hide, is written out as `\u0007`. */
export function xmlLine(text: string): string {
  return harmless(text).replace(NO_CHARACTERS, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}

/** The same for several lines. */
export function xmlLines(lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split('\n'))
    .map(xmlLine)
    .join('\n');
}
