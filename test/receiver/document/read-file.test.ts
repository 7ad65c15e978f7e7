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
  expect(complaintAbout(file('binary.yaml', Buffer.from([0xff, 0xc0])))).toBe(
    'it cannot be read: line 1 is not UTF-8 text',
  );
  expect(complaintAbout(file('latin-1.yaml', Buffer.from('a: 1\nb: für\n', 'latin1')))).toBe(
    'it cannot be read: line 2 is not UTF-8 text',
  );
});

test.each([
  ['UTF-8', Buffer.from('\ufeffa: ü\n')],
  ['UTF-16, little end first', Buffer.from('\ufeffa: ü\n', 'utf16le')],
  ['UTF-16, big end first', Buffer.from('\ufeffa: ü\n', 'utf16le').swap16()],
])('a byte order mark tells %s, and is no part of the text', (_, bytes) => {
  expect(readSource(file('marked.yaml', bytes))).toMatchObject({ text: 'a: ü\n' });
});

test('half a character of UTF-16 is no text', () => {
  expect(complaintAbout(file('cut.yaml', Buffer.from([0xff, 0xfe, 0x41])))).toBe(
    'it cannot be read: it begins as UTF-16 text, and is not',
  );
});

test('the carriage returns of an old Mac are line ends', () => {
  expect(readSource(file('mac.yaml', 'a: 1\rb: 2\r'))).toMatchObject({ text: 'a: 1\nb: 2\n' });
  expect(readSource(file('windows.yaml', 'a: 1\r\n'))).toMatchObject({ text: 'a: 1\r\n' });
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
