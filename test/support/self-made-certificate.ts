// A certificate that vouches for itself, made when a test wants one, so that no private key lies in the repository. Only as much of
// X.509 as that takes (RFC 5280), in DER.

import { generateKeyPairSync, sign } from 'node:crypto';

/** A private key and its certificate, both PEM. */
export interface SelfMade {
  readonly key: string;
  readonly cert: string;
}

const OID = {
  ecdsaWithSha256: '06082a8648ce3d040302',
  commonName: '0603550403',
  subjectAltName: '0603551d11',
  basicConstraints: '0603551d13',
} as const;

let made = 0;

/** Valid from 2020 to 2049 for 127.0.0.1 and localhost, or for another DNS name instead. */
export function selfMadeCertificate(dnsName?: string): SelfMade {
  // Each has a name of its own, or trust in one would be looked up for another.
  made += 1;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const algorithm = der(0x30, hex(OID.ecdsaWithSha256));
  const name = der(
    0x30,
    der(0x31, der(0x30, hex(OID.commonName), der(0x0c, Buffer.from(`ocs-sim test ${made}`)))),
  );
  const validity = der(0x30, utcTime('200101000000Z'), utcTime('491231235959Z'));
  const names =
    dnsName === undefined
      ? [der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1]))]
      : [der(0x82, Buffer.from(dnsName))];
  const extensions = der(
    0xa3,
    der(
      0x30,
      der(0x30, hex(OID.subjectAltName), der(0x04, der(0x30, ...names))),
      der(0x30, hex(OID.basicConstraints), der(0x04, der(0x30, hex('0101ff')))),
    ),
  );
  const toBeSigned = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', toBeSigned, privateKey));
  const certificate = der(0x30, toBeSigned, algorithm, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function utcTime(text: string): Buffer {
  return der(0x17, Buffer.from(text));
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}
