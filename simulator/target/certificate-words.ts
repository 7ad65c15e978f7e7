// What is wrong with a certificate, and which it is, in words.

import { isIP } from 'node:net';
import type { Certificate, DetailedPeerCertificate } from 'node:tls';
import { safeText } from '../../receiver/expect/shown-text.ts';
import { CERTIFICATE_FAULTS, type Reason } from '../sender/connection-reason.ts';

/** Where the certificate was shown, and what was known of it beforehand. */
export interface CertificateShown {
  /** With all that vouch for it, as far as the server showed them. */
  readonly certificate: DetailedPeerCertificate;
  /** The host by whose name the server was called. */
  readonly host: string;
  /** Whether authorities were given; else those of the system count. */
  readonly ownAuthorities: boolean;
}

/** Why a server's certificate is not accepted, by the code of OpenSSL or Node.js. */
export function certificateReason(code: string, shown: CertificateShown): Reason {
  const { certificate, host, ownAuthorities } = shown;
  switch (code) {
    case 'CERT_HAS_EXPIRED': {
      const which = inChain(certificate, (a, b) => until(a) < until(b));
      const whose = which === certificate ? 'its certificate' : 'a certificate that vouches for its own';
      return [
        `${whose} has expired on ${day(which.valid_to)} (${words(which)})`,
        'it must be renewed there; is the clock of this machine right?',
      ];
    }
    case 'CERT_NOT_YET_VALID': {
      const which = inChain(certificate, (a, b) => from(a) > from(b));
      const whose = which === certificate ? 'its certificate' : 'a certificate that vouches for its own';
      return [
        `${whose} is not valid before ${day(which.valid_from)} (${words(which)})`,
        'is the clock of this machine right, and that of whoever made it?',
      ];
    }
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return hostReason(certificate, host);
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return [
        `its certificate is self-signed, and ${unknown(ownAuthorities)} (${words(certificate)})`,
        'if you trust it, give the certificate itself: --ca FILE, or tls: {ca: FILE}',
      ];
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'CERT_UNTRUSTED':
      return [
        `its certificate is issued by an authority that ${unknown(ownAuthorities)} (${words(certificate)})`,
        `give the certificate of ${name(last(certificate).issuer)}: --ca FILE, or tls: {ca: FILE}; if that is no root, the server should send the certificates up to its root`,
      ];
    case 'INVALID_PURPOSE':
      return [
        `its certificate is not for servers: its extended key usage is ${purposes(certificate)} (${words(certificate)})`,
        'it must be issued anew, for server authentication',
      ];
    case 'CERT_SIGNATURE_FAILURE':
      return [
        `its certificate names an authority by whose key it is not signed (${words(certificate)})`,
        `does ${name(last(certificate).issuer)} have a newer certificate, with another key, than the one given?`,
      ];
    case 'CERT_REVOKED':
      return [
        `its certificate has been revoked by its authority (${words(certificate)})`,
        'it must be issued anew',
      ];
    case 'UNSPECIFIED': {
      const short = chain(certificate).find(
        ({ bits }) => bits !== undefined && bits < SHORTEST_RSA && bits > LONGEST_EC,
      );
      const what =
        short === undefined
          ? CERTIFICATE_FAULTS.UNSPECIFIED!
          : `a key of ${short.bits} bits in it, or in one that vouches for it, is too short`;
      return [
        `its certificate is not accepted: ${what} (${words(certificate)})`,
        'it needs a key of 2048 bits or more, and a signature with SHA-256',
      ];
    }
    default:
      return [
        `its certificate is not accepted: ${CERTIFICATE_FAULTS[code] ?? code.toLowerCase().replaceAll('_', ' ')} (${words(certificate)})`,
        'it must be put right there',
      ];
  }
}

/** RSA keys of fewer bits are refused; a number as small as those of elliptic curves is of such a key. */
const SHORTEST_RSA = 2_048;
const LONGEST_EC = 521;

const PURPOSES: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'server authentication',
  '1.3.6.1.5.5.7.3.2': 'client authentication',
  '1.3.6.1.5.5.7.3.3': 'code signing',
  '1.3.6.1.5.5.7.3.4': 'e-mail protection',
  '1.3.6.1.5.5.7.3.8': 'time stamping',
  '1.3.6.1.5.5.7.3.9': 'OCSP signing',
};

function purposes({ ext_key_usage: usage }: DetailedPeerCertificate): string {
  return usage === undefined || usage.length === 0
    ? 'another one, or that of the authority excludes it'
    : `${usage.map((each) => PURPOSES[each] ?? each).join(' and ')} alone`;
}

/** Why a certificate does not hold for the host by which its server was called: its form may be wrong, and not only its value. */
function hostReason(certificate: DetailedPeerCertificate, host: string): Reason {
  const { subjectaltname, subject } = certificate;
  const kind = isIP(host) === 0 ? 'DNS' : 'IP';
  const wanted = `subjectAltName = ${kind}:${host}`;
  const reissue = `have it issued anew, with ${wanted}`;
  const common = [subject?.CN ?? []].flat();
  const whose = `(${words(certificate)})`;
  if (subjectaltname === undefined) {
    if (common.includes(host))
      return [
        `its certificate names ${host} as its common name alone, at which clients do not look any more: it needs a subjectAltName ${whose}`,
        reissue,
      ];
    return [
      `its certificate has no subjectAltName, and so names no host that clients look at; its common name is ${common.length === 0 ? 'empty' : safeText(common.join(', '))} ${whose}`,
      reissue,
    ];
  }
  const entries = subjectaltname.split(', ');
  if (kind === 'IP' && entries.includes(`DNS:${host}`))
    return [
      `its certificate lists ${host} as a DNS name, and an address must be listed as IP ${whose}`,
      reissue,
    ];
  if (!entries.some((each) => /^(?:DNS|IP Address):/.test(each)))
    return [
      `its certificate lists no host in its subjectAltName, only ${holdsFor(certificate)} ${whose}`,
      reissue,
    ];
  const wildcard = entries.find(
    (each) => each.startsWith('DNS:*.') && (host.endsWith(each.slice(5)) || host === each.slice(6)),
  );
  if (kind === 'DNS' && wildcard !== undefined)
    return [
      `its certificate is for ${holdsFor(certificate)}, and the wildcard in ${safeText(wildcard.slice(4))} stands for exactly one label, so not for ${host} ${whose}`,
      'call it in the URL by a name that the certificate holds for',
    ];
  const alsoCommon = common.includes(host)
    ? `; that its common name is ${host} does not count beside a subjectAltName`
    : '';
  return [
    `its certificate is for ${holdsFor(certificate)}, not for ${host}${alsoCommon} ${whose}`,
    common.includes(host) ? reissue : 'call it in the URL by a name that the certificate holds for',
  ];
}

function unknown(ownAuthorities: boolean): string {
  return ownAuthorities ? 'is not among those that were given to be trusted' : 'is not known to this machine';
}

/** Whose it is, who issued it, when it holds, and for whom. */
function words(certificate: DetailedPeerCertificate): string {
  const { subject, issuer, valid_from, valid_to } = certificate;
  return `${name(subject)}, issued by ${name(issuer)}, valid from ${day(valid_from)} to ${day(valid_to)}, for ${holdsFor(certificate)}`;
}

function name(certificate: Certificate | undefined): string {
  const parts = Object.entries(certificate ?? {}).flatMap(([key, value]) =>
    [value].flat().map((each) => `${key}=${each}`),
  );
  return parts.length > 0 ? safeText(parts.join(' ')) : 'nobody';
}

function holdsFor({ subjectaltname, subject }: DetailedPeerCertificate): string {
  if (subjectaltname === undefined)
    return subject?.CN === undefined
      ? 'no host'
      : `the common name ${safeText([subject.CN].flat().join(', '))} alone`;
  return safeText(
    subjectaltname
      .split(', ')
      .map((each) => each.replace(/^(?:DNS|IP Address):/, ''))
      .join(', '),
  );
}

function inChain(
  certificate: DetailedPeerCertificate,
  before: (a: DetailedPeerCertificate, b: DetailedPeerCertificate) => boolean,
): DetailedPeerCertificate {
  return chain(certificate).reduce((found, each) => (before(each, found) ? each : found));
}

function last(certificate: DetailedPeerCertificate): DetailedPeerCertificate {
  return chain(certificate).at(-1)!;
}

/** The root of a chain is its own issuer. */
function chain(certificate: DetailedPeerCertificate): readonly DetailedPeerCertificate[] {
  const found: DetailedPeerCertificate[] = [];
  for (
    let each: DetailedPeerCertificate | undefined = certificate;
    each !== undefined && !found.includes(each);
    each = each.issuerCertificate
  )
    found.push(each);
  return found;
}

function from({ valid_from }: DetailedPeerCertificate): number {
  return Date.parse(valid_from);
}

function until({ valid_to }: DetailedPeerCertificate): number {
  return Date.parse(valid_to);
}

function day(text: string): string {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? text : new Date(ms).toISOString().slice(0, 10);
}
