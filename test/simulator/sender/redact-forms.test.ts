import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskUrls, secretsInUrl } from '../../../receiver/document/url-secrets.ts';
import { REDACTED, redactor, secretsInHeader } from '../../../simulator/sender/redact.ts';

const SECRET = 'p"s\\s <wörd>/+?=';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const hex = (text: string): string => Buffer.from(text).toString('hex');

describe('A secret is taken out of an answer', () => {
  test.each([
    ['in hexadecimal digits', hex(SECRET)],
    ['in capital hexadecimal digits', hex(SECRET).toUpperCase()],
    ['in hexadecimal digits with blanks', hex(SECRET).replace(/..(?=.)/g, '$& ')],
    ['in base64 of something longer', base64(`Authorization: Bearer ${SECRET}!`)],
    ['in base64 of user and password', base64(`u:${SECRET}`)],
    ['in base64 of another user and password', base64(`us:${SECRET}`)],
    ['in base64 for URLs of something longer', Buffer.from(`xyz${SECRET}z`).toString('base64url')],
    ['in hexadecimal digits of something longer', hex(`Bearer ${SECRET}`)],
    ['with small percent signs', encodeURIComponent(SECRET).toLowerCase()],
    ['with every character behind a percent sign', hex(SECRET).replace(/../g, '%$&')],
    ['as a form sends it', new URLSearchParams({ a: SECRET }).toString().slice(2)],
    ['in HTML', 'p&quot;s\\s &lt;wörd&gt;/+?='],
    ['in HTML by numbers', [...SECRET].map((each) => `&#${each.codePointAt(0)};`).join('')],
    ['in JSON within JSON', JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
    ['in JSON of ASCII alone', JSON.stringify(SECRET).slice(1, -1).replace('ö', '\\u00F6')],
  ])('%s', (_form, form) => {
    const clean = redactor([SECRET])(`you said ${form}, and ${form}`);
    expect(clean).toContain(REDACTED);
    // What is left of each is what was encoded beside it.
    for (const left of clean.split(REDACTED)) expect(left).not.toContain(form.slice(-8, -1));
  });

  test('where only its begin is repeated', () => {
    expect(redactor(['open-sesame-1234'])('no such token: open-ses...')).toBe(
      `no such token: ${REDACTED}...`,
    );
    expect(redactor(['open-sesame-1234'])('no such token: open-sesame-12')).toBe(
      `no such token: ${REDACTED}`,
    );
    expect(redactor(['open-sesame-1234'])('the door is open')).toBe('the door is open');
  });

  test('where only parts of a JSON Web Token are', () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvY3MifQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r';
    const redact = redactor([token]);
    for (const part of token.split('.')) expect(redact(`bad part ${part}`)).toBe(`bad part ${REDACTED}`);
  });

  test('in whatever text it is encoded, by whichever of the ways', () => {
    const secret = fc.string({ minLength: 6, maxLength: 40 });
    const around = fc.string({ maxLength: 8 });
    const ways = [base64, hex, (text: string) => encodeURIComponent(text.toWellFormed())];
    fc.assert(
      fc.property(secret, around, around, fc.constantFrom(...ways), (one, before, behind, way) => {
        const clean = redactor([one])(way(before + one + behind));
        expect(clean).toContain(REDACTED);
        expect(clean).not.toContain(way(one).replaceAll('=', '').slice(0, -1));
      }),
    );
  });

  test('of a long text in a moment, whatever the secret is made of', () => {
    const redact = redactor(['\\'.repeat(30), '"'.repeat(30), `${'a'.repeat(60)}b`, '+'.repeat(20)]);
    for (const unit of ['\\', '\\"', 'a', '%2B', '&#43;'])
      expect(redact(unit.repeat(Math.floor(100_000 / unit.length))).length).toBeGreaterThan(0);
  });
});

test('Credentials of a header are those behind its scheme as well', () => {
  expect(secretsInHeader('Bearer open-sesame')).toEqual(['Bearer open-sesame', 'open-sesame']);
  expect(secretsInHeader(`Basic ${base64('ocs:sesame')}`)).toContain('sesame');
});

describe('A URL is shown', () => {
  test.each([
    ['http://a/?api_key=hunter2&pipeline=ocs', `http://a/?api_key=${REDACTED}&pipeline=ocs`],
    ['https://a/x?apiKey=1&access_token=b#c', `https://a/x?apiKey=${REDACTED}&access_token=${REDACTED}#c`],
    ['http://u:p@a:1/x', `http://${REDACTED}@a:1/x`],
    ['http://a/?x=0123456789abcdefghij', `http://a/?x=${REDACTED}`],
    ['http://a/?client%5Fsecret=x', `http://a/?client%5Fsecret=${REDACTED}`],
    ['http://a/?from={from}&size={size}&refresh=true', 'http://a/?from={from}&size={size}&refresh=true'],
    ['see "http://a/?sig=x" and http://b', `see "http://a/?sig=${REDACTED}" and http://b`],
    ['no URL: token=hunter2', 'no URL: token=hunter2'],
  ])('%s without credentials', (url, shown) => {
    expect(maskUrls(url)).toBe(shown);
  });

  test('and its credentials are secrets, as they are meant', () => {
    expect(secretsInUrl('http://u:p%40ss@a/?token=a+b%2Fc&sig=abc&page=1234')).toEqual(['p@ss', 'a b/c']);
  });
});
