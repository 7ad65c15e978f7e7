import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { post, rawClient } from '../../support/raw-client.ts';
import { startedReceiver } from '../../support/started-receiver.ts';

const CLIENT = join(import.meta.dirname, '../../support/idle-connections.ts');

/** Ten thousand, or as many as the operating system lets a process open. */
function many(): number {
  const permitted = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim();
  return Math.min(10_000, permitted === 'unlimited' ? 10_000 : Number(permitted) - 500);
}

function idleClients(port: number, count: number) {
  const child = spawn(process.execPath, [CLIENT, String(port), String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    says: async (): Promise<string> => (await lines.next()).value ?? 'nothing',
    ended: once(child, 'close'),
  };
}

test('Ten thousand connections that say nothing cost little, hinder nobody, and are closed in time', async () => {
  const count = many();
  expect(count).toBeGreaterThan(100);
  await using receiver = await startedReceiver({ limits: { headMs: 1_500, connections: count + 1 } });
  const kept = await rawClient(receiver.port);
  kept.send(post('{"before":1}'));
  await kept.until('{"recorded":1}');
  const before = process.memoryUsage();
  const clients = idleClients(receiver.port, count);
  expect(await clients.says()).toBe(`open ${count}`);
  kept.send(post('{"among":1}'));
  await kept.until('{"recorded":2}');
  const among = process.memoryUsage();
  expect(among.heapUsed + among.external - before.heapUsed - before.external).toBeLessThan(count * 20_000);
  expect(await clients.says()).toBe(`over ${count} 408=${count}`);
  await clients.ended;
  kept.send(post('{"after":1}'));
  await kept.until('{"recorded":3}');
  expect(receiver.counts()).toMatchObject({ openConnections: 1, recorded: 3, connections: count + 1 });
  expect([...receiver.counts().refusals]).toEqual([['nothing came on the connection', count]]);
  expect([...receiver.journal].map(({ body }) => body.toString())).toEqual([
    '{"before":1}',
    '{"among":1}',
    '{"after":1}',
  ]);
});

test('More connections than the limit are never open, however many come', async () => {
  await using receiver = await startedReceiver({ limits: { headMs: 300, connections: 50 } });
  const clients = idleClients(receiver.port, 1_000);
  expect(await clients.says()).toBe('open 1000');
  expect(receiver.counts().openConnections).toBeLessThanOrEqual(150);
  expect(await clients.says()).toMatch(/^over 1000 /);
  await clients.ended;
  expect(receiver.counts()).toMatchObject({ recorded: 0, troubles: 0 });
  const { refusals } = receiver.counts();
  expect([...refusals.values()].reduce((sum, times) => sum + times)).toBe(1_000);
  expect([...refusals.keys()].sort()).toEqual(['nothing came on the connection', 'too many connections']);
});
