import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBack, someRecord } from '../some-record.ts';
import { emptyFolder, opened } from './folder.ts';

const TOO_BIG = 'expired: the journal has reached its largest size';
const TOO_OLD = 'expired: the journal keeps nothing as old';
const AT = 1_767_225_600_000;

/** Bytes of the files of a journal. */
function sizeOf(folder: string): number {
  return readdirSync(folder)
    .filter((name) => name.includes('.ndjson'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

describe('With a largest size', () => {
  test('the oldest records are deleted, and are a gap that says so; count and numbers go on, also after a start', async () => {
    const folder = emptyFolder();
    const retention = { bytes: 20_000 };
    for (const upTo of [200, 400]) {
      const { journal, endTurn } = await opened(folder, { retention });
      while (journal.nextNumber <= upTo) {
        journal.append(someRecord(journal.nextNumber, 'x'.repeat(100)));
        endTurn();
        expect(sizeOf(folder)).toBeLessThanOrEqual(20_000);
      }
      expect(journal.gaps).toEqual([{ first: 1, last: upTo - journal.size, reason: TOO_BIG }]);
      expect(journal.size).toBeGreaterThan(30);
      const { numbers, gaps } = await readBack(journal);
      expect(gaps).toEqual([`1-${upTo - journal.size} ${TOO_BIG}`]);
      expect([numbers.length, numbers.at(-1)]).toEqual([journal.size, upTo]);
      await journal.close();
    }
    const { journal } = await opened(folder);
    expect([journal.nextNumber, journal.gaps.length, journal.remarks]).toEqual([401, 1, []]);
    await journal.close();
  });

  test('a record that is larger is there until there is a newer one', async () => {
    const { journal, endTurn } = await opened(emptyFolder(), { retention: { bytes: 1_000 } });
    for (const number of [1, 2]) {
      journal.append(someRecord(number, 'x'.repeat(5_000)));
      endTurn();
      expect((await readBack(journal)).numbers).toEqual([number]);
    }
    await journal.close();
  });

  test('who reads while files are deleted gets records and gaps', async () => {
    const { journal, endTurn } = await opened(emptyFolder(), {
      retention: { bytes: 20_000 },
      atHand: { records: 1, bytes: 1 },
    });
    const append = (count: number): void => {
      for (let i = 0; i < count; i += 1) {
        journal.append(someRecord(journal.nextNumber, 'x'.repeat(100)));
        endTurn();
      }
    };
    append(30);
    const seen: number[] = [];
    for await (const { records, gaps, first, last } of journal.pages()) {
      seen.push(...records.map(({ number }) => number));
      const inGaps = gaps.reduce((sum, gap) => sum + gap.last - gap.first + 1, 0);
      expect(records.length + inGaps).toBe(last - first + 1);
      append(100);
    }
    expect(seen[0]).toBe(1);
    await journal.close();
  });
});

describe('With a largest age', () => {
  test('what is older goes, also where nothing more comes', async () => {
    let nowMs = AT;
    let look = (): void => {};
    const folder = emptyFolder();
    const after = (_ms: number, action: () => void) => {
      look = action;
      return () => {};
    };
    const { journal, endTurn } = await opened(
      folder,
      { retention: { ageMs: 8_000 } },
      { nowMs: () => nowMs, after },
    );
    for (let second = 0; second < 20; second += 1) {
      nowMs = AT + second * 1_000;
      journal.append(someRecord(journal.nextNumber, '{}', { receivedAtMs: nowMs }));
      endTurn();
      look();
    }
    expect(journal.gaps).toEqual([{ first: 1, last: 12, reason: TOO_OLD }]);
    expect((await readBack(journal)).numbers).toEqual([13, 14, 15, 16, 17, 18, 19, 20]);
    nowMs += 3_600_000;
    look();
    expect([journal.size, journal.gaps, journal.nextNumber]).toEqual([
      0,
      [{ first: 1, last: 20, reason: TOO_OLD }],
      21,
    ]);
    await journal.close();
    const again = await opened(folder);
    expect([again.journal.nextNumber, again.journal.gaps]).toEqual([
      21,
      [{ first: 1, last: 20, reason: TOO_OLD }],
    ]);
    await again.journal.close();
  });
});

describe('Old files are compressed', () => {
  const BODY = JSON.stringify({ text: 'Springfield '.repeat(20_000) });
  const MIB = 1024 * 1024;

  /** A journal of so many records with a few files, all of them compressed but the last one. */
  async function compressed(folder: string, count: number): Promise<readonly string[]> {
    const { journal, endTurn } = await opened(
      folder,
      { segmentBytes: MIB },
      {
        after: (_ms, action) => {
          setImmediate(action);
          return () => {};
        },
      },
    );
    while (journal.nextNumber <= count) {
      journal.append(someRecord(journal.nextNumber, BODY));
      endTurn();
    }
    await expect
      .poll(() => readdirSync(folder).filter((name) => name.endsWith('.ndjson')).length, { timeout: 10_000 })
      .toBe(1);
    expect((await readBack(journal)).numbers.length).toBe(count);
    await journal.close();
    return readdirSync(folder).filter((name) => name.endsWith('.gz'));
  }

  test('read back as before, in any order and range, by this process and the next', async () => {
    const folder = emptyFolder();
    const names = await compressed(folder, 30);
    expect(names.length).toBeGreaterThan(3);
    expect(sizeOf(folder)).toBeLessThan((30 * BODY.length) / 4);
    for (const _round of [1, 2]) {
      const { journal } = await opened(folder);
      expect([journal.size, journal.gaps, journal.remarks]).toEqual([30, [], []]);
      expect((await readBack(journal, { order: 'desc', from: 3, to: 28 })).numbers.length).toBe(26);
      for (const number of [1, 9, 17])
        expect((await journal.read(number))?.body.toString() === BODY).toBe(true);
      await journal.close();
    }
  });

  test('and unpacked by gzip', async () => {
    const folder = emptyFolder();
    const [name] = await compressed(folder, 10);
    const text = execFileSync('gzip', ['-dc', join(folder, name!)], { encoding: 'utf8', maxBuffer: 1e9 });
    expect(
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => Object.keys(JSON.parse(line))[0]),
    ).toEqual(['segment', ...Array.from({ length: text.split('\n').length - 2 }, () => 'number')]);
    // Who unpacks one for good has changed nothing.
    execFileSync('gzip', ['-d', join(folder, name!)]);
    const { journal } = await opened(folder);
    expect([journal.size, journal.gaps, journal.remarks]).toEqual([10, [], []]);
    await journal.close();
  });

  test.each<[what: string, spoil: (path: string) => void, left: number]>([
    ['cut', (path) => truncateSync(path, statSync(path).size - 100), 4],
    ['emptied', (path) => truncateSync(path), 5],
    ['deleted', (path) => rmSync(path), 5],
    [
      'changed in one byte',
      (path) => {
        const bytes = readFileSync(path);
        bytes[200] = bytes[200]! ^ 1;
        writeFileSync(path, bytes);
      },
      1,
    ],
  ])('one that was %s leaves a gap', async (_what, spoil, atMost) => {
    const folder = emptyFolder();
    const names = await compressed(folder, 20);
    spoil(join(folder, names[1]!));
    for (const _round of [1, 2]) {
      const { journal } = await opened(folder);
      const missing = 20 - journal.size;
      expect(missing).toBeGreaterThan(0);
      expect(missing).toBeLessThanOrEqual(atMost);
      expect(
        journal.gaps.every(({ reason }) => reason.endsWith(names[1]!) || reason.includes('no longer there')),
      ).toBe(true);
      expect((await readBack(journal)).numbers.length).toBe(journal.size);
      expect(journal.nextNumber).toBe(21);
      await journal.close();
    }
  });

  test('a process that goes down in between leaves both, and each record is there once', async () => {
    const folder = emptyFolder();
    const [name] = await compressed(folder, 10);
    const path = join(folder, name!);
    copyFileSync(path, `${path}.kept`);
    execFileSync('gzip', ['-d', path]);
    copyFileSync(`${path}.kept`, path);
    writeFileSync(join(folder, '000000000006.ndjson.gz.tmp'), 'half of it');
    const { journal } = await opened(folder);
    expect([journal.size, journal.gaps, journal.remarks]).toEqual([10, [], []]);
    expect((await readBack(journal)).numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(readdirSync(folder).filter((each) => each.endsWith('.tmp'))).toEqual([]);
    await journal.close();
  });
});
