import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDiskJournal } from '../../../../receiver/journal/disk/open-disk-journal.ts';
import { pagesOf, readBack, someRecord } from '../some-record.ts';
import { emptyFolder, files, filled, lines, opened } from './folder.ts';

const upTo = (last: number, first = 1): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('A journal in a folder', () => {
  test('writes what came in one turn at its end, and only then lets anybody know', async () => {
    const { journal, endTurn } = await opened(emptyFolder());
    const said: string[] = [];
    journal.subscribe(({ number }) => said.push(`heard ${number}, at hand: ${journal.get(number)?.number}`));
    for (const number of [1, 2]) journal.append(someRecord(number), () => said.push(`written ${number}`));
    expect([said, journal.size, journal.nextNumber, journal.get(1)]).toEqual([[], 0, 3, null]);
    endTurn();
    expect(said).toEqual(['heard 1, at hand: 1', 'written 1', 'heard 2, at hand: 2', 'written 2']);
    expect(journal.size).toBe(2);
    await journal.close();
  });

  test('can be read by anything that reads NDJSON', async () => {
    const folder = emptyFolder();
    await filled(folder, 2, { body: '{"a":1}' });
    expect(files(folder)).toEqual(['000000000001.ndjson']);
    expect(lines(folder)).toMatchObject([
      { segment: { first: 1 } },
      { number: 1, method: 'POST', body: '{"a":1}' },
      { number: 2, method: 'POST', body: '{"a":1}' },
    ]);
  });

  test('reads everything back, from files of any number, in either order and any range', async () => {
    const folder = emptyFolder();
    const { journal, endTurn } = await opened(folder, {
      segmentBytes: 5_000,
      atHand: { records: 4, bytes: 10_000 },
    });
    for (const number of upTo(100)) {
      journal.append(someRecord(number, `{"n":${number}}`));
      if (number % 7 === 0) endTurn();
    }
    endTurn();
    expect(files(folder).length).toBeGreaterThan(3);
    expect([...journal].map(({ number }) => number)).toEqual([97, 98, 99, 100]);
    expect([journal.size, journal.gaps]).toEqual([100, []]);
    expect(await readBack(journal)).toEqual({ numbers: upTo(100), gaps: [] });
    expect((await readBack(journal, { order: 'desc' })).numbers).toEqual(upTo(100).toReversed());
    expect((await readBack(journal, { from: 20, to: 60 })).numbers).toEqual(upTo(60, 20));
    expect((await readBack(journal, { from: 20, to: 60, order: 'desc' })).numbers).toEqual(
      upTo(60, 20).toReversed(),
    );
    expect(await readBack(journal, { from: 101 })).toEqual({ numbers: [], gaps: [] });
    for (const number of [1, 17, 50, 96, 100])
      expect((await journal.read(number))?.body.toString()).toBe(`{"n":${number}}`);
    expect([await journal.read(0), await journal.read(101)]).toEqual([null, null]);
    await journal.close();
    expect((await readBack(journal)).numbers).toEqual(upTo(100));
  });

  test('reads back in pages of a bounded size, each number once', async () => {
    const folder = emptyFolder();
    await filled(folder, 400, { body: JSON.stringify({ text: 'x'.repeat(1_000) }), perTurn: 50 });
    const { journal } = await opened(folder);
    const pages = await pagesOf(journal);
    expect(pages.length).toBeGreaterThan(5);
    expect(Math.max(...pages.map(({ records }) => records.length))).toBeLessThan(60);
    expect(pages.flatMap(({ records }) => records.map(({ number }) => number))).toEqual(upTo(400));
    expect(pages.slice(1).map(({ first }) => first)).toEqual(pages.slice(0, -1).map(({ last }) => last + 1));
    await journal.close();
  });

  test('holds no more in memory than was asked for', async () => {
    const { journal, endTurn } = await opened(emptyFolder(), { atHand: { records: 1_000, bytes: 500 } });
    for (const number of upTo(50)) journal.append(someRecord(number, 'x'.repeat(94)));
    endTurn();
    expect([...journal].map(({ number }) => number)).toEqual([46, 47, 48, 49, 50]);
    await journal.close();
  });

  test('takes bodies larger than one write', async () => {
    const folder = emptyFolder();
    const body = Buffer.alloc(3_000_000, 'x');
    const { journal, endTurn } = await opened(folder);
    const written: number[] = [];
    for (const number of upTo(4)) journal.append(someRecord(number, body), () => written.push(number));
    endTurn();
    expect(written).toEqual([1, 2, 3, 4]);
    expect((await journal.read(3))?.body.equals(body)).toBe(true);
    await journal.close();
  });

  test('takes no record out of order, and none once it is closed', async () => {
    const { journal } = await opened(emptyFolder());
    expect(() => journal.append(someRecord(2))).toThrow('record 2 is out of order: 1 is due');
    journal.append(someRecord(1));
    await journal.close();
    const answers: unknown[] = [];
    journal.append(someRecord(2), (trouble) => answers.push(trouble?.code));
    expect(answers).toEqual(['CLOSED']);
    expect(await readBack(journal)).toMatchObject({ numbers: [1] });
  });
});

describe('Starting again on the same folder', () => {
  test('continues it, and reads what stands there from before', async () => {
    const folder = emptyFolder();
    await filled(folder, 5);
    await filled(folder, 4);
    const { journal } = await opened(folder);
    expect([journal.nextNumber, journal.size, journal.gaps, journal.torn]).toEqual([10, 9, [], null]);
    expect([...journal]).toEqual([]);
    expect(await readBack(journal)).toEqual({ numbers: upTo(9), gaps: [] });
    await journal.close();
    expect(files(folder)).toEqual(['000000000001.ndjson', '000000000006.ndjson']);
  });

  test('remembers a reset: what came before is no gap', async () => {
    const folder = emptyFolder();
    const first = await opened(folder);
    first.journal.append(someRecord(1));
    first.endTurn();
    first.journal.append(someRecord(2));
    first.journal.reset();
    expect(await readBack(first.journal)).toEqual({ numbers: [], gaps: [] });
    first.journal.append(someRecord(3));
    await first.journal.close();
    expect(lines(folder).length).toBe(5);
    for (const _round of [1, 2]) {
      const { journal } = await opened(folder);
      expect([journal.startNumber, journal.nextNumber, journal.size, journal.gaps]).toEqual([3, 4, 1, []]);
      expect(await readBack(journal)).toEqual({ numbers: [3], gaps: [] });
      expect(await journal.read(1)).toBe(null);
      await journal.close();
    }
  });

  test('is refused while another one uses it', async () => {
    const folder = emptyFolder();
    const { journal } = await opened(folder);
    const second = await openDiskJournal({ folder }, { afterThisTurn: () => {} });
    expect(second).toMatchObject({
      kind: 'cannot journal',
      code: 'LOCKED',
      message: `cannot keep a journal in ${folder}: process ${process.pid} is using it`,
    });
    await journal.close();
    await (await opened(folder)).journal.close();
  });

  test.each([
    ['a process that is gone', { pid: 2 ** 22 + 1, started: 'never' }],
    ['an earlier process of the same number', { pid: process.pid, started: 'an earlier start' }],
    ['nobody, for it is empty', null],
  ])('is not refused for a lock of %s', async (_whose, holder) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'lock'), holder === null ? '' : JSON.stringify(holder));
    await (await opened(folder)).journal.close();
  });

  test('leaves alone what is none of a journal', async () => {
    const folder = emptyFolder();
    await filled(folder, 2);
    writeFileSync(join(folder, 'notes.ndjson'), 'mine\n');
    mkdirSync(join(folder, 'more'));
    const { journal } = await opened(folder);
    expect([journal.size, journal.gaps]).toEqual([2, []]);
    await journal.close();
  });
});

describe('A folder that cannot be used is said to be so:', () => {
  test.each([
    ['a file', 'file'],
    ['a folder below a file', 'file/below'],
  ])('%s', async (_what, name) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'file'), '');
    const trouble = await openDiskJournal({ folder: join(folder, name) }, { afterThisTurn: () => {} });
    expect(trouble).toMatchObject({
      kind: 'cannot journal',
      code: 'EEXIST',
      message: expect.stringContaining('a file is in its place'),
      hint: 'name a folder; it is made if need be',
    });
  });

  test('and one that is not there is made', async () => {
    const folder = join(emptyFolder(), 'a/b');
    await filled(folder, 1);
    expect(files(folder).length).toBe(1);
  });
});

describe('What can no longer be read is a gap:', () => {
  const small = { segmentBytes: 1, perTurn: 2 };

  test('a file that was deleted, also while the journal is open', async () => {
    const folder = emptyFolder();
    await filled(folder, 8, small);
    const { journal } = await opened(folder);
    rmSync(join(folder, '000000000003.ndjson'));
    expect(await readBack(journal)).toEqual({
      numbers: [1, 2, 5, 6, 7, 8],
      gaps: ['3-4 the file that held them is no longer there: 000000000003.ndjson'],
    });
    expect([journal.size, journal.gaps.length]).toEqual([6, 1]);
    await journal.close();
  });

  test.each([
    ['the first one', ['000000000001'], ['1-2']],
    ['two in the middle', ['000000000003', '000000000005'], ['3-4', '5-6']],
    ['the last one', ['000000000007'], ['7-8']],
    [
      'all of them',
      ['000000000001', '000000000003', '000000000005', '000000000007'],
      ['1-2', '3-4', '5-6', '7-8'],
    ],
  ])('a file that was deleted before: %s', async (_which, gone, numbers) => {
    const folder = emptyFolder();
    await filled(folder, 8, small);
    for (const name of gone) rmSync(join(folder, `${name}.ndjson`));
    const { journal } = await opened(folder);
    expect(journal.gaps.map(({ first, last }) => `${first}-${last}`)).toEqual(numbers);
    expect(journal.nextNumber).toBe(9);
    const read = await readBack(journal, { order: 'desc' });
    expect(read.gaps).toEqual(
      gone
        .map((name, i) => `${numbers[i]} the file that held them is no longer there: ${name}.ndjson`)
        .toReversed(),
    );
    expect(read.numbers.length).toBe(journal.size);
    await journal.close();
  });
});
