import * as receiver from '../../receiver/self-made-certificate.ts';

/** Holds for 127.0.0.1 and localhost, or for another DNS name instead; a private key that lies in no repository. */
export function selfMadeCertificate(dnsName?: string): receiver.SelfMade {
  return receiver.selfMadeCertificate({
    hosts: dnsName === undefined ? ['localhost', '127.0.0.1'] : [dnsName],
    madeAtMs: Date.now(),
  });
}
