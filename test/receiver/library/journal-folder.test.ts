import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startReceiver } from '../../../receiver/index.ts';
import { watched } from './watched.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ocs-sim-library-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('What lies in the folder of a journal only is not judged, unless it was followed', async () => {
  await using rig = await watched({ journal: { folder, atHand: { records: 2, bytes: 1_000_000 } } });
  const following = rig.receiver.follow([{ fieldSets: 'all' }]);
  for (const event of ['loaded', 'started', 'periodic', 'stopped'] as const) await rig.tell(event);
  const [judged] = rig.receiver.expectations([{ fieldSets: 'all' }]);
  expect(judged!.explanation).toBe(
    'inconclusive: records #1 to #2 were not judged: they lie in the folder of the journal and are no longer at hand',
  );
  expect(following.verdicts()[0]).toMatchObject({ status: 'passed', summary: '4 of 4' });
  following[Symbol.dispose]();
});

test('A receiver that goes on in a folder begins anew with what it judges', async () => {
  {
    await using rig = await watched({ journal: { folder } });
    await rig.tell('loaded');
  }
  await using rig = await watched({ journal: { folder } });
  expect(rig.receiver.arrivals()).toEqual([]);
  await rig.tell('started');
  const [started] = await rig.receiver.waitFor('started');
  expect(started!.number).toBe(2);
  expect(rig.receiver.expectations([{ count: 1 }])[0]).toMatchObject({ status: 'passed' });
});

test('A folder that cannot be used is an error with a hint', async () => {
  await expect(startReceiver({ journal: { folder: '/dev/null/journal' } })).rejects.toMatchObject({
    code: 'cannot-journal',
    message: expect.stringContaining('/dev/null/journal'),
    hint: expect.stringMatching(/\S/),
  });
});
