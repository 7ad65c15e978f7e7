import type { DetailedPeerCertificate } from 'node:tls';
import { expect, test } from 'vitest';
import { certificateReason } from '../../../simulator/target/certificate-words.ts';

function shown(
  host: string,
  { cn, san, more = {} }: { readonly cn?: string; readonly san?: string; readonly more?: object },
) {
  const certificate = {
    subject: cn === undefined ? {} : { CN: cn },
    issuer: { CN: 'Old CA' },
    valid_from: 'Jan  1 00:00:00 2026 GMT',
    valid_to: 'Jan  1 00:00:00 2030 GMT',
    ...(san === undefined ? {} : { subjectaltname: san }),
    ...more,
  } as unknown as DetailedPeerCertificate;
  return { certificate, host, ownAuthorities: true };
}

test.each([
  [
    'names an address as common name alone',
    shown('127.0.0.1', { cn: '127.0.0.1' }),
    /^its certificate names 127\.0\.0\.1 as its common name alone, .* needs a subjectAltName/,
    /subjectAltName = IP:127\.0\.0\.1$/,
  ],
  [
    'names another host as common name alone',
    shown('states.example', { cn: 'other.example' }),
    /^its certificate has no subjectAltName, .* its common name is other\.example/,
    /subjectAltName = DNS:states\.example$/,
  ],
  ['names nobody', shown('states.example', {}), /its common name is empty/, /DNS:states\.example$/],
  [
    'lists an address as a DNS name',
    shown('10.0.0.7', { cn: 'x', san: 'DNS:10.0.0.7' }),
    /lists 10\.0\.0\.7 as a DNS name, and an address must be listed as IP/,
    /IP:10\.0\.0\.7$/,
  ],
  [
    'has a wildcard for one label',
    shown('a.b.example', { san: 'DNS:*.example' }),
    /the wildcard in \*\.example stands for exactly one label, so not for a\.b\.example/,
    /name that the certificate holds for/,
  ],
  [
    'has the host as common name beside other names',
    shown('a.example', { cn: 'a.example', san: 'DNS:b.example' }),
    /is for b\.example, not for a\.example; that its common name is a\.example does not count/,
    /DNS:a\.example$/,
  ],
  [
    'is for a mail address',
    shown('a.example', { san: 'email:me@a.example' }),
    /lists no host in its subjectAltName/,
    /./,
  ],
  [
    'is for another host',
    shown('a.example', { san: 'DNS:b.example' }),
    /is for b\.example, not for a\.example \(/,
    /./,
  ],
])('a certificate that %s is told apart, and no sentence contradicts itself', (_what, of, reason, hint) => {
  const [said, advice] = certificateReason('ERR_TLS_CERT_ALTNAME_INVALID', of);
  expect(said).toMatch(reason);
  expect(advice).toMatch(hint);
  expect(said).not.toMatch(new RegExp(`is for ${of.host.replaceAll('.', '\\.')}, not for`));
});

test.each([
  [
    'INVALID_PURPOSE',
    { ext_key_usage: ['1.3.6.1.5.5.7.3.2'] },
    /not for servers: its extended key usage is client authentication alone/,
  ],
  ['UNSPECIFIED', { bits: 1_024 }, /a key of 1024 bits in it/],
  ['UNSPECIFIED', { bits: 256 }, /key is too short or its signature too weak/],
  ['CERT_SIGNATURE_FAILURE', {}, /names an authority by whose key it is not signed/],
  ['CERT_REVOKED', {}, /has been revoked/],
  ['INVALID_CA', {}, /not that of an authority/],
  ['PATH_LENGTH_EXCEEDED', {}, /more certificates stand between/],
  ['SELF_SIGNED_CERT_IN_CHAIN', {}, /authority that is not among those that were given/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', {}, /self-signed/],
])('the code %s has a sentence of its own', (code, more, reason) => {
  expect(certificateReason(code, shown('a.example', { san: 'DNS:a.example', more }))[0]).toMatch(reason);
});
