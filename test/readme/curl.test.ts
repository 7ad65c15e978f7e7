import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contractOf } from '../../receiver/contract/contract.ts';
import { startControl } from '../../receiver/control/control.ts';
import { startReceiver } from '../../receiver/receiver.ts';
import { runScenario } from '../../simulator/harness/run-scenario.ts';
import { loadScenario } from '../../simulator/scenario/load.ts';
import { documentText } from '../support/documents.ts';

const ROOT = join(import.meta.dirname, '../..');
const README = documentText('receiver/README.md');
const SECTION = README.slice(
  README.indexOf('## The control API'),
  README.indexOf('## The receiver in your own tests'),
);

/** The commands of the section, one a line or spread over the lines of a quoted text. */
function curlCommands(): string[] {
  const blocks = [...SECTION.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
  return blocks
    .flatMap((block) => block.split(/\n(?=curl )/))
    .filter((command) => command.startsWith('curl '));
}

const hasCurl = spawnSync('curl', ['--version']).status === 0;
/** These wait for what does not come here, or for ever; the tests of the control API have them. */
const WAITING = /quiet=|none=|after=120|\/stream/;

test('the README shows what the control API can do', () => {
  expect(curlCommands().length).toBeGreaterThanOrEqual(18);
});

test.skipIf(!hasCurl)(
  'every curl command of the README that answers at once does so',
  async () => {
    const contract = contractOf();
    const receiver = await startReceiver();
    if (receiver.kind !== 'receiver') throw new Error(receiver.message);
    const control = await startControl(receiver, { contract });
    if (control.kind !== 'control') throw new Error(control.message);
    const { scenario } = await loadScenario(join(ROOT, 'scenarios/full-lifecycle.yaml'));
    await runScenario(scenario!, { destination: { kind: 'target', url: `${receiver.url}/` } });

    const commands = curlCommands().filter((command) => !WAITING.test(command));
    expect(commands.length).toBeGreaterThanOrEqual(14);
    const failed: string[] = [];
    for (const command of commands) {
      const { status, stdout, stderr } = await shell(
        command.replace(/--data-binary '\n- order[\s\S]*'/, "--data-binary 'fieldSets: all'"),
        control.url,
      );
      if (status !== 0 || /"error":\{/.test(stdout))
        failed.push(`${command}\n${status} ${stdout.slice(0, 300)}${stderr}`);
    }
    await control.close();
    await receiver.close();
    expect(failed).toEqual([]);
  },
  30_000,
);

/** In a shell of its own and not synchronously: the server answers from this very process. */
function shell(
  command: string,
  url: string,
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', command.replaceAll(/> evidence\.\w+/g, '> /dev/null')], {
      env: { ...process.env, API: `${url.replace(/\/$/, '')}/api` },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}
