import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { ENDINGS, emptyFolder, ocsSim, start } from './ocs-sim.ts';

/** Lines of a journal's folder that hold a record. */
function records(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => /^\{"number":.*\}$/.test(line));
}

describe.concurrent('ocs-sim receive --journal', () => {
  test('keeps what comes, says what stands there from before, and names what is torn', async ({ expect }) => {
    const folder = join(emptyFolder(), 'received');
    for (const count of [1, 2]) {
      const running = start(['receive', '--journal', folder, '--durability', 'sync']);
      const said = await running.says('err', /journal in .*\n/);
      const url = /receiving at (\S+)/.exec(said)![1]!;
      const answer = await fetch(url, { method: 'POST', body: '{"a":1}' });
      expect(await answer.json()).toEqual({ recorded: count });
      running.interrupt();
      const { code, err } = await running.finished;
      expect(code).toBe(0);
      if (count === 1) expect(err).toContain(`journal in ${folder}\n`);
      else expect(err).toContain(`journal in ${folder}, after 1 record from before\n`);
    }
    const last = join(folder, '000000000002.ndjson');
    const { length } = readFileSync(last);
    appendFileSync(last, '{"number":3,"rec');
    const running = start(['receive', '--journal', folder]);
    const said = await running.says('err', /torn .*\n/);
    expect(said).toContain(
      `torn the last line of ${last} is torn at byte ${length}, after 16 bytes: its request had no answer yet`,
    );
    running.interrupt();
    await running.finished;
    expect(records(folder).length).toBe(2);
  });

  test('a folder that is in use, or none, ends with 4', async ({ expect }) => {
    const folder = emptyFolder();
    const running = start(['receive', '--journal', folder]);
    await running.says('err', /journal in /);
    const second = await ocsSim(['receive', '--journal', folder]);
    expect(second.code).toBe(4);
    expect(second.err).toMatch(/^error cannot keep a journal in .*: process \d+ is using it\n +hint: /);
    running.interrupt();
    await running.finished;
    writeFileSync(join(folder, 'file'), '');
    const third = await ocsSim(['receive', '--journal', join(folder, 'file')]);
    expect([third.code, third.out]).toEqual([4, '']);
    expect(third.err).toContain('a file is in its place');
  });

  test.for([
    [['receive', '--durability', 'sync'], 'name its folder with --journal DIR'],
    [['receive', '--journal', ' '], '--journal is empty'],
    [['receive', '--journal', 'x', '--durability', 'maybe'], 'maybe'],
    [
      ['run', '--target', 'http://127.0.0.1:1/', '--journal', 'x', 'scenarios'],
      'with --target there is none',
    ],
  ] as const)('%s is bad usage', async ([args, complaint], { expect }) => {
    const { code, err } = await ocsSim(args);
    expect(code).toBe(2);
    expect(err).toContain(complaint);
  });
});

test('ocs-sim run --journal keeps what each scenario sent in a folder of its own, and continues it', async ({
  expect,
}) => {
  const folder = emptyFolder();
  for (const name of ['a', 'b']) writeFileSync(join(folder, `${name}.yaml`), ENDINGS.passed);
  const journal = join(folder, 'kept');
  for (const round of [1, 2]) {
    const { code } = await ocsSim(['run', folder, '--journal', journal, '--concurrency', '2']);
    expect(code).toBe(0);
    expect(readdirSync(journal)).toEqual(['a', 'b']);
    expect(['a', 'b'].map((name) => records(join(journal, name)).length)).toEqual([round, round]);
  }
});
