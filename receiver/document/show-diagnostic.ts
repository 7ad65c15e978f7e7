import type { Diagnostic } from './diagnostic.ts';
import { lineColumn, type Place } from './place.ts';

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

/** The source line of a place with carets under it, as two lines; empty where there is no text to show. */
export function showPlace(place: Place, emphasis: Emphasis = PLAIN): string[] {
  if (place.source.text === '') return [];
  const { line, column, text } = lineColumn(place.source, place.start);
  const number = String(line).padStart(4);
  const gutter = ' '.repeat(number.length);
  const from = column - 1 > MAX_LINE - 20 ? Math.max(0, column - 1 - 40) : 0;
  const visible = text.slice(from, from + MAX_LINE).replace(/[\t\u0000-\u001f\u007f]/g, ' ');
  const length = Math.max(
    1,
    Math.min(place.end - place.start, visible.trimEnd().length - (column - 1 - from)),
  );
  return [
    `${emphasis.faint(`${number} │`)} ${visible}`,
    `${emphasis.faint(`${gutter} │`)} ${' '.repeat(column - 1 - from)}${emphasis.error('^'.repeat(length))}`,
  ];
}

/** One complaint for people: place, code, the line with carets, what was found and expected, and what to do about it. */
export function showDiagnostic(diagnostic: Diagnostic, emphasis: Emphasis = PLAIN): string {
  const { place, severity, code, message, found, expected, hint } = diagnostic;
  const at = place.source.text === '' ? place.source.name : `${place.source.name}:${atText(place)}`;
  const paint = severity === 'error' ? emphasis.error : emphasis.warning;
  const lines = [
    `${emphasis.strong(at)}: ${paint(`${severity}[${code}]`)} ${message}`,
    ...showPlace(place, emphasis),
  ];
  if (found !== undefined && !message.includes(found)) lines.push(`    found:    ${found}`);
  if (expected !== undefined && !message.includes(expected)) lines.push(`    expected: ${expected}`);
  if (hint !== undefined) lines.push(`    hint:     ${hint}`);
  return lines.join('\n');
}

function atText(place: Place): string {
  const { line, column } = lineColumn(place.source, place.start);
  return `${line}:${column}`;
}
