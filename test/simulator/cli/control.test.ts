import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { rawClient } from '../../support/raw-client.ts';
import { emptyFolder, ocsSim, type Running, start } from './ocs-sim.ts';

async function controlled(...args: readonly string[]): Promise<{
  readonly running: Running;
  readonly url: string;
  readonly control: string;
}> {
  const running = start(['receive', '--control-port', '0', ...args]);
  const said = await running.says('err', /page and control API at \S+\n/);
  return {
    running,
    url: /receiving at (\S+)/.exec(said)![1]!,
    control: /control API at (\S+)\n/.exec(said)![1]!,
  };
}

describe.concurrent('ocs-sim receive --control-port', () => {
  test('tells over its own port what came in over the other, and ends an open wait when it is interrupted', async ({
    expect,
  }) => {
    const { running, url, control } = await controlled();
    expect(control).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const waiting = fetch(`${control}api/wait?problem=none`);
    await fetch(url, { method: 'POST', body: '{"GSW_USER_EVENT":"CampaignStarted"}' });
    expect(await (await waiting).json()).toMatchObject({ outcome: 'met', records: [{ event: 'started' }] });
    expect((await fetch(control)).headers.get('content-type')).toBe('text/html; charset=utf-8');
    const open = fetch(`${control}api/wait?count=9`).catch(() => null);
    await fetch(`${control}api/status`);
    running.interrupt();
    await open;
    expect((await running.finished).code).toBe(0);
  });

  test('with a token is for those who know it', async ({ expect }) => {
    const token = join(emptyFolder(), 'token');
    writeFileSync(token, 's3same\n');
    const { running, control } = await controlled('--control-token', `@${token}`);
    expect((await fetch(`${control}api/status`)).status).toBe(401);
    const headers = { authorization: 'Bearer s3same' };
    expect((await fetch(`${control}api/status`, { headers })).status).toBe(200);
    running.interrupt();
    const { err } = await running.finished;
    expect(err).not.toContain('s3same');
  });

  test('may be asked by the names that are allowed, and by no other', async ({ expect }) => {
    const { running, control } = await controlled('--control-allow-host', 'a.example');
    const asked = async (name: string): Promise<string> => {
      const client = await rawClient(Number(new URL(control).port));
      client.send(`GET /api/status HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);
      return (await client.ended).received;
    };
    expect(await asked('a.example:8081')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await asked('b.example:8081')).toMatch(/^HTTP\/1\.1 421 [\s\S]*--control-allow-host NAME/);
    running.interrupt();
    await running.finished;
  });

  test('warns when anybody who reaches the machine may ask', async ({ expect }) => {
    const { running } = await controlled('--control-host', '0.0.0.0');
    await running.says('err', /warning anybody who reaches 0\.0\.0\.0 can read and reset what came/);
    running.interrupt();
    expect((await running.finished).code).toBe(0);
  });

  test('says why it cannot listen, and receives nothing then', async ({ expect }) => {
    const { running, control } = await controlled();
    const { port } = new URL(control);
    const { code, err } = await ocsSim(['receive', '--control-port', port]);
    expect(code).toBe(4);
    expect(err).toContain(`cannot listen on 127.0.0.1:${port}: the port is in use\n    hint:`);
    running.interrupt();
    await running.finished;
  });

  test.for([
    [['--control-port', 'x'], '--control-port x: expected a whole number from 0 to 65535'],
    [['--control-token', 'env:TOKEN'], '--control-token means nothing without --control-port'],
    [['--control-host', '::1'], '--control-host means nothing without --control-port'],
    [['--control-allow-host', 'a.example'], '--control-allow-host means nothing without --control-port'],
    [['--control-port', '0', '--control-allow-host', 'http://a.example'], 'without scheme and port'],
    [['--control-port', '0', '--control-host', ''], '--control-host is empty'],
    [['--control-port', '0', '--control-token', 's3same'], 'write --control-token env:NAME, or @FILE'],
  ] as const)('%j gets a plain line and ends with 2', async ([args, complaint], { expect }) => {
    const { code, out, err } = await ocsSim(['receive', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(complaint);
  });
});
