// Who may post: basic and bearer authentication (RFC 7617, RFC 6750) on the receiving side. Credentials are compared as digests, in
// a time that tells nothing, and never go into a record.

import { createHash, timingSafeEqual } from 'node:crypto';

/** What one client shows to be let in. */
export type Credentials =
  | { readonly scheme: 'basic'; readonly user: string; readonly password: string }
  | { readonly scheme: 'bearer'; readonly token: string };

/** Why a request is not let in. */
export type Denial = 'credentials missing' | 'credentials wrong';

/** Looks at the credentials of requests. */
export interface Gate {
  /** Null where the request may pass. */
  denial(headers: readonly string[]): Denial | null;
  /** Values of WWW-Authenticate, one a scheme that is taken. */
  readonly challenges: readonly string[];
}

const CHALLENGES = {
  basic: 'Basic realm="ocs-sim", charset="UTF-8"',
  bearer: 'Bearer realm="ocs-sim"',
} as const;

/** A gate that opens to any of the credentials; null where none are asked for. */
export function gateFor(credentials: readonly Credentials[]): Gate | null {
  if (credentials.length === 0) return null;
  const digests = credentials.map((each) => digestOf(shown(each)));
  const schemes = new Set(credentials.map(({ scheme }) => scheme));
  return {
    challenges: [...schemes].map((scheme) => CHALLENGES[scheme]),
    denial(headers) {
      const [value, second] = valuesOf(headers, AUTHORIZATION);
      if (value === undefined) return 'credentials missing';
      // Of two, a proxy may have looked at the other one.
      if (second !== undefined) return 'credentials wrong';
      const digest = digestOf(normal(value));
      // All of them, so that the time does not say which one came close.
      const matches = digests.filter((each) => timingSafeEqual(each, digest)).length;
      return matches > 0 ? null : 'credentials wrong';
    },
  };
}

/** The same headers with the values of credentials replaced; a scheme that is known stays readable. */
export function withoutCredentials(headers: readonly string[]): readonly string[] {
  return headers.map((value, index) => {
    if (index % 2 === 0 || !isCredential(headers[index - 1]!)) return value;
    const scheme = /^(basic|bearer|digest|negotiate|ntlm) /i.exec(value)?.[1];
    return scheme === undefined ? '[not recorded]' : `${scheme} [not recorded]`;
  });
}

const AUTHORIZATION = 'authorization';

function isCredential(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === AUTHORIZATION || lower === 'proxy-authorization' || lower === 'cookie';
}

function valuesOf(headers: readonly string[], name: string): readonly string[] {
  return headers.filter((_, index) => index % 2 === 1 && headers[index - 1]!.toLowerCase() === name);
}

function shown(credentials: Credentials): string {
  if (credentials.scheme === 'bearer') return `bearer ${credentials.token}`;
  return `basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
}

/** The scheme in small letters and one space after it (RFC 9110, 11.1); padding of Base64 is often left out. */
function normal(value: string): string {
  const [, scheme = '', rest = ''] = /^(\S+) +(.*)$/.exec(value) ?? [];
  if (scheme.toLowerCase() !== 'basic') return `${scheme.toLowerCase()} ${rest}`;
  return `basic ${Buffer.from(rest, 'base64').toString('base64')}`;
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
