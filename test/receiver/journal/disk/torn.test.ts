import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import fc from '../../../support/fast-check.ts';
import { readBack, someRecord } from '../some-record.ts';
import { emptyFolder, files, filled, lines, opened } from './folder.ts';

const FIRST = '000000000001.ndjson';

describe('A torn last line', () => {
  test('is named with its file, its place and its size, and no record is missing for it', async () => {
    const folder = emptyFolder();
    await filled(folder, 3);
    const path = join(folder, FIRST);
    const { length } = readFileSync(path);
    appendFileSync(path, '{"number":4,"receivedAt');
    const { journal, endTurn } = await opened(folder);
    expect(journal.torn).toEqual({ file: path, offset: length, bytes: 23 });
    expect([journal.nextNumber, journal.size, journal.gaps]).toEqual([4, 3, []]);
    journal.append(someRecord(4, '{"new":4}'));
    endTurn();
    expect(await readBack(journal)).toEqual({ numbers: [1, 2, 3, 4], gaps: [] });
    expect((await journal.read(4))?.body.toString()).toBe('{"new":4}');
    await journal.close();
    expect(files(folder)).toEqual([FIRST, '000000000004.ndjson']);
    expect(readFileSync(path, 'utf8')).toMatch(/\{"number":4,"receivedAt$/);
  });

  test('may be the only one of its file: the file steps aside', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, FIRST), '{"segment":{"form');
    await filled(folder, 2);
    expect(lines(folder)).toMatchObject([{ segment: {} }, { number: 1 }, { number: 2 }]);
    expect(readFileSync(join(folder, `${FIRST}.torn`), 'utf8')).toBe('{"segment":{"form');
  });

  test('wherever the file was cut, every whole line is there, and numbers go on after the last of them', async () => {
    const origin = emptyFolder();
    await filled(origin, 6, { body: '{"name":"Zoë"}' });
    const bytes = readFileSync(join(origin, FIRST));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length }), async (cut) => {
        const folder = emptyFolder();
        writeFileSync(join(folder, FIRST), bytes.subarray(0, cut));
        const whole = bytes.subarray(0, cut).toString('latin1').split('\n').length - 2;
        const records = Math.max(0, whole);
        const { journal, endTurn } = await opened(folder);
        expect([journal.size, journal.nextNumber, journal.gaps]).toEqual([records, records + 1, []]);
        expect(journal.torn === null).toBe(cut === 0 || bytes[cut - 1] === 0x0a);
        journal.append(someRecord(records + 1));
        endTurn();
        expect((await readBack(journal)).numbers).toEqual(
          Array.from({ length: records + 1 }, (_, index) => index + 1),
        );
        await journal.close();
      }),
      { numRuns: 40 },
    );
  });
});

describe('A line that was damaged', () => {
  test.each([0, 1])('is a gap, and those around it are not (%s files after it)', async (more) => {
    const folder = emptyFolder();
    await filled(folder, 6);
    if (more > 0) await filled(folder, 2);
    const path = join(folder, FIRST);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"number":3', '"number":7'));
    const { journal } = await opened(folder);
    const read = await readBack(journal);
    expect(read.numbers).toEqual(more > 0 ? [1, 2, 4, 5, 6, 7, 8] : [1, 2, 4, 5, 6]);
    expect(read.gaps).toEqual([`3-3 the lines that held them are damaged: ${FIRST}`]);
    expect(journal.gaps.length).toBe(1);
    expect(journal.size).toBe(read.numbers.length);
    expect(await journal.read(3)).toBe(null);
    await journal.close();
  });

  test('may be the head of a file: then those before it are read as well', async () => {
    const folder = emptyFolder();
    await filled(folder, 3);
    await filled(folder, 3);
    const path = join(folder, '000000000004.ndjson');
    writeFileSync(path, readFileSync(path, 'utf8').replace('ocs-sim journal 1', 'ocs-sim journal 2'));
    const { journal } = await opened(folder);
    expect([journal.nextNumber, journal.gaps]).toEqual([7, []]);
    expect((await readBack(journal)).numbers).toEqual([1, 2, 3, 4, 5, 6]);
    await journal.close();
  });
});
