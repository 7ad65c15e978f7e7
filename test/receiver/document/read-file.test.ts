import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isDiagnostic, readSource } from '../../../receiver/document/read-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

function complaintAbout(path: string): string | null {
  const read = readSource(path);
  return isDiagnostic(read) ? read.message : null;
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('a byte order mark is no part of the text', () => {
  expect(readSource(file('bom.yaml', '\ufeffname: x'))).toMatchObject({ text: 'name: x' });
});

test('text of several bytes a character is read whole, wherever it lies', () => {
  const text = `${'x'.repeat(65_535)}夏${'ü'.repeat(65_536)}`;
  expect(readSource(file('long.yaml', text))).toMatchObject({ text });
});

test('a file that is not there is said to be missing', () => {
  expect(complaintAbout(join(folder, 'no.yaml'))).toBe('it cannot be read: there is no such file');
});

test('a folder is no file', () => {
  expect(complaintAbout(folder)).toBe('it cannot be read: it is a folder');
});

test('bytes that are not UTF-8 are no text', () => {
  expect(complaintAbout(file('binary.yaml', Buffer.from([0xff, 0xfe])))).toBe(
    'it cannot be read: it is not UTF-8 text',
  );
});

test('of a file of 20 MB no more than 5 MB are read', () => {
  expect(complaintAbout(file('large.yaml', Buffer.alloc(20_000_000, 'a: 1\n')))).toBe(
    'it cannot be read: it is larger than 5 MB',
  );
});

test.runIf(process.platform === 'linux')('a device, which may have no end, is not read', () => {
  expect(complaintAbout('/dev/zero')).toBe('it cannot be read: it is not a regular file');
});

test('a path with a NUL is no path', () => {
  expect(complaintAbout('a\0b')).toMatch(/^it cannot be read: /);
});
