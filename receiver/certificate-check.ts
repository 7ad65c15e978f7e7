// Whether PEM texts are what they should be: for the receiver's own certificate, and for a client's.

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';

/** What is wrong with a PEM text, and with which. */
export interface PemProblem {
  readonly code: 'BAD_CERTIFICATE' | 'KEY_MISMATCH' | 'KEY_ENCRYPTED' | 'BAD_KEY' | 'BAD_AUTHORITIES';
  readonly of: 'cert' | 'key' | 'passphrase' | 'ca';
  /** A sentence without its end, such as `the certificate cannot be read`. */
  readonly why: string;
  readonly hint: string;
}

/** A certificate, the ones that vouch for it after it, and its private key; PEM texts. */
export interface CertificateAndKey {
  readonly cert: string;
  readonly key: string;
  /** Of the key, where it is encrypted. */
  readonly passphrase?: string;
}

/** Null if they can be read and belong together. */
export function certificateProblem({ cert, key, passphrase }: CertificateAndKey): PemProblem | null {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(cert);
  } catch {
    const why = 'the certificate cannot be read';
    return { code: 'BAD_CERTIFICATE', of: 'cert', why, hint: pemHint('CERTIFICATE') };
  }
  const secret = passphrase === undefined ? {} : { passphrase };
  try {
    if (!certificate.checkPrivateKey(createPrivateKey({ key, ...secret }))) {
      return {
        code: 'KEY_MISMATCH',
        of: 'key',
        why: 'the private key is not that of the certificate',
        hint: 'give the private key that belongs to the first certificate of the file',
      };
    }
    createSecureContext({ cert, key, ...secret });
    return null;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (passphrase === undefined && /PASSPHRASE|ERR_OSSL_CRYPTO_INTERRUPTED/.test(code)) {
      const why = 'the private key is encrypted';
      return { code: 'KEY_ENCRYPTED', of: 'key', why, hint: 'give its passphrase as well' };
    }
    if (passphrase !== undefined && /BAD_DECRYPT/.test(code)) {
      const why = 'the private key cannot be decrypted';
      return { code: 'BAD_KEY', of: 'passphrase', why, hint: 'is the passphrase right?' };
    }
    const why = 'the private key cannot be read';
    return { code: 'BAD_KEY', of: 'key', why, hint: pemHint('PRIVATE KEY') };
  }
}

/** Null if the text holds certificates that can vouch; `whose` such as `the certificates of the authorities`. */
export function authoritiesProblem(ca: string, whose: string): PemProblem | null {
  try {
    new X509Certificate(ca);
    return null;
  } catch {
    const why = `${whose} cannot be read`;
    return { code: 'BAD_AUTHORITIES', of: 'ca', why, hint: pemHint('CERTIFICATE') };
  }
}

function pemHint(label: string): string {
  return `give a PEM text, with a line -----BEGIN ${label}-----`;
}
