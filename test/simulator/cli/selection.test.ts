import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { ENDINGS, emptyFolder, ocsSim, SENDING } from './ocs-sim.ts';

const folder = emptyFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const here = { cwd: folder };
const REST = `${SENDING}steps: [{ load: spring }, { start: spring, mode: "\${mode}" }, { wait: 1m }]\n`;
const FILES: Readonly<Record<string, string>> = {
  'suite/modes.yaml': `name: Modes\ntags: [modes]\nmatrix: { mode: [Predict, Progress, Power] }\n${REST}expect: [{ lost: none }]\n`,
  'suite/slow.yaml': `name: Slow one\ntags: [slow]\nvariables: { mode: Predict }\n${REST}expect: [{ lost: none }]\n`,
  'suite/later.yaml': `name: Later\nskip: waits for release 9\nvariables: { mode: Predict }\n${REST}expect: [{ lost: none }]\n`,
  'suite/pieces/begin.yaml': 'piece: Begin\nsteps: [{ wait: 1s }]\n',
  'failing.yaml': `name: Failing\nmatrix: { mode: [Predict, Agents First] }\nvariables: { size: 1 }\n${SENDING}steps: [{ load: spring }, { info: spring, text: "\${mode}" }]\nexpect: [{ count: "\${size}", event: loaded }, { lost: 3 }]\n`,
  'passed.yaml': ENDINGS.passed,
};
mkdirSync(join(folder, 'suite/pieces'), { recursive: true });
for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);

/** The names of what was played, in their order. */
function played(out: string): readonly string[] {
  return [...out.matchAll(/^ [✓✗?-] (.+?)(?: {2,}.*)?$/gm)].map(([, name]) => name!);
}

describe.concurrent('ocs-sim run chooses', () => {
  test('every case of every scenario, says which are skipped and why, and plays no piece', async ({
    expect,
  }) => {
    const { code, out, err } = await ocsSim(['run', 'suite'], here);
    expect([code, err]).toEqual([0, '']);
    expect(played(out)).toEqual([
      'Later',
      'Modes · mode=Predict',
      'Modes · mode=Progress',
      'Modes · mode=Power',
      'Slow one',
    ]);
    expect(out).toContain(' - Later  skipped: waits for release 9\n');
    expect(out).toContain('passed · 5 scenarios: 4 passed · 1 skipped · ');
  });

  test.for([
    [['--tag', '!slow', '--case', 'mode=Progress'], ['Modes · mode=Progress']],
    [
      ['--grep', 'MODE=P'],
      ['Modes · mode=Predict', 'Modes · mode=Progress', 'Modes · mode=Power'],
    ],
    [
      ['--grep', '/^S|Power$/'],
      ['Modes · mode=Power', 'Slow one'],
    ],
    [['--tag', 'slow,modes', '--grep', 'one'], ['Slow one']],
  ] as const)('by %j', async ([options, names], { expect }) => {
    const { code, out } = await ocsSim(['run', 'suite', ...options], here);
    expect(code).toBe(0);
    expect(played(out).slice(0, names.length)).toEqual(names);
  });

  test.for([
    [['--grep', 'zebra'], /none of 5 scenarios is selected\n +there is: "Later", .*\n +tags: +modes, slow\n/],
    [['--case', 'mode=Preview'], /no case has mode=Preview\n +hint: +.*Predict/],
    [['--grep', '/(/'], /--grep \/\(\/: a \( is never closed/],
    [['--tag', '!'], /--tag !: expected a tag/],
    [['--case', 'Predict'], /--case Predict: expected KEY=VALUE/],
    [['--repeat', '0'], /--repeat 0: expected a whole number from 1 to 10000/],
    [['--shuffle=x'], /--shuffle=x: expected a whole number/],
    [['--param', 'mode'], /--param:1:1: error\[bad-value\] expected name=value/],
  ] as const)('nothing by %j, and says what there is', async ([options, message], { expect }) => {
    const { code, out, err } = await ocsSim(['run', 'suite', ...options], here);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  test('nothing of a folder of pieces, and no piece that is named', async ({ expect }) => {
    const [all, one] = await Promise.all([
      ocsSim(['run', 'suite/pieces'], here),
      ocsSim(['run', 'suite/pieces/begin.yaml'], here),
    ]);
    expect([all.code, one.code]).toEqual([2, 2]);
    expect(one.err).toContain('this is a piece, not a scenario');
  });

  test('only what is skipped, which is inconclusive', async ({ expect }) => {
    const { code, out } = await ocsSim(['run', 'suite/later.yaml'], here);
    expect([code, out]).toEqual([3, ' - Later  skipped: waits for release 9\n']);
  });
});

describe.concurrent('a case that did not pass', () => {
  test('names the command that plays it alone, and that command does', async ({ expect }) => {
    const { code, out } = await ocsSim(['run', 'failing.yaml', '--param', 'size=1', '--grep', 'fail'], here);
    expect(code).toBe(1);
    const commands = [...out.matchAll(/^ again: ocs-sim (run .*)$/gm)].map(([, line]) => line!);
    expect(commands).toEqual([
      'run failing.yaml --case mode=Predict --param size=1',
      `run failing.yaml --case 'mode="Agents First"' --param size=1`,
    ]);
    const again = await ocsSim(
      ['run', 'failing.yaml', '--case', 'mode="Agents First"', '--param', 'size=1'],
      here,
    );
    expect(again.code).toBe(1);
    expect(played(again.out)[0]).toBe('Failing · mode="Agents First"');
  });

  test('has a journal of its own', async ({ expect }) => {
    await ocsSim(['run', 'suite/modes.yaml', '--journal', 'kept'], here);
    expect(readdirSync(join(folder, 'kept')).sort()).toEqual([
      'modes.mode-power',
      'modes.mode-predict',
      'modes.mode-progress',
    ]);
  });
});

describe.concurrent('the order of scenarios', () => {
  test('is drawn from a seed that is printed, and that draws it again', async ({ expect }) => {
    const first = await ocsSim(['run', '--shuffle', 'suite'], here);
    expect(first.code).toBe(0);
    const seed = /--shuffle=(\d+)/.exec(first.out)?.[1];
    const again = await ocsSim(['run', `--shuffle=${seed}`, 'suite'], here);
    expect(played(again.out)).toEqual(played(first.out));
    expect(played(first.out)).toHaveLength(5);
  });
});

describe.concurrent('scenarios that are repeated', () => {
  test('come out the same on the virtual clock', async ({ expect }) => {
    const { code, out } = await ocsSim(['run', 'suite/slow.yaml', '--repeat', '3'], here);
    expect(code).toBe(0);
    expect(played(out)).toEqual(['Slow one · 1 of 3', 'Slow one · 2 of 3', 'Slow one · 3 of 3']);
    expect(out).toContain('\n steady Slow one: 3 passed\n');
  });

  test('and do not come out the same are named flaky, which is a failure', async ({ expect }) => {
    let requests = 0;
    const server = createServer((request, response) => {
      requests += 1;
      response.statusCode = requests === 2 ? 503 : 200;
      request.resume().on('end', () => response.end());
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const target = `http://127.0.0.1:${port}/`;
    const { code, out } = await ocsSim(['run', 'passed.yaml', '--repeat', '3', '--target', target], here);
    server.close();
    expect(requests).toBe(3);
    expect(out).toContain('\n flaky  Passes: 2 passed, 1 failed\n');
    expect(code).toBe(1);
  });
});

describe.concurrent('other commands know cases', () => {
  test('validate checks all of them, and pieces', async ({ expect }) => {
    const { code, out } = await ocsSim(['validate', 'suite'], here);
    expect([code, out]).toEqual([0, '✓ 3 scenarios with 5 cases and 1 piece without an error\n']);
  });

  test('generate wants one of them', async ({ expect }) => {
    const [none, one] = await Promise.all([
      ocsSim(['generate', 'suite/modes.yaml'], here),
      ocsSim(['generate', 'suite/modes.yaml', '--case', 'mode=Power', '--bodies'], here),
    ]);
    expect([none.code, none.out]).toEqual([2, '']);
    expect(none.err).toContain('error[several-cases] this scenario is 3 cases');
    expect(one.code).toBe(0);
    expect(one.out).toContain('"GSW_DIAL_MODE":6');
  });

  test('a report tells each as a scenario of its own, and why one is skipped', async ({ expect }) => {
    await ocsSim(['run', 'suite', '--report', 'junit=junit.xml'], here);
    const report = readFileSync(join(folder, 'junit.xml'), 'utf8');
    expect(report).toContain('name="Modes · mode=Progress"');
    expect(report).toContain('skipped: waits for release 9');
  });
});
