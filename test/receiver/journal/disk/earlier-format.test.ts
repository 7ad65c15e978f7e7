import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LineBuffer, noteText, recordText } from '../../../../receiver/journal/disk/line.ts';
import { readBack, someRecord } from '../some-record.ts';
import { emptyFolder, filled, opened } from './folder.ts';

/** Files as they were written before they had digests: three records each, neither manifest nor tail. */
function earlierFolder(): string {
  const folder = emptyFolder();
  for (const first of [1, 4, 7]) {
    const buffer = new LineBuffer();
    const head = {
      format: 'ocs-sim journal 1',
      first,
      previous: first === 1 ? null : first - 3,
      start: 1,
      gaps: [],
    } as const;
    buffer.add(noteText({ segment: head }));
    for (let number = first; number < first + 3; number += 1) buffer.add(recordText(someRecord(number)));
    writeFileSync(join(folder, `${String(first).padStart(12, '0')}.ndjson`), buffer.bytes);
  }
  return folder;
}

test('A journal of the earlier format is read and continued, and it is said what cannot be seen of it', async () => {
  const folder = earlierFolder();
  const { journal } = await opened(folder);
  expect([journal.size, journal.nextNumber, journal.gaps]).toEqual([9, 10, []]);
  expect(journal.remarks).toEqual([
    'the journal is of an earlier format: what was damaged is seen, a file that was replaced or cut between lines may not be',
  ]);
  await journal.close();
  await filled(folder, 1);
  // From here on its files are known.
  rmSync(join(folder, '000000000004.ndjson'));
  const again = await opened(folder);
  expect(await readBack(again.journal)).toEqual({
    numbers: [1, 2, 3, 7, 8, 9, 10],
    gaps: ['4-6 the file that held them is no longer there: 000000000004.ndjson'],
  });
  await again.journal.close();
});

test.each([
  ['000000000001', '1-3'],
  ['000000000004', '4-6'],
])('A file of the earlier format that is gone is a gap: %s', async (name, gap) => {
  const folder = earlierFolder();
  rmSync(join(folder, `${name}.ndjson`));
  const { journal } = await opened(folder);
  expect(journal.gaps.map(({ first, last }) => `${first}-${last}`)).toEqual([gap]);
  expect(journal.nextNumber).toBe(10);
  await journal.close();
});
