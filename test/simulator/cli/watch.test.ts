import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { ENDINGS, emptyFolder, ocsSim, SENDING, start } from './ocs-sim.ts';
import { endStarted, HAS_PSEUDO_TERMINALS, startOnTerminal } from './pseudo-terminal.ts';

const folders: string[] = [];
const started: ReturnType<typeof start>[] = [];
afterAll(() => {
  endStarted();
  for (const { child } of started) child.kill();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const scenario = (name: string, expectation = 'lost: none', more = ''): string =>
  `name: ${name}\n${more}${SENDING}steps: [{ load: spring }]\nexpect: [{ ${expectation} }]\n`;

/** Files in a folder of their own, and how to change them. */
function filesIn(files: Readonly<Record<string, string>>): {
  readonly folder: string;
  readonly write: (name: string, text: string) => void;
} {
  const folder = emptyFolder();
  folders.push(folder);
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  for (const [name, text] of Object.entries(files)) write(name, text);
  return { folder, write };
}

/** Watches, and tells in turn what is said until it waits again. */
function watching(
  folder: string,
  ...args: string[]
): {
  readonly round: () => Promise<string>;
  readonly running: ReturnType<typeof start>;
} {
  const running = start(['run', '--watch', ...args], { cwd: folder });
  started.push(running);
  let rounds = 0;
  let told = 0;
  return {
    running,
    round: async () => {
      rounds += 1;
      const all = await running.says('err', new RegExp(`(?:watching \\d+ files?[\\s\\S]*?){${rounds}}`));
      const err = all.slice(told);
      told = all.length;
      const out = await running.says('out', /^/);
      return `${out}\n---\n${err}`;
    },
  };
}

describe.concurrent('ocs-sim run --watch', () => {
  test('a scenario that is changed is played again alone, and what newly fails is shown with its place', async ({
    expect,
  }) => {
    const { folder, write } = filesIn({ 'a.yaml': scenario('First'), 'b.yaml': scenario('Second') });
    const { round, running } = watching(folder, '.');
    expect(await round()).toMatch(
      /✓ First[\s\S]*✓ Second[\s\S]*passed · 2 scenarios[\s\S]*watching 2 files · Ctrl-C ends/,
    );
    write('a.yaml', scenario('First', 'lost: 3'));
    await round();
    const out = await running.says('out', /newly fails[\s\S]*1 of 2 scenarios passed · 1 failed/);
    expect(out).toContain('✗ newly fails  First\n');
    expect(out).toContain('a.yaml:5:12  expected exactly 3 lost, counted 0');
    expect(out.match(/Second/g)).toHaveLength(1);
    write('a.yaml', scenario('First'));
    await round();
    expect(await running.says('out', /mended/)).toMatch(/✓ mended {2}First\n {3}✓ .* holds now\n/);
    running.interrupt();
    expect((await running.finished).code).toBe(0);
  });

  test('the exit code of an interrupt while it waits is the last verdict', async ({ expect }) => {
    const { folder, write } = filesIn({ 'a.yaml': scenario('First') });
    const { round, running } = watching(folder, 'a.yaml');
    await round();
    write('a.yaml', scenario('First', 'lost: 3'));
    await round();
    running.interrupt();
    expect((await running.finished).code).toBe(1);
  });

  test('an interrupt while something is played ends with 130, as without --watch', async ({ expect }) => {
    const { folder } = filesIn({ 'endless.yaml': ENDINGS.endless });
    const running = start(['run', '--watch', '--verbose', 'endless.yaml'], { cwd: folder });
    started.push(running);
    await running.says('err', /loaded/);
    running.interrupt();
    expect((await running.finished).code).toBe(130);
  });

  test('a file with a mistake is complained of, and once it is mended things go on', async ({ expect }) => {
    const { folder, write } = filesIn({ 'a.yaml': scenario('First') });
    const { round, running } = watching(folder, 'a.yaml');
    await round();
    write('a.yaml', ENDINGS.invalid);
    expect(await round()).toMatch(
      /error\[unknown-step\] there is no step "laod"[\s\S]*waiting until that is mended/,
    );
    write('a.yaml', scenario('First', 'lost: none', 'seed: 9\n'));
    await round();
    expect(await running.says('out', /unchanged/)).toMatch(/ unchanged: First · passed\n$/);
    running.interrupt();
    expect((await running.finished).code).toBe(0);
  });

  test('one that begins with an invalid file waits until it is valid', async ({ expect }) => {
    const { folder, write } = filesIn({ 'a.yaml': ENDINGS.invalid });
    const { round, running } = watching(folder, 'a.yaml');
    expect(await round()).toContain('waiting until that is mended');
    write('a.yaml', scenario('First'));
    await round();
    expect(await running.says('out', /First/)).toContain('✓ First');
    running.interrupt();
    expect((await running.finished).code).toBe(0);
  });

  test('a file that is replaced as editors do it, and one that vanishes and comes back, are seen', async ({
    expect,
  }) => {
    const { folder, write } = filesIn({ 'a.yaml': scenario('First') });
    const { round, running } = watching(folder, 'a.yaml');
    await round();
    write('.a.yaml.new', scenario('First', 'lost: 3'));
    renameSync(join(folder, '.a.yaml.new'), join(folder, 'a.yaml'));
    await round();
    await running.says('out', /newly fails/);
    rmSync(join(folder, 'a.yaml'));
    expect(await round()).toContain('error[unreadable-file]');
    write('a.yaml', scenario('First'));
    await round();
    await running.says('out', /mended/);
    running.interrupt();
    expect((await running.finished).code).toBe(0);
  });

  test('a contract file touches the scenarios that use it, and no others', async ({ expect }) => {
    const contract = (title: string): string =>
      `contract: ${title}\nunassigned: ${title === 'One' ? 'omit' : 'default'}\n`;
    const { folder, write } = filesIn({
      'site.yaml': contract('One'),
      'a.yaml': scenario('With it', 'lost: none', 'contract: site.yaml\n'),
      'b.yaml': scenario('Without it'),
    });
    const { round, running } = watching(folder, 'a.yaml', 'b.yaml');
    expect(await round()).toContain('watching 3 files');
    write('site.yaml', contract('Two'));
    await round();
    expect(await running.says('out', /unchanged/)).toMatch(/ unchanged: With it · passed\n/);
    running.interrupt();
    await running.finished;
  });

  test('a piece touches the scenarios that include it', async ({ expect }) => {
    const piece = (wait: string): string => `piece: waits\nsteps: [{ wait: ${wait} }]\n`;
    const { folder, write } = filesIn({
      'piece.yaml': piece('1s'),
      'a.yaml': scenario('With it').replace('{ load: spring }', '{ load: spring }, { include: piece.yaml }'),
      'b.yaml': scenario('Without it'),
    });
    const { round, running } = watching(folder, 'a.yaml', 'b.yaml');
    expect(await round()).toContain('watching 3 files');
    write('piece.yaml', piece('31s'));
    await round();
    // Periodic messages come every 10 s if nothing else is said.
    expect(await running.says('out', /With it[\s\S]*With it/)).not.toMatch(/Without it[\s\S]*Without it/);
    running.interrupt();
    await running.finished;
  });

  test('in a folder a new scenario is played, one that is gone is said to be, also where the folder itself is made anew', async ({
    expect,
  }) => {
    const { folder, write } = filesIn({});
    mkdirSync(join(folder, 'all'));
    write('all/a.yaml', scenario('First'));
    const { round, running } = watching(folder, 'all');
    await round();
    write('all/b.yaml', scenario('Second'));
    await round();
    expect(await running.says('out', /Second/)).toContain('2 of 2 scenarios passed');
    rmSync(join(folder, 'all/a.yaml'));
    await round();
    expect(await running.says('out', /gone/)).toContain(' gone First\n 1 of 1 scenario passed\n');
    running.interrupt();
    expect((await running.finished).code).toBe(0);
  });

  test('a change while a long run is on ends it, and begins it anew', async ({ expect }) => {
    const { folder, write } = filesIn({ 'a.yaml': ENDINGS.endless });
    const running = start(['run', '--watch', '--verbose', 'a.yaml'], { cwd: folder });
    started.push(running);
    await running.says('err', /loaded/);
    write('a.yaml', ENDINGS.passed);
    await running.says('err', /watching 1 file /);
    expect(await running.says('out', /Passes/)).toContain('✓ Passes');
    running.interrupt();
    expect((await running.finished).code).toBe(0);
  });

  test.for([
    ['--report', 'json=x.json'],
    ['--journal', 'kept'],
    ['--ledger', 'x.ndjson'],
  ])('%s belongs to a run that ends', async ([option, value], { expect }) => {
    const { folder } = filesIn({ 'a.yaml': scenario('First') });
    const { code, err } = await ocsSim(['run', '--watch', 'a.yaml', option!, value!], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toContain(`--watch and ${option} cannot stand together`);
  });

  test.skipIf(!HAS_PSEUDO_TERMINALS)(
    'on a terminal each round begins with an empty screen, Enter plays all again, q ends with the verdict',
    async ({ expect }) => {
      const { folder, write } = filesIn({ 'a.yaml': scenario('First'), 'b.yaml': scenario('Second') });
      const running = startOnTerminal(['run', '--watch', '.'], { cwd: folder, rows: 12 });
      await running.shows(/Second[\s\S]*watching 2 files · Enter plays all again · q ends/);
      write('a.yaml', scenario('First', 'lost: 3'));
      const failed = await running.shows(/newly fails[\s\S]*watching 2 files/);
      expect(failed).not.toContain('2 scenarios: 2 passed');
      running.type('\r');
      const same = await running.shows(/unchanged: 2 scenarios · 1 passed · 1 failed\n.*watching/);
      expect(same).not.toContain('newly');
      running.type('q');
      expect(await running.finished).toBe(1);
      expect(running.screen.text).toMatch(/isig\s+icanon\s+echo\s*$/);
    },
  );
});
