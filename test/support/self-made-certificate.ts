import * as receiver from '../../receiver/self-made-certificate.ts';

/** Holds for 127.0.0.1 and localhost, or for another DNS name instead; a private key that lies in no repository. */
export function selfMadeCertificate(dnsName?: string): receiver.SelfMade {
  return receiver.selfMadeCertificate({
    hosts: dnsName === undefined ? ['localhost', '127.0.0.1'] : [dnsName],
    madeAtMs: Date.now(),
  });
}

/** An authority of its own, as a company has one. */
export interface CertificateAuthority {
  /** PEM: what a client trusts as `ca`, and what a server takes client certificates from. */
  readonly cert: string;
  /** A certificate of this authority, good for servers and clients alike. */
  issue(words?: IssuedWords): receiver.SelfMade;
}

/** What an issued certificate says. */
export interface IssuedWords {
  /** Default: localhost and 127.0.0.1. */
  readonly hosts?: readonly string[];
  /** Its owner, as people and nginx see it. Default: something that no other has. */
  readonly name?: string;
  /** It holds from a day before until 800 days after, so that 900 days ago makes an expired one. Default: now. */
  readonly madeAtMs?: number;
}

/** Makes an authority; what it issues no other vouches for. */
export function certificateAuthority(name?: string): CertificateAuthority {
  const madeAtMs = Date.now();
  const named = name === undefined ? {} : { name };
  const authority = receiver.selfMadeCertificate({ hosts: ['authority.invalid'], madeAtMs, ...named });
  return {
    cert: authority.cert,
    issue: (words = {}) =>
      receiver.selfMadeCertificate({
        hosts: ['localhost', '127.0.0.1'],
        madeAtMs,
        ...words,
        signedBy: authority,
      }),
  };
}
