import { describe, expect, test } from 'vitest';
import { type Credentials, gateFor, withoutCredentials } from '../../receiver/access.ts';

const OCS: Credentials = { scheme: 'basic', user: 'ocs', password: 'pässword:1' };
const TOKEN: Credentials = { scheme: 'bearer', token: 'abc.def-123' };

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

const shown = (value: string) => ['Host', 'x', 'authorization', value];

describe('A gate', () => {
  const gate = gateFor([OCS, TOKEN])!;

  test.each([
    ['the user and the password, colon and umlaut included', basic('ocs', 'pässword:1')],
    ['the same without padding', basic('ocs', 'pässword:1').replace(/=+$/, '')],
    ['a scheme in other letters', basic('ocs', 'pässword:1').replace('Basic', 'bASIC ')],
    ['the token', 'Bearer abc.def-123'],
    ['the token in a scheme of small letters', 'bearer abc.def-123'],
  ])('opens to %s', (_what, value) => {
    expect(gate.denial(shown(value))).toBeNull();
  });

  test.each([
    ['another password', basic('ocs', 'password:1')],
    ['another user', basic('OCS', 'pässword:1')],
    ['the password where the user ends elsewhere', basic('ocs:p', 'ässword:1')],
    ['the beginning of the token', 'Bearer abc'],
    ['a token in other letters', 'Bearer ABC.DEF-123'],
    ['the token as if it were basic', `Basic ${Buffer.from('abc.def-123').toString('base64')}`],
    ['the token under another scheme', 'Digest abc.def-123'],
    ['a scheme alone', 'Bearer'],
    ['nothing', ''],
  ])('does not open to %s', (_what, value) => {
    expect(gate.denial(shown(value))).toBe('credentials wrong');
  });

  test('does not open to two, of which a proxy may have looked at the other one', () => {
    const right = basic('ocs', 'pässword:1');
    for (const [first, second] of [
      [right, 'Bearer wrong'],
      ['Bearer wrong', right],
      [right, right],
    ] as const)
      expect(gate.denial([...shown(first), 'AUTHORIZATION', second])).toBe('credentials wrong');
  });

  test('says when nothing was shown at all', () => {
    expect(gate.denial(['Host', 'x'])).toBe('credentials missing');
  });

  test('names each scheme once', () => {
    expect(gateFor([OCS, { ...OCS, user: 'other' }, TOKEN])!.challenges).toEqual([
      'Basic realm="ocs-sim", charset="UTF-8"',
      'Bearer realm="ocs-sim"',
    ]);
  });

  test('is not there where nobody is asked', () => {
    expect(gateFor([])).toBeNull();
  });
});

test('Headers lose the values of credentials, whatever letters their names are in, and nothing else', () => {
  expect(
    withoutCredentials([
      ...['Host', 'authorization'],
      ...['AUTHORIZATION', 'Basic abc'],
      ...['Proxy-Authorization', 'secret'],
      ...['Cookie', 'session=1'],
      ...['X-Authorization', 'kept'],
    ]),
  ).toEqual([
    ...['Host', 'authorization'],
    ...['AUTHORIZATION', 'Basic [not recorded]'],
    ...['Proxy-Authorization', '[not recorded]'],
    ...['Cookie', '[not recorded]'],
    ...['X-Authorization', 'kept'],
  ]);
});
