import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { missingPrograms } from '../support/servers/missing.ts';
import { startTied, temporaryFolder } from '../support/servers/tied-process.ts';

const HOLD = join(import.meta.dirname, '../support/servers/hold.ts');
const have = (...programs: readonly string[]): boolean => missingPrograms(programs, '') === null;

for (const [name, runs] of [
  ['elasticsearch', have('java', 'javac', 'mvn')],
  ['opensearch', have('java', 'javac', 'mvn')],
  ['nginx', have('nginx')],
  ['tinyproxy', have('tinyproxy')],
] as const) {
  test.runIf(runs)(
    `whoever starts ${name} and is killed leaves neither process nor file behind`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-left-'));
      const { OPENSEARCH_URL: _, ELASTICSEARCH_URL: __, ...environment } = process.env;
      const holder = spawn(process.execPath, [HOLD, name], { env: { ...environment, TMPDIR: folder } });
      const [line] = await once(holder.stdout.setEncoding('utf8'), 'data');
      const port = Number(/^holds http:\/\/127\.0\.0\.1:(\d+)\n$/.exec(line as string)?.[1]);
      expect(port).toBeGreaterThan(0);
      expect(readdirSync(folder).filter((each) => each.startsWith(`ocs-sim-${name}-`))).toHaveLength(1);

      const connection = connect(port, '127.0.0.1').on('error', () => {});
      await once(connection, 'connect');
      // Not by `once`, for which a reset is a failure.
      const closed = new Promise((resolve) => connection.on('close', resolve));
      holder.kill('SIGKILL');
      connection.resume();
      await closed;
      await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]), { timeout: 10_000 });
      const again = connect(port, '127.0.0.1');
      const [error] = await once(again, 'error');
      expect((error as NodeJS.ErrnoException).code).toBe('ECONNREFUSED');
      rmSync(folder, { recursive: true });
    },
  );
}

test('nor does a program that dies of the signal to end, with nobody left to be told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-left-'));
  const holder = spawn(process.execPath, [HOLD, 'sleep'], { env: { ...process.env, TMPDIR: folder } });
  await once(holder.stdout, 'data');
  expect(readdirSync(folder)).toHaveLength(1);
  holder.kill('SIGKILL');
  await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]), { timeout: 10_000 });
  rmSync(folder, { recursive: true });
});

test('a server that ends at once is an error in its own words, and its folder is gone', async () => {
  const folder = temporaryFolder('test', { 'some.conf': 'x' });
  const started = startTied({
    what: 'the server',
    command: 'sh',
    args: ['-c', 'echo "port 80 is taken" >&2; exit 3'],
    folder,
    ready: /listening/,
    withinSeconds: 10,
  });
  await expect(started).rejects.toThrow(/^the server ended without .*:\nport 80 is taken\n$/);
  expect(existsSync(folder)).toBe(false);
});

test('a server that never answers is given up, with what it said', async () => {
  const folder = temporaryFolder('test');
  const started = startTied({
    what: 'the server',
    command: 'sh',
    args: ['-c', 'echo "still loading"; exec cat <&2'],
    folder,
    ready: /listening/,
    withinSeconds: 0.2,
  });
  await expect(started).rejects.toThrow('the server did not answer within 0.2 s:\nstill loading\n');
  expect(existsSync(folder)).toBe(false);
});
