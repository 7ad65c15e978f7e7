import { describe, expect, test } from 'vitest';
import { post, type RawClient, rawClient } from '../../support/raw-client.ts';
import { recordOf, startedReceiver } from '../../support/started-receiver.ts';

const HEAD = 'POST /states HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n';

async function answered(port: number, number: number): Promise<RawClient> {
  const client = await rawClient(port);
  client.send(post('{}'));
  await client.until(`{"recorded":${number}`);
  return client;
}

describe('A request that comes too slowly is answered 408, and the attempt is recorded', () => {
  test('in its head', async () => {
    await using receiver = await startedReceiver({ limits: { headMs: 100 } });
    const client = await rawClient(receiver.port);
    client.send('POST /states HTTP/1.1\r\nAuthorization: Basic c2Vj');
    expect((await client.ended).received).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\nConnection: close\r\n/);
    expect(receiver.journal.get(1)).toMatchObject({
      ...{ connection: 1, requestOnConnection: 1, method: '', path: '', headers: [], bodyBytes: 0 },
      content: {
        problem: 'cut short',
        detail: 'before its body: the request took too long to come',
      },
      reply: { status: 408, manner: 'too slow' },
    });
    expect([...receiver.counts().refusals]).toEqual([['the request took too long to come', 1]]);
  });

  test('in the head of a later request on a connection that was fine', async () => {
    await using receiver = await startedReceiver({ limits: { headMs: 100 } });
    const client = await answered(receiver.port, 1);
    client.send('POST /states HTTP/1.1\r\nHo');
    expect((await client.ended).received).toMatch(
      /HTTP\/1\.1 200 OK[\s\S]+HTTP\/1\.1 408 Request Timeout\r\n/,
    );
    expect(receiver.journal.get(2)).toMatchObject({ requestOnConnection: 2, reply: { status: 408 } });
  });

  test('in its body, of which the rest is kept', async () => {
    await using receiver = await startedReceiver({ limits: { requestMs: 100 } });
    const client = await rawClient(receiver.port);
    client.send(`${HEAD}{"a":`);
    expect((await client.ended).received).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    const record = receiver.journal.get(1)!;
    expect(record).toMatchObject({
      ...{ method: 'POST', path: '/states', bodyBytes: 5 },
      content: { problem: 'cut short', detail: 'after 5 bytes: the request took too long to come' },
      reply: { status: 408, manner: 'too slow' },
    });
    expect(record.body.toString()).toBe('{"a":');
  });

  test('a byte now and then does not help', async () => {
    await using receiver = await startedReceiver({ limits: { requestMs: 100 } });
    const client = await rawClient(receiver.port);
    client.send(HEAD);
    const drip = setInterval(() => client.send('{'), 10);
    const { received } = await client.ended;
    clearInterval(drip);
    expect(received).toMatch(/^HTTP\/1\.1 408 /);
    expect(receiver.journal.get(1)!.bodyBytes).toBeGreaterThan(0);
  });
});

test('A connection on which nothing ever came is closed with 408, counted, and leaves no record', async () => {
  await using receiver = await startedReceiver({ limits: { headMs: 50 } });
  const client = await rawClient(receiver.port);
  expect((await client.ended).received).toMatch(/^HTTP\/1\.1 408 /);
  expect([...receiver.counts().refusals]).toEqual([['nothing came on the connection', 1]]);
  expect(receiver.counts()).toMatchObject({ recorded: 0, openConnections: 0 });
});

test('A head that is too large is answered 431, and the attempt is recorded without what it said', async () => {
  await using receiver = await startedReceiver({ limits: { headerBytes: 1_000 } });
  const client = await rawClient(receiver.port);
  client.send(post('{}', [`Authorization: ${'s'.repeat(2_000)}`]));
  expect((await client.ended).received).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
  expect(receiver.counts()).toMatchObject({ requests: 0, recorded: 1, refusedByParser: 1 });
  expect([...receiver.counts().refusals.keys()]).toEqual(['the head of the request is too large']);
  expect(receiver.journal.get(1)).toMatchObject({
    ...{ method: '', path: '', headers: [] },
    content: { detail: 'before its body: the head of the request is too large' },
    reply: { status: 431, manner: 'head too large' },
  });
});

describe('Connections beyond the limit', () => {
  test('are answered 503, recorded and closed, while the others go on', async () => {
    await using receiver = await startedReceiver({ limits: { connections: 2 } });
    const first = await answered(receiver.port, 1);
    const second = await answered(receiver.port, 2);
    const third = await rawClient(receiver.port);
    third.send(post('{"a":1}'));
    const { received } = await third.ended;
    expect(received).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\n/);
    for (const line of ['Retry-After: 1', 'Connection: close']) expect(received).toContain(`\r\n${line}\r\n`);
    const record = await recordOf(receiver, 3);
    expect(record.body.toString()).toBe('{"a":1}');
    expect(record.reply).toMatchObject({ status: 503, manner: 'too many connections' });
    first.send(post('{}'));
    await first.until('{"recorded":4}');
    second.socket.end();
    await second.ended;
    await answered(receiver.port, 5);
  });

  test('wait for their 503 in a bounded number; more are dropped and counted', async () => {
    await using receiver = await startedReceiver({ limits: { connections: 1 } });
    await answered(receiver.port, 1);
    const waiting = await Promise.all(Array.from({ length: 120 }, () => rawClient(receiver.port)));
    const dropped: RawClient[] = [];
    await new Promise<void>((resolve) => {
      for (const client of waiting) {
        void client.ended.then(() => {
          dropped.push(client);
          if (dropped.length === 20) resolve();
        });
      }
    });
    expect([...receiver.counts().refusals]).toEqual([['too many connections', 20]]);
    expect(receiver.counts().openConnections).toBe(101);
    const left = waiting.filter((client) => !dropped.includes(client));
    left[0]!.send(post('{}'));
    expect((await left[0]!.ended).received).toMatch(/^HTTP\/1\.1 503 /);
  });
});

test('A connection that rests too long between requests is ended politely, and one that does not is kept', async () => {
  await using receiver = await startedReceiver({ limits: { idleMs: 60 } });
  const busy = await answered(receiver.port, 1);
  const resting = await answered(receiver.port, 2);
  let over = false;
  const ended = resting.ended.then((end) => {
    over = true;
    return end;
  });
  for (let number = 3; !over || receiver.counts().openConnections > 1; number += 1) {
    busy.send(post('{}'));
    await busy.until(`{"recorded":${number}`);
  }
  expect((await ended).error).toBeNull();
});

describe('Bodies that are too much together', () => {
  test('the largest that stood still for longest is answered 503 and recorded, so that others are received', async () => {
    await using receiver = await startedReceiver({ limits: { incomingBytes: 50 } });
    const [large, small] = [await rawClient(receiver.port), await rawClient(receiver.port)];
    large.send(`${HEAD}${'x'.repeat(30)}`);
    await answered(receiver.port, 1);
    small.send(`${HEAD}${'y'.repeat(5)}`);
    await answered(receiver.port, 2);
    const complete = await rawClient(receiver.port);
    complete.send(`${HEAD.replace('100', '20')}${'z'.repeat(20)}`);
    const { received } = await large.ended;
    expect(received).toMatch(
      /^HTTP\/1\.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n/,
    );
    expect(await recordOf(receiver, 3)).toMatchObject({
      bodyBytes: 30,
      content: {
        problem: 'cut short',
        detail: expect.stringContaining('after 30 bytes: more was coming in'),
      },
      reply: { status: 503, manner: 'too much at once' },
    });
    await complete.until('{"recorded":4');
    small.send('y'.repeat(95));
    await small.until('{"recorded":5');
    expect((await recordOf(receiver, 5)).bodyBytes).toBe(100);
  });

  test('one that is too much alone is read to its end, answered 503 and recorded as far as it was kept', async () => {
    await using receiver = await startedReceiver({ limits: { incomingBytes: 50 } });
    const client = await rawClient(receiver.port);
    client.send(`${HEAD}${'y'.repeat(100)}`);
    expect(await client.until('}')).toMatch(
      /^HTTP\/1\.1 503 Service Unavailable\r\n[\s\S]*\r\nRetry-After: 1\r\n/,
    );
    expect(receiver.journal.get(1)).toMatchObject({
      bodyBytes: 100,
      content: { problem: 'too large' },
      reply: { status: 503, manner: 'too much at once' },
    });
    expect(receiver.journal.get(1)!.body.length).toBe(50);
    client.send(post('{}'));
    await client.until('{"recorded":2');
  });

  test('of a large one that was cut short only the beginning is kept', async () => {
    await using receiver = await startedReceiver();
    const client = await rawClient(receiver.port);
    client.send(HEAD.replace('100', '1000000'));
    await new Promise((resolve) => client.socket.write('x'.repeat(500_000), resolve));
    client.socket.end();
    const { bodyBytes, body } = await recordOf(receiver, 1);
    expect([bodyBytes, body.toString()]).toEqual([500_000, 'x'.repeat(65_536)]);
  });
});

test('A client that sends on and on without reading an answer is ended at 1,000 requests', async () => {
  await using receiver = await startedReceiver({
    replies: [{ when: {}, answer: { kind: 'silence' } }],
  });
  const client = await rawClient(receiver.port);
  client.send(Buffer.concat(Array.from({ length: 1_500 }, () => post('{}'))));
  await client.ended;
  expect(receiver.counts().recorded).toBe(1_000);
  expect([...receiver.counts().refusals]).toEqual([
    ['too many requests without an answer on one connection', 1],
  ]);
});
