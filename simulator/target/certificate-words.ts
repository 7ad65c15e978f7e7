// What is wrong with a certificate, and which it is, in words.

import type { Certificate, DetailedPeerCertificate } from 'node:tls';
import { safeText } from '../../receiver/expect/shown-text.ts';
import type { Reason } from './connection-trouble.ts';

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
      return [
        `its certificate is for ${holdsFor(certificate)}, not for ${host} (${words(certificate)})`,
        'call it in the URL by a name that the certificate holds for',
      ];
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return [
        `its certificate is self-made, and ${unknown(ownAuthorities)} (${words(certificate)})`,
        'if you trust it, give the certificate itself: --ca FILE, or tls: {ca: FILE}',
      ];
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'CERT_UNTRUSTED':
      return [
        `its certificate is issued by an authority that ${unknown(ownAuthorities)} (${words(certificate)})`,
        `give the certificate of ${name(last(certificate).issuer)}: --ca FILE, or tls: {ca: FILE}`,
      ];
    default:
      return [
        `its certificate is not accepted: ${code.toLowerCase().replaceAll('_', ' ')} (${words(certificate)})`,
        'is it meant for servers, and made as such?',
      ];
  }
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
  const names = subjectaltname?.split(', ').map((each) => each.replace(/^(?:DNS|IP Address):/, ''));
  return safeText(names?.join(', ') ?? [subject?.CN ?? 'no host'].flat().join(', '));
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
