import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { MOST_UNPACKED_BYTES, unpackBody } from '../../receiver/document/content-encoding.ts';
import { contentOf } from '../../receiver/parse.ts';
import { startBench } from './control/controlled.ts';

const BODY = Buffer.from('{"GSW_INFO":"Müller & Söhne 🌱"}');
const VALUE = { GSW_INFO: 'Müller & Söhne 🌱' };
const encoded = (value: string, body: Buffer) => ({ headers: ['Content-Encoding', value], body });

describe('A body with a Content-Encoding is read unpacked', () => {
  test.each([
    ['gzip', gzipSync(BODY)],
    ['x-gzip', gzipSync(BODY)],
    ['GZip', gzipSync(BODY)],
    ['deflate', deflateSync(BODY)],
    ['deflate', deflateRawSync(BODY)],
    ['br', brotliCompressSync(BODY)],
    ['zstd', zstdCompressSync(BODY)],
    ['identity', BODY],
    ['', BODY],
    ['gzip, br', brotliCompressSync(gzipSync(BODY))],
    ['identity , gzip', gzipSync(BODY)],
  ])('%s', (encoding, body) => {
    expect(contentOf(encoded(encoding, body))).toEqual({ kind: 'object', value: VALUE, duplicateKeys: [] });
  });

  test('two headers name the encodings in turn', () => {
    const headers = ['content-encoding', 'zstd', 'CONTENT-ENCODING', 'gzip'];
    expect(contentOf({ headers, body: gzipSync(zstdCompressSync(BODY)) }).kind).toBe('object');
  });

  test.each([
    ['compress', BODY, 'Content-Encoding "compress" is not known; known are gzip, x-gzip, deflate, br, zstd'],
    ['gzip', BODY, 'Content-Encoding gzip: the body is not valid gzip'],
    ['gzip', gzipSync(BODY).subarray(0, 20), 'Content-Encoding gzip: the compressed body ends too early'],
    ['br', BODY, 'Content-Encoding br: the body is not valid br'],
    ['zstd', BODY, 'Content-Encoding zstd: the body is not valid zstd'],
    ['deflate', Buffer.from('plain'), 'Content-Encoding deflate: the body is not valid deflate'],
    ['gzip, gzip, gzip, gzip, gzip', BODY, 'Content-Encoding names 5 encodings; at most 4 are undone'],
  ])('%s that cannot be undone says why', (encoding, body, detail) => {
    expect(contentOf(encoded(encoding, body))).toEqual({ kind: 'unusable', problem: 'undecodable', detail });
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('a small %s body that unpacks to gigabytes is stopped at the limit', (encoding, compress) => {
    const bomb = compress(Buffer.alloc(4 * MOST_UNPACKED_BYTES, 0x20));
    expect(bomb.length).toBeLessThan(100_000);
    expect(contentOf(encoded(encoding, bomb))).toMatchObject({
      problem: 'undecodable',
      detail: `Content-Encoding ${encoding}: the body unpacks to more than 16 MiB`,
    });
  });

  test('an empty compressed body is empty', () => {
    expect(contentOf(encoded('gzip', gzipSync('')))).toMatchObject({ problem: 'empty' });
  });

  test('what is not compressed stays the very same bytes', () => {
    const unpacked = unpackBody({ headers: ['Content-Type', 'application/json'], body: BODY });
    expect(unpacked).toEqual({ kind: 'bytes', bytes: BODY });
    expect(unpacked.kind === 'bytes' && unpacked.bytes).toBe(BODY);
  });
});

describe('A body in another encoding that no header names says which it is', () => {
  test.each([
    ['UTF-16LE', Buffer.from('{"a":1}', 'utf16le')],
    ['UTF-16LE', Buffer.from('\ufeff{"a":1}', 'utf16le')],
    ['UTF-16BE', Buffer.from('{"a":1}', 'utf16le').swap16()],
    ['UTF-16BE', Buffer.from('\ufeff{"a":1}', 'utf16le').swap16()],
    ['UTF-32LE', Buffer.from([0x7b, 0, 0, 0, 0x7d, 0, 0, 0])],
    ['UTF-32BE', Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x7b])],
  ])('%s', (name, body) => {
    expect(contentOf({ headers: [], body })).toEqual({
      kind: 'unusable',
      problem: 'invalid UTF-8',
      detail: `the body is ${name}; JSON must be UTF-8 (RFC 8259, section 8.1)`,
    });
  });

  test.each([
    ['gzip', gzipSync(BODY)],
    ['zstd', zstdCompressSync(BODY)],
  ])('%s', (name, body) => {
    expect(contentOf({ headers: [], body })).toMatchObject({
      problem: 'invalid UTF-8',
      detail: `the body is ${name} data, and no Content-Encoding header says so`,
    });
  });
});

test('A compressed notification is shown unpacked, found by its text, and kept as it came', async () => {
  await using bench = await startBench();
  const body = gzipSync(BODY);
  bench.post(body, { headers: ['Content-Encoding', 'gzip'] });
  const got = async (path: string): Promise<unknown> => (await fetch(`${bench.api}${path}`)).json();
  expect(await got('/records/1')).toMatchObject({
    problem: null,
    bodyText: BODY.toString(),
    bodyBase64: body.toString('base64'),
    parsed: VALUE,
  });
  expect(await got(`/count?text=${encodeURIComponent('söhne')}`)).toEqual({ count: 1, gap: null });
});
