import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBack } from '../some-record.ts';
import { emptyFolder, files, filled, opened } from './folder.ts';

test.each([1, 2, 3])(
  'a line that somebody doubled in the file is no second request: record %i',
  async (number) => {
    const folder = emptyFolder();
    await filled(folder, 3);
    const path = join(folder, files(folder)[0]!);
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, lines.toSpliced(number, 0, lines[number]!).join('\n'));
    const { journal } = await opened(folder);
    expect(await readBack(journal)).toEqual({ numbers: [1, 2, 3], gaps: [] });
    expect((await journal.read(number))?.number).toBe(number);
    expect([journal.size, journal.nextNumber]).toEqual([3, 4]);
    await journal.close();
  },
);
