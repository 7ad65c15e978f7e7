// What notifications and answers hold is written for whoever runs ocs-sim, and for nobody else on the machine.

import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { ENDINGS, emptyFolder, ocsSim, start } from './ocs-sim.ts';

const modeOf = (...path: readonly string[]): string => (statSync(join(...path)).mode & 0o777).toString(8);

describe.concurrent('Journals, ledgers and reports', () => {
  test('of a run are for their owner alone, and so are the folders made for them', async ({ expect }) => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'passed.yaml'), ENDINGS.passed!);
    mkdirSync(join(cwd, 'shared'));
    chmodSync(join(cwd, 'shared'), 0o755);
    writeFileSync(join(cwd, 'known.json'), '{}');
    chmodSync(join(cwd, 'known.json'), 0o644);
    const files = ['out.json', 'shared/out.html', 'out.xml', 'out.ctrf.json', 'out.ndjson', 'out.md'];
    const names = ['json', 'html', 'junit', 'ctrf', 'ndjson', 'github'];
    const reports = names.flatMap((name, index) => ['--report', `${name}=${files[index]}`]);
    const { code, err } = await ocsSim(
      ['run', 'passed.yaml', '--ledger', 'all.ledger', '--journal', 'deep/journal', ...reports].concat(
        '--report',
        'json=known.json',
      ),
      { cwd },
    );
    expect([code, err]).toEqual([0, '']);
    for (const file of [...files, 'all.ledger']) expect([file, modeOf(cwd, file)]).toEqual([file, '600']);
    expect([modeOf(cwd, 'deep'), modeOf(cwd, 'deep/journal')]).toEqual(['700', '700']);
    const inside = readdirSync(join(cwd, 'deep/journal'), { recursive: true, withFileTypes: true });
    expect(inside.length).toBeGreaterThan(0);
    for (const entry of inside)
      expect(modeOf(entry.parentPath, entry.name)).toBe(entry.isDirectory() ? '700' : '600');
    // What was there before keeps its mode.
    expect([modeOf(cwd, 'shared'), modeOf(cwd, 'known.json')]).toEqual(['755', '644']);
  });

  test('of a receiver are for their owner alone', async ({ expect }) => {
    const folder = join(emptyFolder(), 'journal');
    const running = start(['receive', '--journal', folder]);
    await running.says('err', /journal in .*\n/);
    const open = readdirSync(folder);
    expect(open).toContain('lock');
    for (const name of open) expect([name, modeOf(folder, name)]).toEqual([name, '600']);
    running.interrupt();
    await running.finished;
    expect(modeOf(folder)).toBe('700');
  });
});
