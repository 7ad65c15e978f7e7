import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { answerOf, closedPort, type RawAnswer, rawServer } from '../../support/raw-server.ts';
import { emptyFolder, ocsSim, start } from './ocs-sim.ts';

const folder = emptyFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const here = { cwd: folder };

/** Takes whatever is short. */
const SHORT_ONLY: RawAnswer = (socket, { body }) =>
  void socket.write(answerOf(body.length > 100_000 ? 413 : 200, [], 'so be it'));

interface Result {
  readonly outcome: string;
  readonly cases: readonly { readonly number: string; readonly verdict: string }[];
  readonly baseline: { readonly known: readonly string[]; readonly newFailures: readonly string[] } | null;
}

function resultAt(name: string): Result {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Result;
}

describe.concurrent('ocs-sim check', () => {
  test('checks the embedded receiver where nobody else is named, and ends with 0', async ({ expect }) => {
    const { code, out, err } = await ocsSim(['check', '1', 'names-*', '--idle', '10ms'], here);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^ check of the embedded receiver {2,}OCS 8\.1\.5-draft · 26 cases · pool of 4 · time-out 15s\n/,
    );
    expect(out).toContain('\n 1 Events and life cycle\n   ✓ 1.1   Every event once ');
    expect(out).toMatch(/\n compatible · 26 passed · \d+ requests in \d+\.\d\d s\n/);
  });

  test('a failure ends with 1, its request, answer and reason in full, and how to do it again', async ({
    expect,
  }) => {
    await using server = await rawServer(SHORT_ONLY);
    const { code, out } = await ocsSim(['check', '8.6', '1.1', '--target', server.url], here);
    expect(code).toBe(1);
    expect(out).toContain('What it keeps cannot be read back: passed means accepted');
    expect(out).toContain('#2 periodic of Case 8.6@Agents East\n              answered 413: so be it\n');
    expect(out).toContain('not compatible · 1 failed · 1 passed');
    expect(out).toContain(
      ` again: ocs-sim check 8.6 --target ${server.url}\n bytes: ocs-sim check --curl 8.6\n`,
    );
  });

  test('a result is kept as a baseline: what failed then does not count, what is new does', async ({
    expect,
  }) => {
    await using server = await rawServer(SHORT_ONLY);
    const check = (...args: readonly string[]) => ocsSim(['check', '--target', server.url, ...args], here);
    const first = await check('8.5', '8.6', '1.1', '--json', 'first.json');
    expect(first.code).toBe(1);
    expect(resultAt('first.json').cases.map(({ number, verdict }) => `${number} ${verdict}`)).toEqual([
      '1.1 passed',
      '8.5 failed',
      '8.6 failed',
    ]);
    const known = await check('8', '--baseline', 'first.json', '--json', 'second.json');
    expect(known.code).toBe(0);
    expect(known.out).toContain('1 of 3 not taken · known\n');
    expect(known.out).toContain('\n no new failure · as far as answers tell · 2 failed (0 new) · ');
    expect(resultAt('second.json').baseline).toMatchObject({ known: ['8.5', '8.6'], newFailures: [] });
    const fewer = { ...resultAt('first.json'), cases: resultAt('first.json').cases.slice(0, 2) };
    writeFileSync(join(folder, 'fewer.json'), JSON.stringify(fewer));
    const news = await check('8', '--baseline', 'fewer.json');
    expect(news.code).toBe(1);
    expect(news.out).toContain('2 failed (1 new)');
  });

  test('--json - puts the JSON alone on standard output, the report beside it', async ({ expect }) => {
    const { code, out, err } = await ocsSim(['check', '2.3', '--json', '-'], here);
    expect(code).toBe(0);
    expect((JSON.parse(out) as Result).cases).toMatchObject([{ number: '2.3', verdict: 'passed' }]);
    expect(err).toContain('✓ 2.3 ');
  });

  test('a target that is not there ends with 4', async ({ expect }) => {
    const { code, out, err } = await ocsSim(
      ['check', '--target', `http://127.0.0.1:${await closedPort()}/`],
      here,
    );
    expect(code).toBe(4);
    expect(out).toBe('');
    expect(err).toMatch(/^error the target http:\/\/127\.0\.0\.1:\d+\/ cannot be reached: .+\n +hint: /);
  });

  test('what cannot be sent at all ends with 3', async ({ expect }) => {
    const { code, out } = await ocsSim(['check', '5', '--release', '8.1.512'], here);
    expect(code).toBe(3);
    expect(out).toContain('6 cases left out');
    expect(out).toContain('\n not judged · ');
  });

  test('an interrupt ends with 130, and what was done so far is reported', async ({ expect }) => {
    const running = start(['check', '1.1', '11.2', '12.1', '--idle', '1h'], here);
    await running.says('out', /✓ 1\.1 /);
    running.interrupt();
    const { code, out } = await running.finished;
    expect(code).toBe(130);
    expect(out).toContain('\n interrupted · 1 passed · ');
    expect(out).not.toContain('12.1');
  });

  test('--list, --show and --curl send nothing', async ({ expect }) => {
    const [list, show, curl] = await Promise.all([
      ocsSim(['check', '--list', 'order'], here),
      ocsSim(['check', '--show', '7.3'], here),
      ocsSim(['check', '--curl', 'order-equal-twice', '--target', 'http://127.0.0.1:9200/states'], here),
    ]);
    expect([list.code, show.code, curl.code]).toEqual([0, 0, 0]);
    expect(list.out).toContain('14.5  I  order-nearly-equal  ');
    expect(show.out).toContain(' 7.3 Arabic and Hebrew, right to left\n');
    expect(curl.out.match(/^curl -sS -X POST .* 'http:\/\/127\.0\.0\.1:9200\/states'$/gm)).toHaveLength(3);
  });

  test.for([
    [['7.99'], 'there is no case "7.99"\n    hint:     ocs-sim check --list shows them all'],
    [['nmaes'], 'did you mean "names"?'],
    [['--show', '7'], '--show 7: expected one case, such as 7.1'],
    [['--curl', '7.1', '7.2'], '--curl names its case itself: leave out 7.2'],
    [['--list', '--show', '7.1'], '--list and --show cannot stand together'],
    [['--idle', 'long'], '--idle long: expected a duration up to 1h'],
    [['--seed', '-1'], '--seed -1: expected a whole number >= 0'],
    [['--keep'], '--keep is about the indices'],
    [['--json', 'no/such/folder.json'], '--json no/such/folder.json: there is no folder no/such'],
    [['--baseline', 'no.json'], '--baseline no.json: '],
    [['--baseline', 'check.yaml'], '--baseline check.yaml: it is no JSON'],
    [['--target', 'nowhere'], '--target nowhere: expected a URL'],
    [['--contract', 'no.yaml'], 'no.yaml: error[unreadable-file]'],
    [['--curl', '5.1', '--release', '8.1.512'], 'case 5.1 cannot be sent: OCS 8.1.512 sends no statistics'],
    [['--strct'], 'did you mean "--strict"?'],
  ] as const)('%s is bad usage', async ([args, complaint], { expect }) => {
    writeFileSync(join(folder, 'check.yaml'), 'name: x\n');
    const { code, out, err } = await ocsSim(['check', ...args], here);
    expect(err).toContain(complaint);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).not.toMatch(/^ +at /m);
  });
});
