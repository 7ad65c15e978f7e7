// A certificate that vouches for itself, so that https needs no file. Only as much of X.509 as that takes (RFC 5280), in DER.

import { createHash, createPrivateKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** A private key and its certificate, both PEM. */
export interface SelfMade {
  readonly key: string;
  readonly cert: string;
}

/** What a certificate says. */
export interface CertificateWords {
  /** Host names and addresses for which it holds; at least one. */
  readonly hosts: readonly string[];
  /** The instant of its making, in milliseconds since 1970; it holds from a day before until 800 days after. */
  readonly madeAtMs: number;
  /** What people see as its owner and issuer. Default: `ocs-sim` and a few digits of its key, so that no two are alike. */
  readonly name?: string;
  /** One made here, which vouches for it; it cannot vouch for another then. Default: itself, and it can. */
  readonly signedBy?: SelfMade;
}

const DAY_MS = 86_400_000;
/** More than 825 days are not taken by some clients, whoever vouches. */
const DAYS = 800;

const OID = {
  ecdsaWithSha256: '06082a8648ce3d040302',
  commonName: '0603550403',
  subjectAltName: '0603551d11',
  basicConstraints: '0603551d13',
  keyUsage: '0603551d0f',
  extendedKeyUsage: '0603551d25',
  serverAuth: '06082b06010505070301',
  clientAuth: '06082b06010505070302',
} as const;

/** Makes a key (P-256) and a certificate for it, good for servers and clients alike. The key is by the system's own chance. */
export function selfMadeCertificate({ hosts, madeAtMs, name, signedBy }: CertificateWords): SelfMade {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const fingerprint = createHash('sha256').update(spki).digest();
  const algorithm = der(0x30, hex(OID.ecdsaWithSha256));
  const commonName = name ?? `ocs-sim ${fingerprint.toString('hex', 0, 4)}`;
  // Each has a name of its own, or trust in one would be looked up for another.
  const who = nameOf(commonName);
  const issuer = signedBy === undefined ? who : nameOf(commonNameOf(signedBy));
  const extensions = [
    extension(OID.subjectAltName, der(0x30, ...hosts.map(generalName))),
    extension(OID.basicConstraints, der(0x30, hex(signedBy === undefined ? '0101ff' : '')), 'critical'),
    // digitalSignature, and keyCertSign for one that vouches.
    extension(OID.keyUsage, der(0x03, hex(signedBy === undefined ? '0284' : '0780')), 'critical'),
    extension(OID.extendedKeyUsage, der(0x30, hex(OID.serverAuth), hex(OID.clientAuth))),
  ];
  const toBeSigned = der(
    0x30,
    der(0xa0, der(0x02, hex('02'))),
    der(0x02, Buffer.concat([hex('01'), fingerprint.subarray(0, 15)])),
    algorithm,
    issuer,
    der(0x30, time(madeAtMs - DAY_MS), time(madeAtMs + DAYS * DAY_MS)),
    who,
    spki,
    der(0xa3, der(0x30, ...extensions)),
  );
  const signingKey = signedBy === undefined ? privateKey : createPrivateKey(signedBy.key);
  const signature = der(0x03, hex('00'), sign('sha256', toBeSigned, signingKey));
  const base64 = der(0x30, toBeSigned, algorithm, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
  };
}

function nameOf(commonName: string): Buffer {
  return der(0x30, der(0x31, der(0x30, hex(OID.commonName), der(0x0c, Buffer.from(commonName)))));
}

function commonNameOf({ cert }: SelfMade): string {
  return new X509Certificate(cert).subject.replace(/^CN=/, '');
}

function extension(oid: string, value: Buffer, critical?: 'critical'): Buffer {
  return der(0x30, hex(oid), ...(critical ? [hex('0101ff')] : []), der(0x04, value));
}

function generalName(host: string): Buffer {
  const family = isIP(host);
  if (family === 0) return der(0x82, Buffer.from(host));
  return der(0x87, family === 4 ? Buffer.from(host.split('.').map(Number)) : ipv6Bytes(host));
}

function ipv6Bytes(host: string): Buffer {
  // The URL parser writes every form of an address in the same one, without dots.
  const [head = '', tail] = new URL(`http://[${host.replace(/%.*$/, '')}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const between = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return hex([...before, ...between, ...after].map((group) => group.padStart(4, '0')).join(''));
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** UTCTime until 2049, GeneralizedTime after that, as RFC 5280 wants it. */
function time(ms: number): Buffer {
  const digits = `${new Date(ms).toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
  return digits < '2050' ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits));
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}
