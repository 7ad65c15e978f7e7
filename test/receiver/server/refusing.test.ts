import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { post, rawClient } from '../../support/raw-client.ts';
import { startedReceiver } from '../../support/started-receiver.ts';

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

/** A receiver whose waits are over when the test says so. */
async function receiverUnderTest() {
  const due: { readonly ms: number; readonly action: () => void }[] = [];
  let whenDue = (): void => {};
  const receiver = await startedReceiver({
    after: (ms, action) => {
      const timer = { ms, action };
      due.push(timer);
      whenDue();
      return () => void due.splice(due.indexOf(timer), 1);
    },
  });
  /** Resolves once something waits. */
  const waiting = (): Promise<void> =>
    new Promise((resolve) => {
      whenDue = resolve;
      if (due.length > 0) resolve();
    });
  return { receiver, due, waiting };
}

describe('A receiver that refuses connections for a while', () => {
  test('ends those that are open, refuses new ones, and takes them again on the same port', async () => {
    const { receiver, due, waiting } = await receiverUnderTest();
    await using _ = receiver;
    const before = await rawClient(receiver.port);
    before.send(post('{}'));
    await before.until('{"recorded":1}');
    const refusing = receiver.refuseConnections(5_000);
    await waiting();
    await before.ended;
    expect(receiver.listening).toBe(false);
    expect(await refusalAt(receiver.port)).toBe('ECONNREFUSED');
    expect(due.map(({ ms }) => ms)).toEqual([5_000]);
    due[0]!.action();
    expect(await refusing).toEqual({ kind: 'listening', port: receiver.port });
    const after = await rawClient(receiver.port);
    after.send(post('{}'));
    await after.until('{"recorded":2}');
  });

  test('does what it is told last: to listen at once', async () => {
    const { receiver, due, waiting } = await receiverUnderTest();
    await using _ = receiver;
    const refusing = receiver.refuseConnections(5_000);
    await waiting();
    expect(await receiver.startListening()).toEqual({ kind: 'listening', port: receiver.port });
    expect(await refusing).toBeNull();
    expect(due).toEqual([]);
    expect(await refusalAt(receiver.port)).toBeNull();
  });

  test('does what it is told last: to refuse for longer', async () => {
    const { receiver, due, waiting } = await receiverUnderTest();
    await using _ = receiver;
    const first = receiver.refuseConnections(5_000);
    await waiting();
    const second = receiver.refuseConnections(7_000);
    expect(await first).toBeNull();
    await waiting();
    expect(due.map(({ ms }) => ms)).toEqual([7_000]);
    due[0]!.action();
    expect(await second).toMatchObject({ kind: 'listening' });
  });

  test('can be closed meanwhile, and stays closed', async () => {
    const { receiver, due, waiting } = await receiverUnderTest();
    const refusing = receiver.refuseConnections(5_000);
    await waiting();
    await receiver.close();
    expect(await refusing).toBeNull();
    expect(due).toEqual([]);
    expect(await refusalAt(receiver.port)).toBe('ECONNREFUSED');
  });
});
