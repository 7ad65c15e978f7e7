import { expect, test } from 'vitest';
import { failingDisk } from '../../receiver/journal/disk/failing-disk.ts';
import { emptyFolder } from '../../receiver/journal/disk/folder.ts';
import { HEAD, played } from './playing.ts';

const SCENARIO = `${HEAD}
steps:
  - load: spring
  - wait: 25s
  - unload: spring
expect:
  - event: periodic
    count: 2
  - lost: none
`;

test('A run whose journal lies in a folder is judged as any other', async () => {
  const result = await played(SCENARIO, {
    destination: { kind: 'embedded', journal: { folder: emptyFolder() } },
  });
  expect([result.status, result.counts.recorded]).toEqual(['passed', 4]);
});

test('Where the disk is full, what was not recorded leaves its verdicts inconclusive, and counts as lost', async () => {
  const disk = failingDisk();
  disk.room = 0;
  const result = await played(SCENARIO, {
    destination: { kind: 'embedded', journal: { folder: emptyFolder(), disk } },
  });
  expect(result.judged.map(({ verdict }) => verdict.status)).toEqual(['inconclusive', 'failed']);
  expect(result.counts).toMatchObject({ attempted: 4, delivered: 0, recorded: 0 });
  expect([...result.counts.outcomes]).toEqual([['answered 507', 4]]);
});
