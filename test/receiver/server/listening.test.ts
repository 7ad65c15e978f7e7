import { connect } from 'node:net';
import { Pool } from 'undici';
import { describe, expect, test } from 'vitest';
import { hostText } from '../../../receiver/http/listen.ts';
import { startReceiver } from '../../../receiver/receiver.ts';
import { post, rawClient } from '../../support/raw-client.ts';
import { recordOf, startedReceiver } from '../../support/started-receiver.ts';

/** The code with which a connection to a port fails; null where it is accepted. */
function refusalAt(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('connect', () => {
      socket.destroy();
      resolve(null);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

describe('A receiver that cannot listen says why instead of throwing', () => {
  test('the port is in use', async () => {
    await using receiver = await startedReceiver();
    expect(await startReceiver({ port: receiver.port })).toEqual({
      kind: 'cannot listen',
      code: 'EADDRINUSE',
      message: `cannot listen on 127.0.0.1:${receiver.port}: the port is in use`,
      hint: 'choose another port, or 0 for a free one',
    });
  });

  test.each([
    ['an address of another machine', { host: '192.0.2.1' }, 'EADDRNOTAVAIL', /does not have that address/],
    ['a port that does not exist', { port: 70_000 }, 'ERR_SOCKET_BAD_PORT', /there is no such port/],
  ])('%s', async (_what, options, code, message) => {
    expect(await startReceiver(options)).toMatchObject({
      kind: 'cannot listen',
      code,
      message: expect.stringMatching(message),
    });
  });
});

describe('A receiver can go away and come back', () => {
  test('its connections end and new ones are refused, until it listens again on the same port', async () => {
    await using receiver = await startedReceiver();
    const { port } = receiver;
    const before = await rawClient(port);
    before.send(post('{}'));
    await before.until('{"recorded":1}');
    await receiver.stopListening();
    await before.ended;
    expect(receiver.listening).toBe(false);
    expect(await refusalAt(port)).toBe('ECONNREFUSED');
    expect(await receiver.startListening()).toEqual({ kind: 'listening', port: receiver.port });
    expect(receiver.listening).toBe(true);
    const after = await rawClient(port);
    after.send(post('{}'));
    await after.until('{"recorded":2}');
    expect(receiver.journal.get(2)!.connection).toBe(2);
  });

  test('stopping or starting twice changes nothing', async () => {
    await using receiver = await startedReceiver();
    expect(await receiver.startListening()).toEqual({ kind: 'listening', port: receiver.port });
    await receiver.stopListening();
    await receiver.stopListening();
    expect(await receiver.startListening()).toEqual({ kind: 'listening', port: receiver.port });
    expect(await refusalAt(receiver.port)).toBe(null);
  });

  test('when somebody has taken its port meanwhile, it says so', async () => {
    await using receiver = await startedReceiver();
    await receiver.stopListening();
    await using other = await startedReceiver({ port: receiver.port });
    expect(await receiver.startListening()).toMatchObject({ kind: 'cannot listen', code: 'EADDRINUSE' });
    expect(receiver.listening).toBe(false);
    expect(other.listening).toBe(true);
  });
});

describe('Closing never hangs', () => {
  test('with connections that are silent, idle, half-sent or waiting for a delayed answer', async () => {
    const receiver = await startedReceiver({
      replies: [
        { when: { nth: [1] }, answer: { kind: 'silence' } },
        {
          when: { nth: [2] },
          answer: { kind: 'status', status: 200, headers: [], body: null, delayMs: 3_600_000, manner: '200' },
        },
      ],
    });
    const silent = await rawClient(receiver.port);
    silent.send(post('{}'));
    await recordOf(receiver, 1);
    const delayed = await rawClient(receiver.port);
    delayed.send(post('{}'));
    await recordOf(receiver, 2);
    const idle = await rawClient(receiver.port);
    const halfSent = await rawClient(receiver.port);
    halfSent.send('POST / HTTP/1.1\r\nContent-');
    const becameIdle = receiver.idle();
    await receiver.close();
    await becameIdle;
    const ends = await Promise.all([silent, delayed, idle, halfSent].map((client) => client.ended));
    expect(ends.map((end) => end.received)).toEqual(['', '', '', '']);
    expect(await refusalAt(receiver.port)).toBe('ECONNREFUSED');
    expect(receiver.journal.size).toBe(2);
  });

  test('twice, and after it has stopped listening', async () => {
    const receiver = await startedReceiver();
    await receiver.stopListening();
    await Promise.all([receiver.close(), receiver.close()]);
    await receiver.close();
    expect(receiver.listening).toBe(false);
  });
});

describe('Many at once', () => {
  test('of 200 parallel requests none is lost, and every one has its own number', async () => {
    await using receiver = await startedReceiver();
    const pool = new Pool(receiver.url, { connections: 20 });
    const statuses = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const answer = await pool.request({
          method: 'POST',
          path: '/states',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ index }),
        });
        return [answer.statusCode, (await answer.body.json()) as { recorded: number }] as const;
      }),
    );
    await pool.close();
    expect(statuses.map(([status]) => status)).toEqual(Array.from({ length: 200 }, () => 200));
    expect(new Set(statuses.map(([, body]) => body.recorded)).size).toBe(200);
    const indexes = [...receiver.journal].map((record) =>
      record.content.kind === 'object' ? Number(record.content.value.index) : -1,
    );
    expect(indexes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, index) => index));
    expect(receiver.counts()).toMatchObject({ requests: 200, recorded: 200, connections: 20 });
  });

  test('an address that stands for all of them is reached at one of this machine', async () => {
    await using receiver = await startedReceiver({ host: '0.0.0.0' });
    expect(receiver.url).toBe(`http://127.0.0.1:${receiver.port}`);
    expect(['127.0.0.1', '::1'].map(hostText)).toEqual(['127.0.0.1', '[::1]']);
  });
});
