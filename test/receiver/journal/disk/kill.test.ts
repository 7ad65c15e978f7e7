import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { start } from '../../../simulator/cli/ocs-sim.ts';
import { post } from '../../../support/raw-client.ts';
import { startedReceiver } from '../../../support/started-receiver.ts';
import { emptyFolder } from './folder.ts';

const CONNECTIONS = 16;
const ENOUGH = 400;

/** What was answered: numbers of records by the digest of the body that was sent. */
type Answered = Map<string, number>;

function digestOf(body: string | Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}

/** Posts on one connection, one body after another, until it is cut; two at a time, so that one may be half sent. */
function load(
  port: number,
  round: number,
  connection: number,
  answered: Answered,
  onAnswer: () => void,
): Socket {
  const socket = connect(port, '127.0.0.1');
  const sent: string[] = [];
  let text = '';
  let index = 0;
  const send = (): void => {
    const body = JSON.stringify({
      round,
      connection,
      index: index++,
      text: 'ö'.repeat((index * 97) % 3_000),
    });
    sent.push(body);
    socket.write(post(body));
  };
  socket.on('connect', () => {
    send();
    send();
  });
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
    for (let found = NEXT.exec(text); found !== null; found = NEXT.exec(text)) {
      text = text.slice(found[0].length);
      answered.set(digestOf(sent.shift()!), Number(found[1]));
      onAnswer();
      send();
    }
  });
  socket.on('error', () => {});
  return socket;
}

const NEXT = /^HTTP\/1\.1 200 [^{]*\{"recorded":(\d+)\}/;

test('After kill -9 in the middle of the load, every POST that was answered is found again, three times over', async () => {
  const folder = emptyFolder();
  const answered: Answered = new Map();
  for (const round of [1, 2, 3]) {
    const running = start(['receive', '--journal', folder]);
    const said = await running.says('err', /receiving at \S+:\d+\//);
    const port = Number(/:(\d+)\//.exec(said)![1]);
    const wanted = answered.size + ENOUGH;
    await new Promise<void>((resolve) => {
      const onAnswer = (): void => {
        if (answered.size >= wanted) resolve();
      };
      for (let i = 0; i < CONNECTIONS; i += 1) load(port, round, i, answered, onAnswer);
    });
    running.child.kill('SIGKILL');
    await once(running.child, 'close');
  }
  await using receiver = await startedReceiver({ journal: { folder } });
  const found = new Map<number, string>();
  for await (const { records, gaps } of receiver.journal.pages()) {
    expect(gaps).toEqual([]);
    for (const { number, body } of records) found.set(number, digestOf(body));
  }
  expect(answered.size).toBeGreaterThanOrEqual(3 * ENOUGH);
  expect([...answered].filter(([digest, number]) => found.get(number) !== digest)).toEqual([]);
  expect(receiver.journal.nextNumber).toBe(found.size + 1);
});
