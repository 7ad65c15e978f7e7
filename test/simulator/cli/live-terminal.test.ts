import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { ENDINGS, emptyFolder, ocsSim, SENDING, start } from './ocs-sim.ts';
import { endStarted, HAS_PSEUDO_TERMINALS, startOnTerminal } from './pseudo-terminal.ts';

const folder = emptyFolder();
afterAll(() => {
  endStarted();
  rmSync(folder, { recursive: true });
});
const TICKING = `name: A campaign that goes on
clock: 60x
${SENDING.replace('true }', 'true, campaigngroup-states-interval: 1 }')}steps: [{ load: spring }, { wait: 100h }]
expect: [{ lost: none }]
`;
for (const [name, text] of Object.entries({ ...ENDINGS, ticking: TICKING }))
  writeFileSync(join(folder, `${name}.yaml`), text);
const here = { cwd: folder };

/** What `stty` says of a terminal as a shell leaves it. */
const AS_FOUND = /\bisig icanon echo$|isig\s+icanon\s+echo\s*$/;

describe.skipIf(!HAS_PSEUDO_TERMINALS).concurrent('On a terminal', () => {
  test('a run that takes a while shows how it stands, q ends it with a report, and nothing else is left', async ({
    expect,
  }) => {
    const running = startOnTerminal(['run', 'ticking.yaml'], here);
    const seen = await running.shows(/^ sent .* [1-9]\d* received · 0 lost .*\n latency {2}p50 .* ms · p95/m);
    expect(seen).toMatch(/^ A campaign that goes on\n campaign 00:0\d:\d\d · .*x real time · clock 60x\n/);
    expect(seen).toMatch(/^ groups {3}1 Active$/m);
    expect(seen).toMatch(/^ next {5}in .* · periodic message of spring$/m);
    expect(seen).toMatch(/^ q ends with a report · space pauses$/m);
    expect(running.screen.cursorHidden).toBe(true);
    running.type('q');
    expect(await running.finished).toBe(130);
    const { text, cursorHidden, wraps } = running.screen;
    expect(text).toContain('\n interrupted · 1 of 1 expectation · ');
    expect(text).toMatch(AS_FOUND);
    expect(text).not.toMatch(/q ends|^ latency|x real time/m);
    expect({ cursorHidden, wraps }).toEqual({ cursorHidden: false, wraps: 0 });
  });

  test('space makes campaign time stand still, and again lets it go on', async ({ expect }) => {
    const running = startOnTerminal(['run', 'ticking.yaml'], here);
    await running.shows(/space pauses/);
    running.type(' ');
    const paused = await running.shows(/^ campaign paused · (\S+) · 0.0x real time[\s\S]*space goes on/m);
    const time = /paused · (\S+)/.exec(paused)![1]!;
    expect(running.screen.text).toContain(time);
    running.type(' ');
    await running.shows(/space pauses/);
    const later = await running.shows(new RegExp(`^ campaign (?!${time})\\d`, 'm'));
    expect(/campaign (\S+)/.exec(later)![1]! > time).toBe(true);
    running.type('q');
    expect(await running.finished).toBe(130);
  });

  test.for([20, 80, 140])('on %i columns no line is too long', async (columns, { expect }) => {
    const running = startOnTerminal(['run', 'ticking.yaml'], { ...here, columns });
    await running.shows(/q ends/);
    const lines = running.screen.text.split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(6);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(columns);
    running.type('q');
    expect(await running.finished).toBe(130);
    expect(running.screen.text).not.toMatch(/q ends|real time/);
  });

  test('a terminal that is resized in mid-run has the display in its new width, once', async ({ expect }) => {
    const running = startOnTerminal(['run', 'ticking.yaml'], { ...here, columns: 100 });
    await running.shows(/received/);
    running.resize(30);
    const narrow = await running.shows(/^ \d+ sent · \d+ received$/m);
    expect(narrow.match(/A campaign that goes on/g)).toHaveLength(1);
    expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBeLessThan(30);
    running.resize(120);
    const wide = await running.shows(/^ sent {5}\d+ sent · /m);
    expect(wide.match(/A campaign that goes on/g)).toHaveLength(1);
    expect(running.screen.wraps).toBe(0);
    running.type('q');
    expect(await running.finished).toBe(130);
  });

  test('Ctrl-C is an interrupt as ever, and a second one ends it at once; the terminal is as it was', async ({
    expect,
  }) => {
    const running = startOnTerminal(['run', 'ticking.yaml'], here);
    await running.shows(/q ends/);
    running.type('\u0003\u0003');
    expect(await running.finished).toBe(130);
    expect(running.screen.text).toMatch(AS_FOUND);
    expect(running.screen.text).not.toMatch(/q ends/);
    expect(running.screen.cursorHidden).toBe(false);
  });

  test('with NO_COLOR nothing is painted', async ({ expect }) => {
    const running = startOnTerminal(['run', 'ticking.yaml'], { ...here, env: { NO_COLOR: '1' } });
    await running.shows(/q ends/);
    running.type('q');
    await running.finished;
    expect(running.written()).not.toMatch(/\u001b\[[\d;]*m/);
    expect(running.written()).toContain('\u001b[K');
  });

  test('with the results going to a pipe that is closed early the display stays, and goes', async ({
    expect,
  }) => {
    const running = startOnTerminal(['run', 'ticking.yaml'], { ...here, after: ' | head -1' });
    await running.shows(/q ends/);
    running.type('q');
    expect(await running.finished).toBe(0);
    expect(running.screen.text).toMatch(/A campaign that goes on/);
    expect(running.screen.text).not.toMatch(/q ends/);
    expect(running.screen.text).toMatch(AS_FOUND);
  });

  test.for([
    ['a scenario that is over at once', ['passed.yaml'], {}],
    ['--no-progress', ['--no-progress', 'ticking.yaml'], {}],
    ['a terminal that cannot be drawn on', ['ticking.yaml'], { TERM: 'dumb' }],
    ['a CI', ['ticking.yaml'], { CI: 'true' }],
    ["OCS's own log lines", ['--trace', 'ticking.yaml'], {}],
  ] as const)('%s draws nothing', async ([, args, env], { expect }) => {
    const running = startOnTerminal(['run', '--verbose', ...args], { ...here, env });
    if (!args.some((word) => word === 'passed.yaml')) {
      // As many as there are in half a second and more.
      await running.shows(/#40 /);
      running.type('\u0003');
    }
    await running.finished;
    expect(running.written()).not.toMatch(/\u001b\[[\d?]*[A-HJKhl]/);
  });

  test('--progress on draws in a CI as well', async ({ expect }) => {
    const running = startOnTerminal(['run', '--progress', 'on', 'ticking.yaml'], {
      ...here,
      env: { CI: 'true' },
    });
    await running.shows(/q ends/);
    running.type('q');
    expect(await running.finished).toBe(130);
  });

  test('what is said meanwhile stands above the display', async ({ expect }) => {
    const running = startOnTerminal(['run', '--verbose', 'ticking.yaml'], { ...here, rows: 200 });
    await running.shows(/answered 200\n A campaign[\s\S]*q ends/);
    running.type('q');
    await running.finished;
    expect(running.screen.text).not.toMatch(/q ends|x real time/);
    expect(running.screen.text).toMatch(/^00:00:\d\d\.\d{3} +#1 +loaded +spring +answered 200$/m);
  });
});

test('without a terminal nothing is drawn and nobody is asked for keys', async ({ expect }) => {
  const running = start(['run', '--verbose', 'ticking.yaml'], here);
  await running.says('err', /#40 /);
  running.interrupt();
  const { code, out, err } = await running.finished;
  expect(code).toBe(130);
  expect(out + err).not.toContain('\u001b[');
});

test('an unknown wish for progress is bad usage', async ({ expect }) => {
  const { code, err } = await ocsSim(['run', '--progress', 'of', 'passed.yaml'], here);
  expect(code).toBe(2);
  expect(err).toContain('--progress');
});
