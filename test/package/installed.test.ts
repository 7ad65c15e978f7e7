// The installed package as its users call it, on each version of Node.js that it is for.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { environment } from './support/packed.ts';
import { olderNode } from './support/runtimes.ts';

const { folder, runtimes } = inject('packaging');
const BIN = join(folder, 'node_modules/.bin/ocs-sim');
const { version: VERSION } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
) as {
  readonly version: string;
};

interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts a program; `node` is the folder of the Node.js that it finds first. */
function start(command: string, args: readonly string[], node: string, cwd: string) {
  const env = { ...environment(), PATH: [node, process.env.PATH].join(delimiter) };
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const finished = once(child, 'close').then(([code]): Finished => ({ code, out, err }));
  return {
    finished,
    interrupt: () => child.kill('SIGINT'),
    /** Resolves once its standard error matches. */
    async until(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const match = pattern.exec(err);
        if (match !== null) return match;
        const over = await Promise.race([
          once(child.stderr, 'data').then(() => false),
          finished.then(() => true),
        ]);
        if (over && !pattern.test(err)) throw new Error(`it ended without ${pattern}: ${out}${err}`);
      }
    },
  };
}

const PROGRAM = `import { runScenario } from 'ocs-sim';
import { startReceiver } from 'ocs-sim/receiver';
const receiver = await startReceiver();
const result = await runScenario(process.argv[2]);
console.log(result.status, result.counts.delivered, new URL(receiver.url).hostname);
await receiver.close();
`;

test('npx finds the command, and it says its version and the runtime', async () => {
  const node = runtimes[0]!.folder;
  const { code, out } = await start('npx', ['--no-install', 'ocs-sim', '--version'], node, folder).finished;
  expect(out).toBe(`ocs-sim ${VERSION} on Node.js ${process.versions.node}\n`);
  expect(code).toBe(0);
});

describe.for(runtimes)('on Node.js $major', ({ major, folder: node }) => {
  const work = join(folder, `work-${major}`);
  const call = (...args: string[]): Promise<Finished> => {
    mkdirSync(work, { recursive: true });
    return start(BIN, args, node, work).finished;
  };

  test('a first scenario is written, found valid, and played', async () => {
    expect((await call('--version')).out).toMatch(`ocs-sim ${VERSION} on Node.js ${major}.`);
    expect(await call('init', 'first')).toMatchObject({ code: 0, err: '' });
    const scenario = join(work, 'first/first.yaml');
    expect(existsSync(scenario)).toBe(true);
    expect(await call('validate', scenario)).toMatchObject({ code: 0, err: '' });
    const played = await call('run', scenario);
    expect(played).toMatchObject({ code: 0, err: '' });
    expect(played.out).toMatch(/passed · \d+ of \d+ expectations/);
  });

  test('a shipped scenario is played with reports and the trace of the sender', async () => {
    const scenario = join(folder, 'node_modules/ocs-sim/scenarios/full-lifecycle.yaml');
    const reports = ['junit=out.xml', 'html=out.html'].flatMap((report) => ['--report', report]);
    expect(await call('run', scenario, '--trace', ...reports)).toMatchObject({ code: 0 });
    expect(readFileSync(join(work, 'out.xml'), 'utf8')).toMatch(/<testsuites? /);
    expect(readFileSync(join(work, 'out.html'), 'utf8')).toMatch(/<style/);
  });

  test('a system is checked: the embedded receiver', async () => {
    expect(await call('check', '--target', 'embedded', 'names')).toMatchObject({ code: 0 });
  });

  test('a notification is received, the live page is there, and an interrupt is the regular end', async () => {
    mkdirSync(work, { recursive: true });
    const ports = ['--port', '0', '--control-port', '0'];
    const receiver = start(BIN, ['receive', ...ports], node, work);
    const [, url] = await receiver.until(/receiving at (http:\S+)/);
    const [, page] = await receiver.until(/control API at (http:\S+)/);
    expect((await fetch(url!, { method: 'POST', body: '{"GSW_STATE": 1}' })).status).toBe(200);
    expect(await (await fetch(page!)).text()).toMatch(/<!doctype html>/i);
    receiver.interrupt();
    expect(await receiver.finished).toMatchObject({
      code: 0,
      out: expect.stringMatching(/POST|GSW_STATE|1/),
    });
  });

  test('a program of the library runs', async () => {
    const program = join(folder, `program-${major}.mjs`);
    writeFileSync(program, PROGRAM);
    const scenario = join(folder, 'node_modules/ocs-sim/scenarios/full-lifecycle.yaml');
    const { code, out, err } = await start(join(node, 'node'), [program, scenario], node, folder).finished;
    expect({ code, out, err }).toEqual({ code: 0, out: 'passed 92 127.0.0.1\n', err: '' });
  });
});

const older = olderNode();

test.runIf(older !== null)('an older Node.js is told in one plain line what it takes', async () => {
  const { program, version } = older!;
  const { code, out, err } = await start(program, [BIN, 'run'], join(program, '..'), folder).finished;
  expect(err).toBe(`ocs-sim needs Node.js 22.18 or newer; this is ${version.slice(1)}\n`);
  expect({ code, out }).toEqual({ code: 2, out: '' });
});
