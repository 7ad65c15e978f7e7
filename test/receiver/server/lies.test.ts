import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { post, rawClient } from '../../support/raw-client.ts';
import { recordOf, startedReceiver } from '../../support/started-receiver.ts';

const chunked = (rest: string) => `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${rest}`;
const lengthOf = (length: string, body: string) =>
  `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n${body}`;

/** Sends bytes, ends the client's direction, and gives what there is to see once the connection is over. */
async function seenAfter(bytes: string) {
  await using receiver = await startedReceiver();
  const kept = await rawClient(receiver.port);
  kept.send(post('{"before":1}'));
  await kept.until('{"recorded":1}');
  const client = await rawClient(receiver.port);
  client.socket.end(bytes);
  const { received } = await client.ended;
  await receiver.idle();
  kept.send(post('{"after":1}'));
  await kept.until(`{"recorded":${receiver.journal.size + 1}}`);
  const records = [...receiver.journal];
  expect(records[0]!.body.toString()).toBe('{"before":1}');
  expect(records.at(-1)!.body.toString()).toBe('{"after":1}');
  expect(receiver.counts().troubles).toBe(0);
  return {
    statuses: [...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => Number(match[1])),
    records: records.slice(1, -1).map(({ body, content, reply }) => ({
      body: body.toString(),
      problem: content.kind === 'unusable' ? content.problem : null,
      status: reply.status,
    })),
    refusals: receiver.counts().refusedByParser,
  };
}

describe('Chunks that are not what they say are recorded as far as they came, and answered 400:', () => {
  test.each([
    ['the body ends in a chunk', '8\r\n{"a"', '{"a"'],
    ['the body ends between chunks', '4\r\n{"a"\r\n', '{"a"'],
    ['the body ends before the last line', '7\r\n{"a":1}\r\n0\r\n', '{"a":1}'],
    ['a chunk is longer than it says', '2\r\n{"a":1}\r\n0\r\n\r\n', '{"'],
    ['a length is no number', '2\r\n{}\r\nnine\r\n', '{}'],
    ['a length is negative', '2\r\n{}\r\n-1\r\n', '{}'],
    ['a length is larger than any number', '2\r\n{}\r\nfffffffffffffffff\r\n', '{}'],
  ])('%s', async (_what, bytes, body) => {
    const seen = await seenAfter(chunked(bytes));
    expect(seen).toEqual({
      statuses: [400],
      records: [{ body, problem: 'cut short', status: 400 }],
      refusals: 0,
    });
  });
});

describe('A Content-Length that lies:', () => {
  test('more is promised than comes', async () => {
    expect(await seenAfter(lengthOf('100', '{"a":1}'))).toEqual({
      statuses: [400],
      records: [{ body: '{"a":1}', problem: 'cut short', status: 400 }],
      refusals: 0,
    });
  });

  test('more comes than is promised: the body is as long as promised, the rest is no request', async () => {
    expect(await seenAfter(lengthOf('2', '{}{"a":1}'))).toEqual({
      statuses: [200, 400],
      records: [{ body: '{}', problem: null, status: 200 }],
      refusals: 1,
    });
  });

  test('more comes than is promised, and the rest is a request of its own', async () => {
    const seen = await seenAfter(lengthOf('2', '{}') + lengthOf('7', '{"a":1}'));
    expect(seen.statuses).toEqual([200, 200]);
    expect(seen.records.map(({ body }) => body)).toEqual(['{}', '{"a":1}']);
  });

  test.each([
    ['two different ones', 'POST / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
    ['one beside chunks', chunked('2\r\n{}\r\n0\r\n\r\n').replace('Host: x', 'Content-Length: 2')],
    ['a negative one', lengthOf('-2', '{}')],
    ['one that is no number', lengthOf('two', '{}')],
    ['one larger than any number', lengthOf('99999999999999999999999', '{}')],
  ])('%s is no HTTP: refused with 400 and counted', async (_what, bytes) => {
    expect(await seenAfter(bytes)).toEqual({ statuses: [400], records: [], refusals: 1 });
  });

  test('one of a terabyte takes no more memory than what comes', async () => {
    const seen = await seenAfter(lengthOf('1099511627776', '{"a":1}'));
    expect(seen.records).toEqual([{ body: '{"a":1}', problem: 'cut short', status: 400 }]);
  });
});

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('A body of a gigabyte is read to its end and answered 413, in the memory of the part that is kept', async () => {
  await using receiver = await startedReceiver({ limits: { bodyBytes: 1024 * 1024 } });
  const client = await rawClient(receiver.port);
  const piece = Buffer.alloc(4 * 1024 * 1024, 'x');
  client.send(lengthOf(String(1024 ** 3), ''));
  let most = 0;
  for (let sent = 0; sent < 1024 ** 3; sent += piece.length) {
    if (!client.socket.write(piece)) await new Promise((resolve) => client.socket.once('drain', resolve));
    if (sent % (64 * 1024 * 1024) !== 0) continue;
    // What is kept counts, not what the collector has not come to yet.
    collectGarbage();
    most = Math.max(most, process.memoryUsage().arrayBuffers);
  }
  await client.until('"recorded":1');
  const record = await recordOf(receiver, 1);
  expect(client.received).toMatch(/^HTTP\/1\.1 413 Payload Too Large\r\n/);
  expect(record).toMatchObject({ bodyBytes: 1024 ** 3, reply: { status: 413, manner: 'too large' } });
  expect(record.body.length).toBe(1024 * 1024);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(128 * 1024 * 1024);
});
