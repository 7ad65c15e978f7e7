import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { selfMadeCertificate } from '../../receiver/self-made-certificate.ts';

const NOON = Date.UTC(2026, 5, 1, 12);

test('A self-made certificate vouches for itself, for its hosts only, with its own key', () => {
  const { cert, key } = selfMadeCertificate({
    hosts: ['states.example', '10.1.2.3', '::1', 'fe80::a:1', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8'],
    madeAtMs: NOON,
  });
  const certificate = new X509Certificate(cert);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(certificate.checkIssued(certificate)).toBe(true);
  expect(certificate.ca).toBe(true);
  expect(certificate.checkHost('states.example')).toBe('states.example');
  expect(certificate.checkHost('other.example')).toBeUndefined();
  const ips = ['10.1.2.3', '::1', 'fe80::a:1', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8'];
  expect(ips.map((ip) => certificate.checkIP(ip))).toEqual(ips);
  expect(certificate.checkIP('10.1.2.4')).toBeUndefined();
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
});

test('It holds from the day before it was made, for 800 days, also beyond 2049', () => {
  for (const madeAtMs of [NOON, Date.UTC(2049, 0, 1)]) {
    const { validFromDate, validToDate } = new X509Certificate(
      selfMadeCertificate({ hosts: ['a'], madeAtMs }).cert,
    );
    expect((madeAtMs - validFromDate.getTime()) / 86_400_000).toBe(1);
    expect((validToDate.getTime() - madeAtMs) / 86_400_000).toBe(800);
  }
});

test('No two are alike: neither key nor name nor serial number', () => {
  const made = Array.from(
    { length: 5 },
    () => new X509Certificate(selfMadeCertificate({ hosts: ['a'], madeAtMs: NOON }).cert),
  );
  expect(new Set(made.map(({ subject }) => subject)).size).toBe(5);
  expect(new Set(made.map(({ serialNumber }) => serialNumber)).size).toBe(5);
});

test('One that another signed is vouched for by that one, and vouches for none', () => {
  const authority = selfMadeCertificate({ hosts: ['authority.example'], madeAtMs: NOON });
  const { cert, key } = selfMadeCertificate({ hosts: ['a'], madeAtMs: NOON, signedBy: authority });
  const [issued, issuer] = [new X509Certificate(cert), new X509Certificate(authority.cert)];
  expect(issued.checkIssued(issuer)).toBe(true);
  expect(issued.verify(issuer.publicKey)).toBe(true);
  expect(issued.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect([issued.verify(issued.publicKey), issued.ca]).toEqual([false, false]);
});
