// Whatever a run opened is closed with it: a process that ran one ends by itself. Only another process can show that.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ANSWER_200, rawServer } from '../../support/raw-server.ts';
import { HEAD } from './playing.ts';

const root = join(import.meta.dirname, '../../..');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Plays a scenario in a process of its own, which is given no reason to end but that nothing is left to do. */
function playedApart(text: string, options = '{}'): Promise<Ended> {
  const script = `
    import { readScenario } from './simulator/scenario/load.ts';
    import { runScenario } from './simulator/harness/run-scenario.ts';
    const { scenario, problems } = await readScenario({ name: 'apart.yaml', text: ${JSON.stringify(text)} });
    if (scenario === null) throw new Error(problems.map((problem) => problem.message).join());
    const { status, counts } = await runScenario(scenario, ${options});
    process.stdout.write(status + ' ' + [...counts.outcomes.keys()].sort().join());
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe.concurrent('A process ends by itself after a run', () => {
  test('with a silent receiver, on the real clock, with a periodic message due', async () => {
    const ended =
      await playedApart(`${HEAD.replace('http-response-timeout: 5', 'http-response-timeout: 0.05')}
clock: real
receiver: { reply: silence }
steps:
  - load: spring
  - wait: 10ms
expect: [{ lost: { exactly: 1 } }]
`);
    expect(ended).toEqual({ code: 0, stdout: 'passed timed out', stderr: '' });
  });

  test('that was interrupted while a POST was under way', async () => {
    const ended = await playedApart(
      `${HEAD.replace('http-response-timeout: 5', 'http-response-timeout: 3600')}
receiver: { reply: { event: periodic, silence: true } }
steps:
  - load: spring
  - wait: 24h
expect: [{ lost: none }]
`,
      '{ signal: stopping.signal, onBody: (_, { event }) => event === "periodic" && setImmediate(() => stopping.abort()) }'.replaceAll(
        'stopping',
        '(globalThis.stopping ??= new AbortController())',
      ),
    );
    expect(ended).toEqual({ code: 0, stdout: 'inconclusive answered 200,failed', stderr: '' });
  });

  test('against a target that keeps its connections open', async () => {
    await using server = await rawServer(ANSWER_200);
    const ended = await playedApart(
      `${HEAD}
steps:
  - load: spring
  - wait: 30s
expect: [{ lost: none }]
`,
      `{ destination: { kind: 'target', url: '${server.url}' } }`,
    );
    expect(ended).toEqual({ code: 0, stdout: 'passed answered 200', stderr: '' });
    expect(server.requests).toHaveLength(4);
  });
});
