import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { toldOf } from '../../../simulator/cli/command.ts';
import { COMMAND_TABLE } from '../../../simulator/cli/command-table.ts';
import { ocsSim } from './ocs-sim.ts';

const COMMAND_NAMES = toldOf(COMMAND_TABLE).map(({ name }) => name);

describe.concurrent('help', () => {
  test('at the top names every command and every exit code', async ({ expect }) => {
    const { code, out, err } = await ocsSim(['--help']);
    expect([code, err]).toEqual([0, '']);
    for (const name of COMMAND_NAMES) expect(out).toContain(`ocs-sim ${name}`);
    expect(out.match(/^ +(0|1|2|3|4|130) {2}\S/gm)).toHaveLength(6);
  });

  test.for(COMMAND_NAMES)('of %s has two examples', async (name, { expect }) => {
    const { code, out } = await ocsSim([name, '--help']);
    expect(code).toBe(0);
    const examples = out.split('Examples:')[1]!.match(new RegExp(`^ +.*ocs-sim ${name}\\b`, 'gm'));
    expect(examples!.length).toBeGreaterThanOrEqual(2);
  });

  test('the version names the version of Node.js too', async ({ expect }) => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'));
    const { out } = await ocsSim(['--version']);
    expect(out).toBe(`ocs-sim ${version} on Node.js ${process.versions.node}\n`);
  });
});

test.for(['20.19.0', '22.17.1'])('Node.js %s gets one plain line', async (version, { expect }) => {
  const versions = `{ value: { ...process.versions, node: '${version}' } }`;
  const older = `data:text/javascript,Object.defineProperty(process, 'versions', ${versions})`;
  const { code, out, err } = await ocsSim(['run'], { node: ['--import', older] });
  expect([code, out]).toEqual([2, '']);
  expect(err).toBe(`ocs-sim needs Node.js 22.18 or newer; this is ${version}\n`);
});

describe.concurrent('a command line that is wrong', () => {
  test.for([
    [[], 'say what to do: run, check, validate'],
    [['rnu'], 'did you mean "run"?'],
    [['schema'], 'something is missing here: schema needs OF'],
    [['schema', 'scenarios'], 'cannot be "scenarios": expected one of "scenario"'],
    [['fields', '--format', 'jsn'], '--format cannot be "jsn"'],
    [['fields', '--release'], '--release needs a value'],
    [['generate', 'a.yaml', 'b.yaml'], 'there is nothing for "b.yaml" to be here'],
    [['fields', '--release', '8.1.512', '--release', '8.1.517'], '--release is given more than once'],
    [['receive', '--port', '0', '--port', '0'], '--port is given more than once'],
    [['run', ''], 'error[unreadable-file]'],
    [['validate', '/dev/null'], 'it is not a regular file'],
    [['generate', '.'], 'it is a folder'],
  ] as const)('%j gets a plain line and ends with 2', async ([args, complaint], { expect }) => {
    const { code, out, err } = await ocsSim(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(complaint);
    expect(err).not.toMatch(/^ +at /m);
  });
});
