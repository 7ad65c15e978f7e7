// https on the receiving side: with a certificate that is given or self-made, and with certificates of clients where they are asked
// for.

import type { TlsOptions as NodeTlsOptions } from 'node:tls';
import {
  authoritiesProblem,
  type CertificateAndKey,
  certificateProblem,
  type PemProblem,
} from './certificate-check.ts';
import type { CannotListen } from './http/listen.ts';
import { selfMadeCertificate } from './self-made-certificate.ts';

/** How a receiver speaks https. */
export interface ReceiverTls {
  /** PEM texts; `self-made` for a certificate that is made at the start and holds for the receiver's host and localhost. */
  readonly certificate: 'self-made' | GivenCertificate;
  /**
   * Mutual TLS: PEM text of the authorities (or of the certificates themselves) by which clients are known. A client that shows none,
   * or another one, gets through the handshake and is answered 403, as nginx does with its 400: so the attempt can be recorded with
   * its reason, where a handshake that fails would say nothing to either side. Default: clients need no certificate.
   */
  readonly clientAuthorities?: string;
}

/** A certificate, the ones that vouch for it after it, and its private key. */
export type GivenCertificate = CertificateAndKey;

/** What a server needs in order to speak https. */
export interface Secured {
  readonly kind: 'secured';
  readonly options: NodeTlsOptions;
  /** The server's certificate, PEM: what a client must trust where it is self-made. */
  readonly certificate: string;
  /** Whether clients must show a certificate of theirs. */
  readonly asksClients: boolean;
}

/** Reads, or makes, certificates; what is wrong with them comes back as a value. */
export function secure(
  tls: ReceiverTls,
  host: string,
  madeAtMs: number,
  handshakeMs: number,
): Secured | CannotListen {
  const given =
    tls.certificate === 'self-made'
      ? selfMadeCertificate({
          hosts: [...new Set([...(ANYWHERE.has(host) ? [] : [host]), 'localhost', '127.0.0.1', '::1'])],
          madeAtMs,
        })
      : tls.certificate;
  const wrong =
    certificateProblem(given) ??
    (tls.clientAuthorities === undefined
      ? null
      : authoritiesProblem(tls.clientAuthorities, 'the certificates by which clients are known'));
  if (wrong !== null) return troubleOf(wrong);
  const asksClients = tls.clientAuthorities !== undefined;
  return {
    kind: 'secured',
    certificate: given.cert,
    asksClients,
    options: {
      ...given,
      ...(asksClients ? { ca: tls.clientAuthorities, requestCert: true, rejectUnauthorized: false } : {}),
      handshakeTimeout: handshakeMs,
      ALPNProtocols: ['http/1.1'],
    },
  };
}

const ANYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

function troubleOf({ code, why, hint }: PemProblem): CannotListen {
  return { kind: 'cannot listen', code, message: `cannot speak https: ${why}`, hint };
}
