// https on the receiving side: with a certificate that is given or self-made, and with certificates of clients where they are asked
// for.

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext, type TlsOptions as NodeTlsOptions } from 'node:tls';
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
export interface GivenCertificate {
  readonly cert: string;
  readonly key: string;
  /** Of the key, where it is encrypted. */
  readonly passphrase?: string;
}

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
  const wrong = whatIsWrong(given) ?? wrongAuthorities(tls.clientAuthorities);
  if (wrong !== null) return wrong;
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

function whatIsWrong({ cert, key, passphrase }: GivenCertificate): CannotListen | null {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(cert);
  } catch {
    return trouble('BAD_CERTIFICATE', 'the certificate cannot be read', PEM('CERTIFICATE'));
  }
  try {
    const privateKey = createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
    if (!certificate.checkPrivateKey(privateKey)) {
      const hint = 'give the private key that belongs to the first certificate of the file';
      return trouble('KEY_MISMATCH', 'the private key is not that of the certificate', hint);
    }
    createSecureContext({ cert, key, ...(passphrase === undefined ? {} : { passphrase }) });
    return null;
  } catch (error) {
    if (
      passphrase === undefined &&
      /PASSPHRASE|ERR_OSSL_CRYPTO_INTERRUPTED/.test((error as NodeJS.ErrnoException).code ?? '')
    ) {
      return trouble('KEY_ENCRYPTED', 'the private key is encrypted', 'give its passphrase as well');
    }
    return trouble('BAD_KEY', 'the private key cannot be read', PEM('PRIVATE KEY'));
  }
}

function wrongAuthorities(authorities: string | undefined): CannotListen | null {
  if (authorities === undefined) return null;
  try {
    new X509Certificate(authorities);
    return null;
  } catch {
    return trouble(
      'BAD_AUTHORITIES',
      'the certificates by which clients are known cannot be read',
      PEM('CERTIFICATE'),
    );
  }
}

function trouble(code: string, why: string, hint: string): CannotListen {
  return { kind: 'cannot listen', code, message: `cannot speak https: ${why}`, hint };
}

function PEM(label: string): string {
  return `give a PEM text, with a line -----BEGIN ${label}-----`;
}
