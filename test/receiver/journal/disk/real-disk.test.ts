// Disks that are really full or read-only, where this machine lets the test make them.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDiskJournal } from '../../../../receiver/journal/disk/open-disk-journal.ts';
import { post, rawClient } from '../../../support/raw-client.ts';
import { startedReceiver } from '../../../support/started-receiver.ts';
import { readBack } from '../some-record.ts';
import { emptyFolder, filled } from './folder.ts';

/** A small disk in memory, or null where it takes rights that the test does not have. */
function smallDisk(sizeKilobytes: number): string | null {
  const folder = join(emptyFolder(), 'disk');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeKilobytes}k`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', [folder]));
  return folder;
}

test('On a disk that fills up, every 200 stands in the journal and every other one is a 507', async (context) => {
  const folder = smallDisk(128);
  if (folder === null) return context.skip('a small disk cannot be mounted here');
  writeFileSync(join(folder, 'ballast'), Buffer.alloc(64 * 1024));
  const receiver = await startedReceiver({ journal: { folder } });
  const client = await rawClient(receiver.port);
  const answered: string[] = [];
  const send = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i += 1) {
      const before = client.received.length;
      client.send(post(JSON.stringify({ text: 'x'.repeat(2_000) })));
      await client.until(`"recorded":`.repeat(1));
      while (client.received.indexOf('}', before) === -1)
        await new Promise((resolve) => client.socket.once('data', resolve));
      answered.push(client.received.slice(before).split(' ')[1]!);
    }
  };
  await send(60);
  const full = answered.indexOf('507');
  expect(full).toBeGreaterThan(10);
  expect(new Set(answered.slice(full))).toEqual(new Set(['507']));
  rmSync(join(folder, 'ballast'));
  await send(5);
  expect(answered.slice(60)).toEqual(['200', '200', '200', '200', '200']);
  const good = answered.flatMap((status, index) => (status === '200' ? [index + 1] : []));
  expect(receiver.counts()).toMatchObject({ recorded: good.length, notRecorded: 65 - good.length });
  await receiver.close();
  await using again = await startedReceiver({ journal: { folder } });
  expect(await readBack(again.journal)).toEqual({
    numbers: good,
    gaps: [`${full + 1}-60 not recorded: the disk is full (ENOSPC)`],
  });
  client.socket.destroy();
});

test('A read-only folder is refused before anything is received', async (context) => {
  const root = process.getuid?.() === 0;
  const folder = root ? smallDisk(128) : emptyFolder();
  if (folder === null) return context.skip('a read-only disk cannot be mounted here');
  await filled(folder, 2);
  if (root) execFileSync('mount', ['-o', 'remount,ro', folder]);
  else chmodSync(folder, 0o555);
  const trouble = await openDiskJournal({ folder }, { afterThisTurn: () => {} });
  expect(trouble).toMatchObject({
    kind: 'cannot journal',
    code: root ? 'EROFS' : 'EACCES',
    hint: 'choose a folder that you may write to',
  });
});
