import type { Diagnostic } from './diagnostic.ts';
import { displayWidth } from './display-width.ts';
import { blanked, harmless } from './harmless.ts';
import { lineColumn, type Place, placeText } from './place.ts';
import { maskUrls } from './url-secrets.ts';

/** How to emphasise parts of a text; the plain one adds nothing. */
export interface Emphasis {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

const same = (text: string): string => text;
export const PLAIN: Emphasis = { error: same, warning: same, strong: same, faint: same };

const MAX_LINE = 110;
const MIN_LINE = 12;
/** What stands before a source line. */
const GUTTER = 7;

/**
 * The source line of a place with carets under it, as two lines; empty where there is no text to show. Of a line that is longer than
 * there are columns, what is around the place is shown.
 */
export function showPlace(place: Place, emphasis: Emphasis = PLAIN, columns = MAX_LINE + GUTTER): string[] {
  if (place.source.text === '') return [];
  const { line, column, text } = lineColumn(place.source, place.start);
  const number = String(line).padStart(4);
  const gutter = ' '.repeat(number.length);
  const room = Math.max(MIN_LINE, Math.min(columns - GUTTER, MAX_LINE));
  const from = column - 1 > room - Math.min(20, room / 2) ? column - 1 - Math.min(40, room >> 1) : 0;
  // A secret in a URL is blotted out where it stands, so that the caret still points at its place.
  const visible = blanked(maskUrls(text, (secret) => '•'.repeat(secret.length)).slice(from, from + room));
  const before = visible.slice(0, column - 1 - from);
  const under = visible.trimEnd().slice(before.length, before.length + place.end - place.start);
  return [
    `${emphasis.faint(`${number} │`)} ${visible.trimEnd()}`,
    `${emphasis.faint(`${gutter} │`)} ${' '.repeat(displayWidth(before))}${emphasis.error('^'.repeat(Math.max(1, displayWidth(under))))}`,
  ];
}

/**
 * One complaint for people: place, code, the line with carets, what was found and expected, and what to do about it. Nothing that
 * a file holds acts on the terminal.
 */
export function showDiagnostic(diagnostic: Diagnostic, emphasis: Emphasis = PLAIN, columns?: number): string {
  const { place, severity, code, message, found, expected, hint } = diagnostic;
  const at = place.source.text === '' ? place.source.name : placeText(place);
  const paint = severity === 'error' ? emphasis.error : emphasis.warning;
  const lines = [
    `${emphasis.strong(harmless(at))}: ${paint(`${severity}[${code}]`)} ${shown(message)}`,
    ...showPlace(place, emphasis, columns),
  ];
  if (found !== undefined && !names(message, found)) lines.push(`    found:    ${shown(found)}`);
  if (expected !== undefined && !message.includes(expected) && !isNoise(expected, hint))
    lines.push(`    expected: ${shown(expected)}`);
  if (hint !== undefined) lines.push(`    hint:     ${shown(hint)}`);
  return lines.join('\n');
}

/** Nothing that a file holds acts on the terminal, and no credentials in a URL are repeated. */
function shown(text: string): string {
  return harmless(maskUrls(text));
}

/** Whether a message names what was found, which it does in quotes. */
function names(message: string, found: string): boolean {
  return message.includes(found.startsWith('"') ? found : `"${found}"`);
}

/** A long list of what could stand there only hides the word that was meant. */
function isNoise(expected: string, hint: string | undefined): boolean {
  return expected.length > MAX_LINE && hint?.startsWith('did you mean') === true;
}
