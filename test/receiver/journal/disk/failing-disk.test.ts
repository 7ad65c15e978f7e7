import { rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Journal, NotRecorded } from '../../../../receiver/journal/journal.ts';
import fc from '../../../support/fast-check.ts';
import { readBack, someRecord } from '../some-record.ts';
import { failingDisk } from './failing-disk.ts';
import { emptyFolder, files, lines, opened } from './folder.ts';

const FULL = 'not recorded: the disk is full (ENOSPC)';

/** Appends the next records and notes how each ended: `ok` or the code of the trouble. */
function append(journal: Journal, count: number, ends: string[] = []): string[] {
  for (let i = 0; i < count; i += 1) {
    const number = journal.nextNumber;
    journal.append(someRecord(number, '{"a":1}'), (trouble: NotRecorded | null) =>
      ends.push(`${number} ${trouble?.code ?? 'ok'}`),
    );
  }
  return ends;
}

describe('On a full disk', () => {
  test('what does not fit is said not to be recorded, and is a gap; what fits is whole', async () => {
    const folder = emptyFolder();
    const disk = failingDisk();
    const { journal, endTurn } = await opened(folder, { disk });
    const losses: unknown[] = [];
    const heard: number[] = [];
    journal.subscribe(
      ({ number }) => heard.push(number),
      (gap) => losses.push(gap),
    );
    append(journal, 2);
    endTurn();
    disk.room = 500;
    const ends = append(journal, 3);
    endTurn();
    expect(ends).toEqual(['3 ok', '4 ENOSPC', '5 ENOSPC']);
    expect(heard).toEqual([1, 2, 3]);
    expect(losses).toEqual([{ first: 4, last: 5, reason: FULL }]);
    expect(journal.gaps).toEqual(losses);
    expect([journal.size, journal.nextNumber]).toEqual([3, 6]);
    expect(lines(folder).length).toBe(4);
    expect(await readBack(journal)).toEqual({ numbers: [1, 2, 3], gaps: [`4-5 ${FULL}`] });
    await journal.close();
  });

  test('it goes on as soon as there is room, and the file says what is missing', async () => {
    const folder = emptyFolder();
    const disk = failingDisk();
    const { journal, endTurn } = await opened(folder, { disk });
    append(journal, 1);
    endTurn();
    disk.room = 0;
    for (const _turn of [1, 2]) {
      append(journal, 2);
      endTurn();
    }
    disk.room = 10_000;
    expect(append(journal, 1)).toEqual([]);
    endTurn();
    expect(lines(folder).slice(1)).toMatchObject([
      { number: 1 },
      { gap: { first: 2, last: 5, reason: FULL } },
      { number: 6 },
    ]);
    await journal.close();
    const again = await opened(folder);
    expect(again.journal.gaps).toEqual([{ first: 2, last: 5, reason: FULL }]);
    expect(await readBack(again.journal)).toEqual({ numbers: [1, 6], gaps: [`2-5 ${FULL}`] });
    await again.journal.close();
  });

  test('from the first record on, nothing is pretended', async () => {
    const disk = failingDisk();
    disk.room = 0;
    const { journal, endTurn } = await opened(emptyFolder(), { disk });
    const ends = append(journal, 2);
    endTurn();
    expect(ends).toEqual(['1 ENOSPC', '2 ENOSPC']);
    disk.room = 10_000;
    append(journal, 1, ends);
    endTurn();
    expect(ends.at(-1)).toBe('3 ok');
    expect(await readBack(journal)).toEqual({ numbers: [3], gaps: [`1-2 ${FULL}`] });
    await journal.close();
  });

  test('a reset is not forgotten because it could not be written at once', async () => {
    const folder = emptyFolder();
    const disk = failingDisk();
    const { journal, endTurn } = await opened(folder, { disk });
    append(journal, 2);
    endTurn();
    disk.room = 0;
    append(journal, 1);
    journal.reset();
    endTurn();
    disk.room = 10_000;
    append(journal, 1);
    endTurn();
    expect([journal.gaps, await readBack(journal)]).toEqual([[], { numbers: [4], gaps: [] }]);
    await journal.close();
    const again = await opened(folder);
    expect(await readBack(again.journal)).toEqual({ numbers: [4], gaps: [] });
    await again.journal.close();
  });

  test('whatever its room and its turns, each record said to be there is there, and each other one is a gap', async () => {
    const turn = fc.record({
      records: fc.integer({ min: 1, max: 5 }),
      room: fc.integer({ min: 0, max: 1_500 }),
    });
    // Once, a file that had room for no more than its head.
    const room = (bytes: number) => ({ records: 1, room: bytes });
    await fc.assert(
      fc.asyncProperty(
        fc.array(turn, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(300, 2_000, 100_000),
        fc.boolean(),
        async (turns, segmentBytes, truncateFails) => {
          const folder = emptyFolder();
          const disk = failingDisk();
          disk.truncateFails = truncateFails;
          const { journal, endTurn } = await opened(folder, { disk, segmentBytes });
          const ends: string[] = [];
          for (const { records, room } of turns) {
            disk.room = room;
            append(journal, records, ends);
            endTurn();
          }
          const total = turns.reduce((sum, { records }) => sum + records, 0);
          expect(ends.length).toBe(total);
          const good = ends.filter((end) => end.endsWith(' ok')).map((end) => Number.parseInt(end, 10));
          const check = async (read: Journal, last: number): Promise<void> => {
            const back = await readBack(read);
            expect(back.numbers).toEqual(good);
            const missing = back.gaps.reduce((sum, gap) => {
              const [from, to] = gap.split(' ')[0]!.split('-').map(Number);
              return sum + to! - from! + 1;
            }, 0);
            expect(good.length + missing).toBe(last);
            expect(read.size).toBe(good.length);
          };
          await check(journal, total);
          disk.room = 0;
          await journal.close();
          const again = await opened(folder);
          await check(again.journal, again.journal.nextNumber - 1);
          await again.journal.close();
        },
      ),
      { numRuns: 60, examples: [[[room(0), room(177)], 300, false]] },
    );
  });
});

describe('A folder that goes bad under way:', () => {
  test.each([
    ['read-only', 'EROFS', 'not recorded: the disk is read-only (EROFS)'],
    ['closed to us', 'EACCES', 'not recorded: it is not permitted (EACCES)'],
  ])('%s', async (_what, code, reason) => {
    const disk = failingDisk();
    const { journal, endTurn } = await opened(emptyFolder(), { disk, segmentBytes: 1 });
    append(journal, 1);
    endTurn();
    disk.createFails = code;
    const ends = append(journal, 2);
    endTurn();
    expect(ends).toEqual([`2 ${code}`, `3 ${code}`]);
    expect(await readBack(journal)).toEqual({ numbers: [1], gaps: [`2-3 ${reason}`] });
    await journal.close();
  });

  test('deleted with all that is in it', async () => {
    const folder = emptyFolder();
    const { journal, endTurn } = await opened(folder);
    append(journal, 1);
    endTurn();
    rmSync(folder, { recursive: true });
    const ends = append(journal, 1);
    endTurn();
    expect(ends).toEqual(['2 ENOENT']);
    expect((await readBack(journal)).numbers).toEqual([]);
    expect(journal.size).toBe(0);
    await journal.close();
  });

  test('its file deleted or cut by somebody else: a new file is begun', async () => {
    const folder = emptyFolder();
    const { journal, endTurn } = await opened(folder);
    const ends: string[] = [];
    for (const spoil of [
      () => rmSync(join(folder, '000000000001.ndjson')),
      () => truncateSync(join(folder, '000000000002.ndjson'), 10),
      () => {},
    ]) {
      append(journal, 1, ends);
      endTurn();
      spoil();
    }
    expect(ends).toEqual(['1 ok', '2 ok', '3 ok']);
    expect(files(folder)).toEqual(['000000000002.ndjson', '000000000003.ndjson']);
    const { numbers, gaps } = await readBack(journal);
    expect(numbers).toEqual([3]);
    expect(gaps.length).toBe(2);
    await journal.close();
  });
});

describe('With the durability sync', () => {
  test('nobody hears of a record before the disk has it, and one sync serves all that came meanwhile', async () => {
    const disk = failingDisk();
    disk.held = [];
    const { journal, endTurn } = await opened(emptyFolder(), { disk, durability: 'sync' });
    const ends = append(journal, 2);
    endTurn();
    append(journal, 1, ends);
    endTurn();
    append(journal, 1, ends);
    endTurn();
    expect([ends, journal.size, disk.syncs]).toEqual([[], 0, 1]);
    const heard = (number: number): Promise<void> =>
      new Promise((resolve) => {
        const leave = journal.subscribe((record) => {
          if (record.number !== number) return;
          leave();
          resolve();
        });
      });
    const second = heard(2);
    disk.held.shift()!();
    await second;
    const fourth = heard(4);
    await Promise.resolve();
    expect([ends, disk.syncs]).toEqual([['1 ok', '2 ok'], 2]);
    disk.held.shift()!();
    await fourth;
    await journal.close();
    expect([ends, disk.syncs]).toEqual([['1 ok', '2 ok', '3 ok', '4 ok'], 2]);
  });

  test('what the disk fails to take is not recorded, and the file is not written to again', async () => {
    const folder = emptyFolder();
    const disk = failingDisk();
    const { journal, endTurn } = await opened(folder, { disk, durability: 'sync' });
    disk.syncFails = true;
    const ends = append(journal, 2);
    endTurn();
    expect(ends).toEqual(['1 EIO', '2 EIO']);
    disk.syncFails = false;
    append(journal, 1, ends);
    endTurn();
    await journal.close();
    expect(ends.at(-1)).toBe('3 ok');
    expect(files(folder)).toEqual(['000000000001.ndjson', '000000000003.ndjson']);
    expect(await readBack(journal)).toEqual({
      numbers: [3],
      gaps: ['1-2 not recorded: the disk reports an error (EIO)'],
    });
  });
});
