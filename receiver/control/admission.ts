// Who may ask the control API. A page of another origin must not, even from the same machine: neither by a form or a script that
// posts blindly (Origin, Sec-Fetch-Site), nor by a name that suddenly points to this machine (DNS rebinding: Host).

import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { gateFor } from '../access.ts';
import { type Refusal, refusal } from './refusal.ts';

export interface AdmissionOptions {
  /** Where the API listens. */
  readonly host: string;
  /** Null: none is needed. */
  readonly token: string | null;
}

/** Looks at the head of a request; null where it may pass. */
export interface Admission {
  /** For whatever is asked. */
  readonly toAnything: (headers: IncomingHttpHeaders) => Refusal | null;
  /** For what holds data, besides. */
  readonly toData: (headers: IncomingHttpHeaders, rawHeaders: readonly string[]) => Refusal | null;
}

export function admission({ host, token }: AdmissionOptions): Admission {
  const gate = token === null ? null : gateFor([{ scheme: 'bearer', token }]);
  const given = plainHost(host);
  const allowsAnyAddress = given === '0.0.0.0' || given === '::';

  function isOurs(name: string): boolean {
    if (name === given || name === 'localhost' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name))
      return true;
    // An address cannot be rebound as a name can; and who has the token does not come from a page.
    return token !== null || (allowsAnyAddress && isIP(name) !== 0);
  }

  return {
    toAnything({ host: asked = '' }) {
      const name = hostOf(`http://${asked}`);
      if (name !== null && isOurs(name)) return null;
      return refusal('host-not-allowed', 'the Host header names another host than this one', {
        hint: 'ask by the IP address, or set a token: --control-token',
      });
    },
    toData({ host: asked, origin, 'sec-fetch-site': site }, rawHeaders) {
      const foreign =
        (origin !== undefined && origin.replace(/^https?:\/\//, '') !== asked) || site === 'cross-site';
      if (foreign)
        return refusal('origin-not-allowed', 'a page of another origin asks', {
          hint: 'the API answers programs, and its own page',
        });
      const denial = gate?.denial(rawHeaders) ?? null;
      return denial === null
        ? null
        : refusal(
            'token-needed',
            `the bearer token is ${denial === 'credentials missing' ? 'missing' : 'wrong'}`,
            {
              hint: 'send the header Authorization: Bearer TOKEN, with the token of --control-token',
            },
          );
    },
  };
}

/** The name or address in a URL, an IPv6 address without its brackets; null where it is none. */
function hostOf(url: string): string | null {
  return URL.canParse(url) ? plainHost(new URL(url).hostname) : null;
}

function plainHost(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase();
}
