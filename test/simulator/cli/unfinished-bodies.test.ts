import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { rawClient } from '../../support/raw-client.ts';
import { start } from './ocs-sim.ts';

const MEBIBYTE = 1024 ** 2;
const UNFINISHED = Buffer.alloc(15 * MEBIBYTE, 'x');

/** Memory of a process that the system has given to it, in MiB. */
function residentOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

test('Forty unfinished bodies of 15 MiB keep nobody out, are answered 503 where they stand still, and leave no memory behind', {
  timeout: 60_000,
}, async () => {
  const running = start(['receive']);
  const said = await running.says('err', /receiving at \S+\/ /);
  const url = /receiving at (\S+)/.exec(said)![1]!;
  const pid = running.child.pid!;
  const post = async (bytes: number): Promise<number> => {
    const response = await fetch(url, { method: 'POST', body: `"${'a'.repeat(bytes)}"` });
    await response.text();
    return response.status;
  };
  expect(await post(10)).toBe(200);
  const before = residentOf(pid);

  const clients = await Promise.all(Array.from({ length: 40 }, () => rawClient(Number(new URL(url).port))));
  await Promise.all(
    clients.map((client) => {
      client.send(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${UNFINISHED.length + 1}\r\n\r\n`);
      return Promise.race([client.ended, new Promise((resolve) => client.socket.write(UNFINISHED, resolve))]);
    }),
  );
  const statuses = new Set<number>();
  for (let round = 0; round < 30; round += 1)
    for (const bytes of [700, 200_000]) statuses.add(await post(bytes));
  expect([...statuses]).toEqual([200]);
  expect(await post(10 * MEBIBYTE)).toBe(200);
  expect(residentOf(pid) - before).toBeLessThan(450);

  const givenUp = clients.filter((client) => client.received.startsWith('HTTP/1.1 503 '));
  expect(givenUp.length).toBeGreaterThan(0);
  expect(givenUp[0]!.received).toContain('\r\nRetry-After: 1\r\n');
  for (const { socket } of clients) socket.destroy();
  await Promise.all(clients.map(({ ended }) => ended));
  // At once, not when the garbage collector has something to do.
  while (residentOf(pid) - before > 150) expect(await post(700)).toBe(200);

  running.interrupt();
  const { out } = await running.finished;
  expect(out.match(/ 503 /g)!.length).toBeGreaterThanOrEqual(givenUp.length);
});
