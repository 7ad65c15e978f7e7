import type { Diagnostic } from './diagnostic.ts';
import { inQuotes } from './look-alikes.ts';
import type { Place } from './place.ts';
import { BACKSLASH_HINT } from './yaml-complaint.ts';

/** A file that a scenario may name. */
const FILE_NAME = /^[^\s<>|?*]+\.(?:ya?ml|json|pem|crt|cer|key|txt|html?|log|ndjson)$/i;
const DRIVE = /^[A-Za-z]:\\(?!\\)/;

/**
 * What is most likely meant otherwise than YAML reads it, although nothing is wrong with it: a value that a comment cuts off, a
 * Windows path whose backslashes begin escapes, lines that were meant to be items of a list. `type` is how the value is written:
 * `PLAIN` or `QUOTE_DOUBLE`, or in another way, about which there are no doubts.
 */
export function doubtsAbout(type: string | undefined, written: string, place: Place): Diagnostic[] {
  const { source, start, end } = place;
  if (type === 'QUOTE_DOUBLE') {
    const path = written.slice(1, -1);
    if (!DRIVE.test(path) && !(path.includes('\\') && !path.includes('\\\\') && FILE_NAME.test(path)))
      return [];
    const [sign = ''] = /\\./.exec(path) ?? [];
    const message = `"${sign}" does not stand for itself between double quotes`;
    return [{ code: 'bad-value', severity: 'error', place, message, hint: BACKSLASH_HINT }];
  }
  if (type !== 'PLAIN') return [];
  const item = /\n[ \t]*(?=-[ \t])/.exec(written);
  if (item !== null) {
    const at = start + item.index + item[0].length;
    const lineEnd = source.text.indexOf('\n', at);
    const line = { source, start: at, end: Math.min(end, lineEnd === -1 ? end : lineEnd) };
    const message = 'this line goes on with the value before it, and begins no item of a list';
    return [
      {
        code: 'cut-off',
        severity: 'error',
        place: line,
        message,
        hint: 'compare its indentation with the lines around it',
      },
    ];
  }
  const [, blank = '', comment] =
    /^([ \t]+)(#[\p{L}\p{N}].*)/u.exec(source.text.slice(end, end + MOST_OF_A_COMMENT)) ?? [];
  if (comment === undefined || NO_NAME.test(written)) return [];
  const at = end + blank.length;
  const whole = `${written}${blank}${comment.trimEnd()}`;
  const hint = `put the value in quotes if this belongs to it: ${inQuotes(whole)}; or write "# ${comment.slice(1).trimEnd()}"`;
  const message = `a comment begins here, so that the value is ${inQuotes(written)} alone`;
  return [
    {
      code: 'cut-off',
      severity: 'warning',
      place: { source, start: at, end: at + comment.trimEnd().length },
      message,
      hint,
    },
  ];
}

const MOST_OF_A_COMMENT = 200;
/** Numbers, durations and words of YAML: a comment behind them cuts nothing off. */
const NO_NAME = /^(?:[+-]?[\d.][\w.%]*|true|false|null|~)$/;
