// Disks that are really full or read-only, where this machine lets the test make them.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDiskJournal } from '../../../../receiver/journal/disk/open-disk-journal.ts';
import { post, rawClient } from '../../../support/raw-client.ts';
import { startedReceiver } from '../../../support/started-receiver.ts';
import { readBack } from '../some-record.ts';
import { emptyFolder, filled } from './folder.ts';

const root = process.getuid?.() === 0;

function mount(folder: string, sizeKilobytes: number): void {
  const options = ['-t', 'tmpfs', '-o', `size=${sizeKilobytes}k`, 'tmpfs', folder];
  execFileSync('mount', options, { stdio: 'ignore' });
}

/** Whether this machine lets a test mount a disk: it takes rights that most users do not have. */
const mayMount = ((): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-mount-'));
  try {
    mount(folder, 64);
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
})();

/** A small disk in memory, gone when the test is. */
function smallDisk(sizeKilobytes: number): string {
  const folder = join(emptyFolder(), 'disk');
  mkdirSync(folder);
  mount(folder, sizeKilobytes);
  onTestFinished(() => void execFileSync('umount', [folder]));
  return folder;
}

test.runIf(mayMount)(
  'On a disk that fills up, every 200 stands in the journal and every other one is a 507',
  async () => {
    const folder = smallDisk(128);
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(64 * 1024));
    const receiver = await startedReceiver({ journal: { folder } });
    const client = await rawClient(receiver.port);
    const answered: string[] = [];
    const send = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i += 1) {
        const before = client.received.length;
        client.send(post(JSON.stringify({ text: 'x'.repeat(2_000) })));
        await client.until('"recorded":');
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
  },
);

test.runIf(mayMount || !root)('A read-only folder is refused before anything is received', async () => {
  const folder = root ? smallDisk(128) : emptyFolder();
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
