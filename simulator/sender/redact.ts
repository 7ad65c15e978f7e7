// Secrets are taken out of what others say: answers, errors of other programs, values that a store holds. Our own sentences are put
// together afterwards, so that a secret never cuts into their words.

import { REDACTED, SHORTEST_SECRET } from '../../receiver/document/url-secrets.ts';

export { REDACTED, SHORTEST_SECRET };

/**
 * Takes secrets out of a text that others may see. A text that was `cut` off within a secret loses the begin of that as well, where
 * it is four characters or more.
 */
export type Redact = (text: string, cut?: boolean) => string;

/**
 * For any of these texts, in all forms in which answers and errors repeat them: as they are, escaped in a URL, in JSON or in HTML, in
 * base64 and in hexadecimal digits, by themselves or within something longer. Of a long secret its begin and the parts of a JSON Web
 * Token are secrets as well.
 */
export function redactor(secrets: readonly string[]): Redact {
  // The longest first: one secret may be a part of another.
  const all = [...new Set(secrets.flatMap(withParts))]
    .filter((secret) => secret !== '')
    .sort((a, b) => b.length - a.length);
  if (all.length === 0) return (text) => text;
  const pattern = new RegExp(all.flatMap(patternsOf).join('|'), 'g');
  const plainForms = all.flatMap(formsOf);
  return (text, cut = false) => {
    const clean = text.replace(pattern, REDACTED);
    return cut ? withoutBegin(clean, plainForms) : clean;
  };
}

/** The credentials in headers by name: values whole, without the scheme before them, and what basic authentication encodes. */
export function secretsInHeader(value: string): readonly string[] {
  const credentials = value.replace(/^[\w-]+ +/, '');
  const basic = /^basic +/i.test(value) ? Buffer.from(credentials, 'base64').toString('utf8') : '';
  const password = basic.slice(basic.indexOf(':') + 1);
  return [value, credentials, ...(basic === '' ? [] : [basic, password])].filter(
    (each) => each.length >= SHORTEST_SECRET,
  );
}

function withParts(secret: string): readonly string[] {
  const isToken = /^[\w-]{8,}(?:\.[\w-]+){2,4}$/.test(secret);
  return isToken ? [secret, ...secret.split('.').filter((part) => part.length >= 8)] : [secret];
}

/** From this length on a begin of a secret is one. */
const LONG = 12;
const BEGIN = 8;
/** Of so many characters every begin is looked for. */
const MOST_BEGINS = 200;

function patternsOf(secret: string): readonly string[] {
  const written = charactersOf(secret).map(writtenAnyhow);
  const whole = written.join('');
  const inside = [...base64Patterns(secret), hexPattern(secret)].filter((pattern) => pattern !== '');
  if (secret.length < LONG) return [whole, ...inside];
  const rest = written
    .slice(BEGIN, MOST_BEGINS)
    .reduceRight((after, character) => `(?:${character}${after})?`, '');
  return [whole, written.slice(0, BEGIN).join('') + rest, ...inside];
}

/** Characters, a run of backslashes being one. */
function charactersOf(secret: string): readonly string[] {
  return secret.match(/\\+|[\s\S]/gu) ?? [];
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', 'amp'],
  ['<', 'lt'],
  ['>', 'gt'],
  ['"', 'quot'],
  ["'", 'apos'],
]);
const JSON_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', 'n'],
  ['\r', 'r'],
  ['\t', 't'],
  ['\b', 'b'],
  ['\f', 'f'],
]);

/** A pattern for a character in any of the ways in which URLs, JSON and HTML write it. */
function writtenAnyhow(character: string): string {
  if (character.startsWith('\\')) {
    const { length } = character;
    return `(?:\\\\{${length},${length * 4}}|(?:%5[cC]){${length}}|(?:&#(?:92|[xX]5[cC]);){${length}})`;
  }
  const code = character.codePointAt(0)!;
  const units = Array.from({ length: character.length }, (_, at) =>
    anyCase(character.charCodeAt(at).toString(16).padStart(4, '0')),
  );
  const bytes = [...Buffer.from(character)].map((byte) => anyCase(byte.toString(16).padStart(2, '0')));
  const ways = [
    escaped(character),
    bytes.map((byte) => `%${byte}`).join(''),
    units.map((unit) => `\\\\{1,4}u${unit}`).join(''),
    `&#0{0,4}(?:${code}|[xX]0{0,4}${anyCase(code.toString(16))});`,
  ];
  if (character === ' ') ways.push('\\+');
  if (/["'/]/.test(character)) ways.push(`\\\\{1,4}${escaped(character)}`);
  const entity = ENTITIES.get(character);
  if (entity !== undefined) ways.push(`&${entity};`);
  const short = JSON_ESCAPES.get(character);
  if (short !== undefined) ways.push(`\\\\{1,4}${short}`);
  return `(?:${ways.join('|')})`;
}

/** Where a secret stands within a longer text that is encoded, what is left and right of it goes with it. */
function base64Patterns(secret: string): readonly string[] {
  const around = '[A-Za-z0-9+/_-]?';
  return base64Within(secret).map(
    (digits) => `${around}${[...digits].map(base64Digit).join('')}${around}(?:=|%3[dD]){0,2}`,
  );
}

/**
 * Its digits in base64 where it begins at the first, second and third of three bytes, without those in which other bytes have a share.
 */
function base64Within(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2]
    .map((before) => {
      const all = Buffer.concat([Buffer.alloc(before), bytes]);
      const digits = all.toString('base64').replaceAll('=', '');
      return digits.slice([0, 2, 3][before], all.length % 3 === 0 ? undefined : -1);
    })
    .filter((digits) => digits.length >= SHORTEST_SECRET);
}

function base64Digit(digit: string): string {
  if (digit === '+') return '(?:[+-]|%2[bB])';
  return digit === '/' ? '(?:\\\\{0,4}[/_]|%2[fF])' : digit;
}

function hexPattern(secret: string): string {
  const bytes = [...Buffer.from(secret)].map((byte) => anyCase(byte.toString(16).padStart(2, '0')));
  return bytes.length < SHORTEST_SECRET ? '' : bytes.join('(?:[ :]|\\\\{1,2}x)?');
}

function anyCase(digits: string): string {
  return digits.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    ...base64Within(secret),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()),
  ];
}

const SHORTEST_BEGIN = 4;

function withoutBegin(text: string, forms: readonly string[]): string {
  let cut = 0;
  for (const form of forms) {
    for (let length = Math.min(form.length - 1, text.length); length >= SHORTEST_BEGIN; length -= 1) {
      if (!text.endsWith(form.slice(0, length))) continue;
      cut = Math.max(cut, length);
      break;
    }
  }
  return cut === 0 ? text : `${text.slice(0, -cut)}${REDACTED}`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
