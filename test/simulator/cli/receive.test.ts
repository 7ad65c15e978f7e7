import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, test } from 'vitest';
import { ocsSim, type Running, start } from './ocs-sim.ts';

const SAMPLE = JSON.parse(
  (await ocsSim(['generate', 'scenarios/full-lifecycle.yaml', '--bodies'])).out.split('\n')[0]!,
) as Readonly<Record<string, unknown>>;

async function receiving(
  ...args: readonly string[]
): Promise<{ readonly running: Running; readonly url: string }> {
  const running = start(['receive', ...args]);
  const said = await running.says('err', /receiving at \S+/);
  return { running, url: /receiving at (\S+)/.exec(said)![1]! };
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

describe.concurrent('ocs-sim receive', () => {
  test('prints its address, a line for each request, and a summary when it is interrupted', async ({
    expect,
  }) => {
    const { running, url } = await receiving();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect((await post(url, SAMPLE)).status).toBe(200);
    await post(url, '{"GSW_USER_EVENT": ');
    await post(url, '[1, 2]');
    await running.says('out', /#3 .*\n/);
    running.interrupt();
    const { code, out, err } = await running.finished;
    expect(code).toBe(0);
    expect(out).toMatch(/#1 {2}200 {2}loaded +\S+@\S.* +Active +\d/);
    expect(err).toContain('\n3 recorded · 2 unusable\n');
  });

  test.for([
    ['what it should be', [SAMPLE], 0],
    ['an attribute of another type', [{ ...SAMPLE, GSW_DIAL_MODE: 'Predict' }], 1],
    ['no JSON', ['hello'], 1],
    ['nothing at all', [], 3],
  ] as const)('with --judge the exit code is the verdict: %s', async ([, bodies, wanted], { expect }) => {
    const { running, url } = await receiving('--judge');
    for (const body of bodies) await post(url, body);
    if (bodies.length > 0) await running.says('out', /#1 .*\n/);
    running.interrupt();
    expect((await running.finished).code).toBe(wanted);
  });

  test('a health check is shown, counted apart and judged nowhere', async ({ expect }) => {
    const { running, url } = await receiving('--judge');
    await fetch(`${url}health`);
    await running.says('out', /#1 .*\n/);
    await post(url, SAMPLE);
    await running.says('out', /#2 .*\n/);
    running.interrupt();
    const { code, out, err } = await running.finished;
    expect(out).toMatch(/#1 {2}405 {2}GET \/health\n/);
    expect(err).toContain('\n2 recorded · 1 without a notification · 0 against the contract\n');
    expect(code).toBe(0);
  });

  test('health checks alone are no verdict', async ({ expect }) => {
    const { running, url } = await receiving('--judge');
    await fetch(`${url}health`);
    await running.says('out', /#1 .*\n/);
    running.interrupt();
    expect((await running.finished).code).toBe(3);
  });

  test('a gzipped notification is judged like any other', async ({ expect }) => {
    const { running, url } = await receiving('--judge');
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    await fetch(url, { method: 'POST', headers, body: gzipSync(JSON.stringify(SAMPLE)) });
    await running.says('out', /#1 .*\n/);
    running.interrupt();
    const { code, out } = await running.finished;
    expect(out).toMatch(/#1 {2}200 {2}loaded /);
    expect(code).toBe(0);
  });

  test('with --answer-as elasticsearch it takes documents, and refuses what does not fit their mapping', async ({
    expect,
  }) => {
    const { running, url } = await receiving('--answer-as', 'elasticsearch', '--seed', '7');
    const first = await post(`${url}states/_doc`, { GSW_DIAL_MODE: 1 });
    expect(first.status).toBe(201);
    expect(await first.json()).toMatchObject({ _index: 'states', result: 'created' });
    const refused = await post(`${url}states/_doc`, { GSW_DIAL_MODE: 'Predict' });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { type: 'document_parsing_exception' } });
    running.interrupt();
    const { out } = await running.finished;
    expect(out).toMatch(/#1 {2}201 .*\n.*#2 {2}400 /);
  });

  test('with --reply it answers as it is told', async ({ expect }) => {
    const { running, url } = await receiving('--reply', '{event: loaded, status: 503}');
    expect((await post(url, SAMPLE)).status).toBe(503);
    expect((await post(url, '{}')).status).toBe(200);
    running.interrupt();
    expect((await running.finished).code).toBe(0);
  });

  test('names that would act on the terminal are shown escaped', async ({ expect }) => {
    const { running, url } = await receiving('--judge');
    await post(url, { ...SAMPLE, GSW_CAMPAIGN_GROUP_NAME: '\u001b[2Jevil\u202e@\u0007' });
    await post(`${url}%1b[31m`, '\u001b[31m{');
    await running.says('out', /#2 .*\n/);
    running.interrupt();
    const { out } = await running.finished;
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(out).toContain('\\u001b[2Jevil\\u202e@');
  });

  test('a port that is in use ends with 4', async ({ expect }) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { code, out, err } = await ocsSim([
      'receive',
      '--port',
      String((server.address() as AddressInfo).port),
    ]);
    server.close();
    expect([code, out]).toEqual([4, '']);
    expect(err).toMatch(/^error .*in use.*\n +hint: /);
  });

  test.for([
    [['--port', '99999'], 'expected a whole number from 0 to 65535'],
    [['--port', 'http'], 'expected a whole number from 0 to 65535'],
    [['--host', ''], '--host is empty'],
    [['--reply', ''], '--reply:1:1: error['],
    [['--reply', '700'], '--reply:1:1: error[bad-value] expected a status from 200 to 599'],
    [['--reply', '{event: ['], '--reply:1:'],
    [['--contract', '/'], 'it is a folder'],
    [['--seed', 'seven'], '--seed seven: expected a whole number >= 0'],
    [['--answer-as', 'solr'], 'elasticsearch-7'],
  ] as const)('%s is bad usage', async ([args, complaint], { expect }) => {
    const { code, err } = await ocsSim(['receive', ...args]);
    expect(code).toBe(2);
    expect(err).toContain(complaint);
  });
});
