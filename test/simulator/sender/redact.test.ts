import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REDACTED, redactor } from '../../../simulator/sender/redact.ts';

const SECRET = 'p"s\\s wörd/+?=';

describe('A secret is taken out of a text', () => {
  test.each([
    ['as it is', SECRET],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64 for URLs', Buffer.from(SECRET).toString('base64url')],
    ['within JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['within a URL', encodeURIComponent(SECRET)],
  ])('%s', (_form, form) => {
    expect(redactor([SECRET])(`you said ${form}, twice: ${form}`)).toBe(
      `you said ${REDACTED}, twice: ${REDACTED}`,
    );
  });

  test('also where another one is a part of it', () => {
    expect(redactor(['abc', 'abcdef'])('abcdef abc')).toBe(`${REDACTED} ${REDACTED}`);
  });

  test('also its begin, where a text was cut off within it', () => {
    const redact = redactor(['open-sesame']);
    expect(redact('the token open-ses', true)).toBe(`the token ${REDACTED}`);
    expect(redact('the token open-ses')).toBe('the token open-ses');
  });
});

test('Without secrets, and with empty ones, a text stays as it is', () => {
  expect(redactor([])('any')).toBe('any');
  expect(redactor([''])('any', true)).toBe('any');
});

test('Whatever secrets there are, none of them is left, and what is left was there', () => {
  const secret = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !REDACTED.includes(text));
  fc.assert(
    fc.property(fc.array(secret, { minLength: 1 }), fc.array(fc.string()), (secrets, texts) => {
      const text = texts.map((each, index) => each + secrets[index % secrets.length]).join('');
      const clean = redactor(secrets)(text);
      const left = clean.split(REDACTED);
      expect(left.filter((each) => secrets.some((one) => each.includes(one)))).toEqual([]);
      expect(left.filter((each) => !text.includes(each))).toEqual([]);
    }),
  );
});
