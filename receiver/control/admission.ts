// Who may ask the control API. A web page of another origin may not, even on the same machine: neither by a form, an image or a script
// that sends without reading the answer (Origin, Sec-Fetch-Site), nor under a name that suddenly points to this machine (DNS rebinding:
// Host). server.ts decides by the matched route what a request is held against; nothing here looks at a path.

import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { gateFor } from '../access.ts';
import { type Refusal, refusal } from './refusal.ts';

export interface AdmissionOptions {
  /** Where the API listens. */
  readonly host: string;
  /** Names besides, by which it may be asked. */
  readonly allowedHosts?: readonly string[];
  /** Null: none is needed. */
  readonly token: string | null;
}

/** The head of a request as Node.js reads it. */
export interface RequestHead {
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  /** The request target. */
  readonly url?: string | undefined;
}

/** Looks at the head of a request; null where it may pass. */
export interface Admission {
  /** For whatever is asked. */
  readonly toAnything: (head: RequestHead) => Refusal | null;
  /** For what holds data or changes something: all that `toAnything` demands, and more. */
  readonly toData: (head: RequestHead) => Refusal | null;
}

/**
 * By Host: loopback addresses and `localhost`, the host that the API listens on, and the names that are allowed besides; where it listens
 * on more than this machine, any IP address, since only a name can be rebound. A token does not lift this.
 */
export function admission({ host, allowedHosts = [], token }: AdmissionOptions): Admission {
  const gate = token === null ? null : gateFor([{ scheme: 'bearer', token }]);
  const names = new Set([host, ...allowedHosts].map(plainHost));
  const listensBeyond = !isLoopback(plainHost(host));

  const isOurs = (authority: string): boolean => {
    const name = hostOf(authority);
    if (name === null) return false;
    return names.has(name) || isLoopback(name) || (listensBeyond && isIP(name) !== 0);
  };

  function toAnything({ headers, rawHeaders, url = '' }: RequestHead): Refusal | null {
    const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
    if (hosts.length > 1)
      return refusal('bad-request', 'the request has more than one Host header', { hint: 'send one' });
    // In absolute form the target names the host a second time.
    const inTarget = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1];
    if (isOurs(headers.host ?? '') && (inTarget === undefined || isOurs(inTarget))) return null;
    return refusal('host-not-allowed', 'the request names another host than this one', {
      hint: 'ask by the IP address, or allow the name: --control-allow-host NAME',
    });
  }

  function toData(head: RequestHead): Refusal | null {
    const refused = toAnything(head);
    if (refused !== null) return refused;
    const { host: asked, origin, 'sec-fetch-site': site } = head.headers;
    // Another port of this machine is another origin, but the same site.
    const isForeign =
      (origin !== undefined && origin.replace(/^https?:\/\//, '') !== asked) ||
      (site !== undefined && site !== 'same-origin' && site !== 'none');
    if (isForeign)
      return refusal('origin-not-allowed', 'a page of another origin asks', {
        hint: 'the API answers programs, and its own page',
      });
    const denial = gate?.denial(head.rawHeaders) ?? null;
    if (denial === null) return null;
    const how = denial === 'credentials missing' ? 'missing' : 'wrong';
    return refusal('token-needed', `the bearer token is ${how}`, {
      hint: 'send the header Authorization: Bearer TOKEN, with the token of --control-token',
    });
  }

  return { toAnything, toData };
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name);
}

/** The name or address of `host:port`, an IPv6 address without its brackets; null where there is none. */
function hostOf(authority: string): string | null {
  if (!/^(?:\[[0-9a-f:.]+\]|[^\s:/?#@\\[\]]+)(?::\d*)?$/i.test(authority)) return null;
  const url = `http://${authority}`;
  return URL.canParse(url) ? plainHost(new URL(url).hostname) : null;
}

function plainHost(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase();
}
