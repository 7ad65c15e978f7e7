import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  appendingTo,
  fileDestination,
  followed,
  whyUnwritable,
} from '../../../simulator/report/destination.ts';

let folder = '';
const path = (...names: readonly string[]): string => join(folder, ...names);

/** A path through something that is no folder. */
function belowFile(): string {
  writeFileSync(path('file'), '');
  return path('file', 'out.xml');
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocs-sim-report-'));
});

describe('A report in a file', () => {
  test('replaces what was there, and leaves nothing else behind', () => {
    writeFileSync(path('out.xml'), 'old and longer');
    fileDestination(path('out.xml'), 7).replace('new');
    expect([readFileSync(path('out.xml'), 'utf8'), readdirSync(folder)]).toEqual(['new', ['out.xml']]);
  });

  test('is there to its last line while it grows', () => {
    writeFileSync(path('out.ndjson'), 'old\n');
    const to = fileDestination(path('out.ndjson'), 7);
    to.append('1\n');
    to.append('2\n');
    expect(readFileSync(path('out.ndjson'), 'utf8')).toBe('1\n2\n');
    to.close();
  });

  test('is written through a link to where that leads', () => {
    writeFileSync(path('real.xml'), 'old');
    symlinkSync(path('real.xml'), path('link.xml'));
    fileDestination(path('link.xml'), 7).replace('new');
    expect(readFileSync(path('real.xml'), 'utf8')).toBe('new');
    expect(readdirSync(folder).sort()).toEqual(['link.xml', 'real.xml']);
    expect(followed(path('link.xml'))).toBe(followed(path('real.xml')));
  });

  test('does not replace a device', () => {
    fileDestination('/dev/null', 7).replace('new');
    expect(readFileSync('/dev/null', 'utf8')).toBe('');
  });

  test('does not replace a file that a process has open', () => {
    writeFileSync(path('open.txt'), 'theirs\n');
    const handle = openSync(path('open.txt'), 'a');
    fileDestination(`/dev/fd/${handle}`, 7).replace('whole\n');
    const to = fileDestination(`/proc/self/fd/${handle}`, 7);
    to.append('grown\n');
    to.close();
    writeSync(handle, 'theirs again\n');
    closeSync(handle);
    expect(readFileSync(path('open.txt'), 'utf8')).toBe('theirs\nwhole\ngrown\ntheirs again\n');
  });

  test('that cannot be finished leaves what was there', () => {
    mkdirSync(path('gone'));
    const to = fileDestination(path('gone', 'sub', 'out.xml'), 7);
    expect(() => to.replace('new')).toThrow(/ENOENT/);
    expect(existsSync(path('gone', 'sub'))).toBe(false);
  });

  test('of others is added to', () => {
    writeFileSync(path('summary.md'), 'theirs\n');
    appendingTo(path('summary.md')).append('ours\n');
    expect(readFileSync(path('summary.md'), 'utf8')).toBe('theirs\nours\n');
  });
});

describe('Before the run it is said of a path', () => {
  test('that it can be written, existing or not', () => {
    writeFileSync(path('there.xml'), '');
    expect([path('there.xml'), path('new.xml'), '/dev/null'].map(whyUnwritable)).toEqual([null, null, null]);
  });

  test.each([
    ['a folder that is not there', () => path('no', 'out.xml'), /there is no folder .*no$/],
    ['a folder itself', () => folder, 'it is a folder: name a file in it'],
    ['something below a file', () => belowFile(), /file is no folder|there is no folder/],
    ['no name', () => ' ', 'that is no name of a file'],
    ['a name with NUL', () => 'a\0b', 'that is no name of a file'],
    ['a name that is too long', () => path('x'.repeat(260)), 'its name is too long'],
  ])('that it is %s', (_what, of, said) => {
    expect(whyUnwritable(of())).toMatch(said);
  });
});
