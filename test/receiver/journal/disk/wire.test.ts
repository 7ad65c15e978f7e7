import { describe, expect, test } from 'vitest';
import { statusAnswer } from '../../../../receiver/reply/answer.ts';
import { post, rawClient } from '../../../support/raw-client.ts';
import { recordOf, startedReceiver } from '../../../support/started-receiver.ts';
import { readBack } from '../some-record.ts';
import { failingDisk } from './failing-disk.ts';
import { emptyFolder, lines } from './folder.ts';

test('A request is answered when it stands in the file, and not before', async () => {
  const folder = emptyFolder();
  await using receiver = await startedReceiver({ journal: { folder } });
  const client = await rawClient(receiver.port);
  client.send(Buffer.concat([post('{"a":1}'), post('{"a":2}')]));
  const standing: number[] = [];
  receiver.journal.subscribe(({ number }) => {
    standing.push(lines(folder).length - 1);
    if (number === 2) expect(client.received).toBe('');
  });
  await client.until('{"recorded":2}');
  expect(standing).toEqual([2, 2]);
  expect(receiver.counts()).toMatchObject({ requests: 2, recorded: 2, notRecorded: 0 });
});

test('With the durability sync it is answered when the disk has it', async () => {
  const disk = failingDisk();
  disk.held = [];
  await using receiver = await startedReceiver({
    journal: { folder: emptyFolder(), durability: 'sync', disk },
  });
  const client = await rawClient(receiver.port);
  client.send(post('{"a":1}'));
  // A whole exchange later the first one still has no answer, for its sync is held.
  const other = await rawClient(receiver.port);
  other.send('nonsense\r\n\r\n');
  await other.ended;
  expect([client.received, receiver.counts().recorded]).toEqual(['', 0]);
  disk.held.shift()!();
  disk.held = null;
  await client.until('{"recorded":1}');
});

describe('What cannot be recorded is answered 507 and counted', () => {
  const plans = [
    ['as usual', []],
    ['with 201', [{ when: {}, answer: statusAnswer(201) }]],
    ['with silence', [{ when: {}, answer: { kind: 'silence' } as const }]],
  ] as const;

  test.each(plans)('although the plan would answer %s', async (_how, replies) => {
    const disk = failingDisk();
    disk.room = 0;
    const losses: unknown[] = [];
    await using receiver = await startedReceiver({
      journal: { folder: emptyFolder(), disk },
      replies,
      onLoss: (gap) => losses.push(gap),
      onRecord: ({ number }) => losses.push(`recorded ${number}`),
    });
    const client = await rawClient(receiver.port);
    client.send(post('{"a":1}'));
    const answer = await client.until('}');
    expect(answer).toMatch(/^HTTP\/1\.1 507 Insufficient Storage\r\n/);
    expect(answer).toContain('{"recorded":null,"problem":"not recorded: the disk is full (ENOSPC)"}');
    expect(receiver.counts()).toMatchObject({ requests: 1, recorded: 0, notRecorded: 1, troubles: 0 });
    expect(losses).toEqual([{ first: 1, last: 1, reason: 'not recorded: the disk is full (ENOSPC)' }]);
  });

  test('also what is cut short, and a CONNECT', async () => {
    const disk = failingDisk();
    disk.room = 0;
    await using receiver = await startedReceiver({ journal: { folder: emptyFolder(), disk } });
    const cut = await rawClient(receiver.port);
    cut.socket.end('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"a":');
    expect((await cut.ended).received).toMatch(/^HTTP\/1\.1 507 /);
    const connect = await rawClient(receiver.port);
    connect.send('CONNECT db:5432 HTTP/1.1\r\nHost: x\r\n\r\n');
    expect((await connect.ended).received).toMatch(/^HTTP\/1\.1 507 /);
    expect(receiver.counts()).toMatchObject({ recorded: 0, notRecorded: 2 });
  });

  test('and as soon as there is room again, the next one is recorded', async () => {
    const disk = failingDisk();
    await using receiver = await startedReceiver({ journal: { folder: emptyFolder(), disk } });
    const client = await rawClient(receiver.port);
    const statuses: string[] = [];
    for (const room of [10_000, 0, 10_000]) {
      disk.room = room;
      const before = client.received.length;
      client.send(post('{"a":1}'));
      await client.until(`"recorded":${statuses.length === 1 ? null : statuses.length + 1}`);
      statuses.push(client.received.slice(before).split(' ')[1]!);
    }
    expect(statuses).toEqual(['200', '507', '200']);
    expect(await readBack(receiver.journal)).toEqual({
      numbers: [1, 3],
      gaps: ['2-2 not recorded: the disk is full (ENOSPC)'],
    });
  });
});

test('Good requests before nonsense in one packet are recorded and answered', async () => {
  await using receiver = await startedReceiver({ journal: { folder: emptyFolder() } });
  const client = await rawClient(receiver.port);
  client.send(Buffer.concat([post('{"a":1}'), post('{"a":2}'), Buffer.from('nonsense\r\n\r\n')]));
  const { received } = await client.ended;
  expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 400']);
});

test('What was still coming in when the receiver was closed is recorded, and the folder is free again', async () => {
  const folder = emptyFolder();
  const receiver = await startedReceiver({ journal: { folder } });
  const client = await rawClient(receiver.port);
  client.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"a":');
  const other = await rawClient(receiver.port);
  other.send(post('{}'));
  await recordOf(receiver, 1);
  await receiver.close();
  await using again = await startedReceiver({ journal: { folder } });
  expect([again.journal.nextNumber, again.journal.torn]).toEqual([3, null]);
  expect(await again.journal.read(2)).toMatchObject({
    content: { kind: 'unusable', problem: 'cut short' },
    reply: { status: null },
  });
});

test('A port that is in use leaves the folder free', async () => {
  const folder = emptyFolder();
  await using first = await startedReceiver();
  await expect(startedReceiver({ port: first.port, journal: { folder } })).rejects.toThrow('in use');
  await using second = await startedReceiver({ journal: { folder } });
  expect(second.journal.folder).toBe(folder);
});
