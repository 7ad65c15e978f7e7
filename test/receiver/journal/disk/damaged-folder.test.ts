// What may happen to the files of a journal between two starts: whatever it is, each record that was answered for is found again, or
// lies in a gap that names its file, from the first moment on.

import {
  appendFileSync,
  copyFileSync,
  cpSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import fc from '../../../support/fast-check.ts';
import { readBack, someRecord } from '../some-record.ts';
import { emptyFolder, files, filled, opened } from './folder.ts';

/** Three files with three records each. */
async function threeFiles(): Promise<string> {
  const folder = emptyFolder();
  for (const _file of [1, 2, 3]) await filled(folder, 3, { body: '{"name":"Zoë"}' });
  return folder;
}

const NAMES = ['000000000001.ndjson', '000000000004.ndjson', '000000000007.ndjson'] as const;

/** Opens the folder, and gives what is said of it. */
async function state(folder: string) {
  const { journal } = await opened(folder);
  const gaps = journal.gaps.map(({ first, last, reason }) => `${first}-${last} ${reason}`);
  const read = await readBack(journal);
  await journal.close();
  expect(read.gaps).toEqual(gaps);
  expect(read.numbers.length).toBe(journal.size);
  return { numbers: read.numbers, gaps, next: journal.nextNumber, remarks: journal.remarks };
}

/** Changes the text of a file. */
function rewrite(folder: string, name: string, change: (text: string) => string | Buffer): void {
  writeFileSync(join(folder, name), change(readFileSync(join(folder, name), 'utf8')));
}

const ALL = [1, 2, 3, 4, 5, 6, 7, 8, 9];

test('A folder that nobody touched has neither gap nor remark, however often it is opened', async () => {
  const folder = await threeFiles();
  for (const _round of [1, 2, 3])
    expect(await state(folder)).toEqual({ numbers: ALL, gaps: [], next: 10, remarks: [] });
});

describe.each([0, 1, 2])('Of three files, the one at index %i:', (index) => {
  const name = NAMES[index]!;
  const first = 3 * index + 1;
  const others = ALL.filter((number) => number < first || number > first + 2);
  const path = (folder: string): string => join(folder, name);

  test.each<[what: string, spoil: (folder: string) => void, reason: string]>([
    ['deleted', (folder) => rmSync(path(folder)), 'the file that held them is no longer there'],
    ['emptied', (folder) => truncateSync(path(folder)), 'the file that held them is empty'],
    [
      'left with zero bytes',
      (folder) => writeFileSync(path(folder), Buffer.alloc(4096)),
      'the file that held them has zero bytes only, as a power cut leaves behind',
    ],
    [
      'converted to UTF-16',
      (folder) => rewrite(folder, name, (text) => Buffer.from(`\ufeff${text}`, 'utf16le')),
      'another program has converted the file that holds them to UTF-16; iconv -f UTF-16 -t UTF-8 converts it back',
    ],
    [
      'overwritten with something else',
      (folder) => writeFileSync(path(folder), 'hello\nworld\n'),
      'the lines that held them are damaged',
    ],
    [
      'cut behind its first line',
      (folder) => rewrite(folder, name, (text) => text.slice(0, text.indexOf('\n') + 1)),
      'the file that held them was cut',
    ],
  ])('%s, all its records are a gap', async (_what, spoil, reason) => {
    const folder = await threeFiles();
    spoil(folder);
    for (const _round of [1, 2])
      expect(await state(folder)).toMatchObject({
        numbers: others,
        gaps: [`${first}-${first + 2} ${reason}: ${name}`],
        next: 10,
      });
  });

  test.each<[what: string, change: (text: string) => string, reason: string]>([
    [
      'between two lines',
      (text) => text.split('\n').slice(0, 3).join('\n').concat('\n'),
      'the file that held them was cut',
    ],
    ['within a line', (text) => text.slice(0, -20), 'the file that held them was cut'],
    [
      'before its last line end, so that a line looks torn',
      (text) => text.slice(0, -1),
      'the file that held them was cut',
    ],
  ])('cut %s, what is gone is a gap', async (_where, change, reason) => {
    const folder = await threeFiles();
    rewrite(folder, name, change);
    const { numbers, gaps, next } = await state(folder);
    expect(gaps.length).toBe(1);
    expect(gaps[0]).toMatch(new RegExp(`^[0-9]+-${first + 2} ${reason}: ${name}$`));
    expect(numbers).toEqual(expect.arrayContaining(others));
    expect(next).toBe(10);
  });

  test('its line ends changed, a byte order mark before it, or zero bytes behind it: all is read, and it is named', async () => {
    for (const [change, remark] of [
      [(text: string) => text.replaceAll('\n', '\r\n'), 'has Windows line ends'],
      [(text: string) => `\ufeff${text}`, 'begins with a byte order mark'],
      [
        (text: string) => `${text}${'\0'.repeat(100)}`,
        'ends with 100 zero bytes, as a power cut leaves behind',
      ],
    ] as const) {
      const folder = await threeFiles();
      rewrite(folder, name, change);
      for (const _round of [1, 2])
        expect(await state(folder)).toMatchObject({
          numbers: ALL,
          gaps: [],
          next: 10,
          remarks: [expect.stringContaining(`${name} ${remark}`)],
        });
    }
  });

  test('a line of it taken out is a gap', async () => {
    const folder = await threeFiles();
    rewrite(folder, name, (text) => text.split('\n').toSpliced(2, 1).join('\n'));
    expect(await state(folder)).toMatchObject({
      gaps: [`${first + 1}-${first + 1} lines were taken out of the file that held them: ${name}`],
      next: 10,
    });
  });

  test('put in its place: the same file of another journal', async () => {
    const [folder, other] = [await threeFiles(), await threeFiles()];
    copyFileSync(path(other), path(folder));
    for (const _round of [1, 2])
      expect(await state(folder)).toMatchObject({
        numbers: others,
        gaps: [
          `${first}-${first + 2} the file that held them was replaced by one of another journal: ${name}`,
        ],
        next: 10,
      });
  });

  test('put in its place: other records of the same numbers, as a copy of the folder that went on has them', async () => {
    const folder = emptyFolder();
    for (let i = 0; i < index; i += 1) await filled(folder, 3);
    const copy = emptyFolder();
    if (index === 0) {
      // The two belong to one journal because its manifest is the same.
      await filled(folder, 0);
    }
    cpSync(folder, copy, { recursive: true });
    for (let i = index; i < 3; i += 1) {
      await filled(folder, 3, { body: '{"a":1}' });
      await filled(copy, 3, { body: '{"b":1}' });
    }
    copyFileSync(path(copy), path(folder));
    for (const _round of [1, 2])
      expect(await state(folder)).toMatchObject({
        numbers: others,
        gaps: [
          `${first}-${first + 2} the file that held them was replaced, its digest is not that of what was written: ${name}`,
        ],
        next: 10,
      });
  });

  test('renamed or copied, it is read once', async () => {
    const folder = await threeFiles();
    copyFileSync(path(folder), join(folder, '000000000099.ndjson'));
    expect(await state(folder)).toMatchObject({
      numbers: ALL,
      gaps: [],
      next: 10,
      remarks: [`000000000099.ndjson holds once more what ${name} holds, and is passed over`],
    });
    rmSync(path(folder));
    expect(await state(folder)).toMatchObject({
      numbers: ALL,
      gaps: [],
      next: 10,
      remarks: [`000000000099.ndjson holds what ${name} held: it was renamed, and is read all the same`],
    });
  });

  test('put back as it was, it is no gap any more', async () => {
    const folder = await threeFiles();
    renameSync(path(folder), join(folder, 'kept'));
    expect((await state(folder)).gaps.length).toBe(1);
    await filled(folder, 1);
    renameSync(join(folder, 'kept'), path(folder));
    expect(await state(folder)).toMatchObject({ numbers: [...ALL, 10], gaps: [], next: 11 });
  });
});

test('Two files that changed their names are each read for what they are', async () => {
  const folder = await threeFiles();
  renameSync(join(folder, NAMES[0]), join(folder, 'aside'));
  renameSync(join(folder, NAMES[1]), join(folder, NAMES[0]));
  renameSync(join(folder, 'aside'), join(folder, NAMES[1]));
  const { numbers, gaps, remarks } = await state(folder);
  expect([numbers, gaps, remarks.length]).toEqual([ALL, [], 2]);
});

describe('A file of a higher number without a readable head', () => {
  test.each([
    ['zero bytes', Buffer.alloc(4096)],
    ['nothing', Buffer.alloc(0)],
    ['something else', Buffer.from('hello\n')],
    ['the beginning of a line', Buffer.from('{"segment":{"form')],
  ])('with %s in it hides nothing of what comes after', async (_what, bytes) => {
    const folder = emptyFolder();
    await filled(folder, 20);
    writeFileSync(join(folder, '000000005000.ndjson'), bytes);
    const { journal, endTurn } = await opened(folder);
    expect(journal.remarks).toEqual([
      '000000005000.ndjson holds no line of this journal, and is passed over',
    ]);
    for (let i = 0; i < 10; i += 1) journal.append(someRecord(journal.nextNumber));
    endTurn();
    expect([journal.size, journal.gaps]).toEqual([30, []]);
    expect((await readBack(journal)).numbers).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    await journal.close();
  });

  test('was begun by a process that went down: the numbers before it were given, and are a gap', async () => {
    const folder = emptyFolder();
    await filled(folder, 20);
    writeFileSync(join(folder, '000000000031.ndjson'), Buffer.alloc(4096));
    rmSync(join(folder, 'tail.json'));
    expect(await state(folder)).toMatchObject({
      gaps: [expect.stringMatching(/^21-30 .*: 000000000001\.ndjson$/)],
      next: 31,
      remarks: expect.arrayContaining([
        '000000000031.ndjson was begun, and nothing of it is left: numbers go on from #31',
      ]),
    });
  });
});

describe('The manifest and the tail are checked like the rest:', () => {
  test.each([
    [
      'manifest.json',
      'deleted',
      'manifest.json is missing: each file but the newest was checked against the one after it',
    ],
    [
      'tail.json',
      'deleted',
      'tail.json is missing: if the newest file was cut or deleted, that cannot be seen',
    ],
    [
      'manifest.json',
      'cut',
      'manifest.json is damaged: each file but the newest was checked against the one after it',
    ],
    ['tail.json', 'cut', 'tail.json is damaged: if the newest file was cut or deleted, that cannot be seen'],
    [
      'manifest.json',
      'of another',
      'manifest.json belongs to another journal: each file but the newest was checked against the one after it',
    ],
    [
      'tail.json',
      'of another',
      'tail.json belongs to another journal: if the newest file was cut or deleted, that cannot be seen',
    ],
  ])('%s %s', async (name, how, remark) => {
    const folder = await threeFiles();
    const path = join(folder, name);
    if (how === 'deleted') rmSync(path);
    else if (how === 'cut') truncateSync(path, 30);
    else copyFileSync(join(await threeFiles(), name), path);
    expect(await state(folder)).toEqual({ numbers: ALL, gaps: [], next: 10, remarks: [remark] });
    expect(await state(folder)).toEqual({ numbers: ALL, gaps: [], next: 10, remarks: [] });
  });

  test('without the manifest each file but the newest is still seen to be gone, cut or replaced', async () => {
    for (const spoil of [
      (folder: string) => rmSync(join(folder, NAMES[1])),
      (folder: string) =>
        rewrite(folder, NAMES[1], (text) => text.split('\n').slice(0, 1).join('\n').concat('\n')),
    ]) {
      const folder = await threeFiles();
      rmSync(join(folder, 'manifest.json'));
      spoil(folder);
      const { gaps } = await state(folder);
      expect(gaps.map((gap) => gap.slice(0, 3))).toEqual(['4-6']);
    }
  });
});

test('What was killed in the middle of a line has torn it; what was answered for and is cut off has not', async () => {
  const folder = emptyFolder();
  const { journal, endTurn } = await opened(folder);
  for (const number of [1, 2, 3]) journal.append(someRecord(number));
  endTurn();
  // As if killed: nothing is closed.
  const killed = emptyFolder();
  cpSync(folder, killed, { recursive: true });
  rmSync(join(killed, 'lock'));
  await journal.close();
  const cut = emptyFolder();
  cpSync(killed, cut, { recursive: true });
  appendFileSync(join(killed, NAMES[0]), '{"number":4,"rec');
  const torn = await opened(killed);
  expect([torn.journal.torn?.bytes, torn.journal.gaps, torn.journal.nextNumber]).toEqual([16, [], 4]);
  await torn.journal.close();
  truncateSync(join(cut, NAMES[0]), readFileSync(join(cut, NAMES[0])).length - 10);
  const opening = await opened(cut);
  expect([opening.journal.torn, opening.journal.nextNumber]).toEqual([null, 4]);
  expect(opening.journal.gaps).toEqual([
    { first: 3, last: 3, reason: `the file that held them was cut: ${NAMES[0]}` },
  ]);
  await opening.journal.close();
});

describe('Whatever is done to any file', () => {
  type Damage = readonly [what: string, file: number, place: number];
  const damage = fc.tuple(
    fc.constantFrom(
      'delete',
      'cut',
      'empty',
      'flip',
      'swap',
      'duplicate',
      'rename',
      'CRLF',
      'drop line',
      'zeros',
      'other journal',
      'double line',
      'shuffle',
    ),
    fc.nat({ max: 20 }),
    fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  );

  function spoil(folder: string, other: string, [what, file, place]: Damage): void {
    const there = files(folder);
    if (there.length === 0) return;
    const name = there[file % there.length]!;
    const path = join(folder, name);
    const bytes = readFileSync(path);
    const at = Math.floor(place * bytes.length);
    const lines = bytes.toString('utf8').split('\n');
    const line = Math.floor(place * Math.max(1, lines.length - 1));
    const otherName = there[Math.floor(place * there.length)]!;
    const free = `${String(100 + Math.floor(place * 900)).padStart(12, '0')}.ndjson`;
    if (what === 'delete') rmSync(path);
    else if (what === 'cut') truncateSync(path, at);
    else if (what === 'empty') truncateSync(path);
    else if (what === 'flip' && bytes.length > 0) {
      bytes[at] = bytes[at]! ^ (1 + Math.floor(place * 255));
      writeFileSync(path, bytes);
    } else if (what === 'swap') {
      renameSync(path, join(folder, 'aside'));
      if (otherName !== name) renameSync(join(folder, otherName), path);
      renameSync(join(folder, 'aside'), join(folder, otherName));
    } else if (what === 'duplicate') copyFileSync(path, join(folder, free));
    else if (what === 'rename') renameSync(path, join(folder, free));
    else if (what === 'CRLF') writeFileSync(path, bytes.toString('utf8').replaceAll('\n', '\r\n'));
    else if (what === 'drop line') writeFileSync(path, lines.toSpliced(line, 1).join('\n'));
    else if (what === 'double line') writeFileSync(path, lines.toSpliced(line, 0, lines[line]!).join('\n'));
    else if (what === 'zeros') writeFileSync(path, Buffer.concat([bytes.subarray(0, at), Buffer.alloc(64)]));
    else if (what === 'shuffle') writeFileSync(path, [...lines.slice(0, -1).toReversed(), ''].join('\n'));
    else if (what === 'other journal')
      copyFileSync(join(other, files(other)[file % files(other).length]!), path);
  }

  test('each record that was answered for is found as it was, or lies in a gap; no number is given twice', async () => {
    const [origin, other] = [emptyFolder(), emptyFolder()];
    const body = (number: number): string => JSON.stringify({ number, text: 'ö'.repeat(number % 7) });
    const { journal, endTurn } = await opened(origin, { segmentBytes: 900 });
    for (let number = 1; number <= 30; number += 1) {
      journal.append(someRecord(number, body(number)));
      endTurn();
    }
    await journal.close();
    await filled(other, 30, { segmentBytes: 900 });
    expect(files(origin).length).toBeGreaterThan(5);
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 2 }), async (damages) => {
        const folder = emptyFolder();
        cpSync(origin, folder, { recursive: true });
        for (const each of damages) spoil(folder, other, each);
        let next = 31;
        for (const _round of [1, 2]) {
          const again = await opened(folder);
          expect(again.journal.nextNumber).toBeGreaterThanOrEqual(next);
          const found = new Map<number, string>();
          const missing = (number: number): boolean =>
            again.journal.gaps.some((gap) => gap.first <= number && number <= gap.last);
          const known = again.journal.gaps;
          for await (const { records } of again.journal.pages())
            for (const record of records) found.set(record.number, record.body.toString());
          // All of it was seen when the folder was opened.
          expect(again.journal.gaps).toEqual(known);
          for (let number = 1; number <= 30; number += 1) {
            if (missing(number)) expect(found.has(number)).toBe(false);
            else expect(found.get(number)).toBe(body(number));
          }
          next = again.journal.nextNumber;
          again.journal.append(someRecord(next, 'new'));
          again.endTurn();
          expect((await again.journal.read(next))?.body.toString()).toBe('new');
          next += 1;
          await again.journal.close();
        }
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 80 },
    );
  }, 60_000);
});
