import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { opened } from '../../receiver/journal/disk/folder.ts';
import { someRecord } from '../../receiver/journal/some-record.ts';
import { emptyFolder, ocsSim } from './ocs-sim.ts';

const BODIES = [
  '{"GSW_USER_EVENT":"CampaignLoaded","GSW_CAMPAIGN_GROUP_NAME":"Spring@East"}',
  '{"GSW_USER_EVENT":"CampaignStarted","GSW_CAMPAIGN_GROUP_NAME":"Spring@East"}',
  '{"GSW_USER_EVENT":"CampaignLoaded","GSW_CAMPAIGN_GROUP_NAME":"Summer@West"}',
];

/** A journal of three records in each of two files, a second apart. */
async function journal(): Promise<string> {
  const folder = emptyFolder();
  for (const _file of [1, 2]) {
    const { journal, endTurn } = await opened(folder);
    for (const body of BODIES) {
      const number = journal.nextNumber;
      journal.append(someRecord(number, body, { receivedAtMs: 1_767_225_600_000 + number * 1_000 }));
    }
    endTurn();
    await journal.close();
  }
  return folder;
}

const SECOND = '000000000004.ndjson';

describe.concurrent('ocs-sim journal verify', () => {
  test('says what is there, and ends with 0 where all is as it was written', async ({ expect }) => {
    const folder = await journal();
    const { code, out, err } = await ocsSim(['journal', 'verify', folder]);
    expect(err).toBe('');
    expect(out.replace(/[\d,]+ bytes/, 'N bytes')).toBe(`journal in ${folder}: 6 records in 2 files, N bytes
  000000000001.ndjson           3 records  #1 to #3
  000000000004.ndjson           3 records  #4 to #6
✓ every line is whole, and each file holds what was written to it
`);
    expect(code).toBe(0);
  });

  test.for<[what: string, spoil: (path: string) => void, said: RegExp]>([
    [
      'cut',
      (path) => truncateSync(path, 300),
      /gap {2}#\d.* to #6: the file that held them was cut: 000000000004/,
    ],
    ['deleted', (path) => rmSync(path), /gap {2}#4 to #6: the file that held them is no longer there/],
    [
      'changed in one letter',
      (path) => writeFileSync(path, readFileSync(path, 'utf8').replace('CampaignStarted', 'CampaignStartet')),
      /gap {2}#5: the lines that held them are damaged: 000000000004.ndjson\n✗ not as it was written: 1 record missing/,
    ],
    [
      'given other line ends',
      (path) => writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n')),
      /note 000000000004.ndjson has Windows line ends: another program has rewritten it\n✗ .*1 thing to note/,
    ],
  ])('ends with 1 where a file was %s, and writes nothing', async ([, spoil, said], { expect }) => {
    const folder = await journal();
    spoil(join(folder, SECOND));
    for (const _round of [1, 2]) {
      const { code, out } = await ocsSim(['journal', 'verify', folder]);
      expect([code, out]).toEqual([1, expect.stringMatching(said)]);
    }
  });

  test.for<[args: readonly string[], code: number, said: string]>([
    [['verify'], 2, 'journal needs DIR'],
    [['prove', 'x'], 2, 'cannot be "prove"'],
    [['verify', 'x', '--format', 'har'], 2, '--format is about the export'],
    [['verify', 'nowhere'], 4, 'there is no folder nowhere'],
    [['verify', '.'], 4, 'there is no journal in .'],
    [['export', '.'], 4, 'there is no journal in .'],
  ])('%j ends with %i', async ([args, code, said], { expect }) => {
    const result = await ocsSim(['journal', ...args], { cwd: emptyFolder() });
    expect([result.code, result.out]).toEqual([code, '']);
    expect(result.err).toContain(said);
  });
});

describe.concurrent('ocs-sim journal export', () => {
  const numbers = (out: string): readonly number[] =>
    out
      .split('\n')
      .slice(0, -1)
      .map((line) => (JSON.parse(line) as { number: number }).number);

  test.for<[options: readonly string[], wanted: readonly number[]]>([
    [[], [1, 2, 3, 4, 5, 6]],
    [
      ['--event', 'started'],
      [2, 5],
    ],
    [
      ['--group', 'Summer@*'],
      [3, 6],
    ],
    [
      ['--from', '2s', '--until', '4s'],
      [3, 4],
    ],
    [
      ['--from', '2026-01-01T00:00:05Z'],
      [5, 6],
    ],
  ])('%j prints those that were asked for, one a line', async ([options, wanted], { expect }) => {
    const { code, out, err } = await ocsSim(['journal', 'export', await journal(), ...options]);
    expect([code, numbers(out), err]).toEqual([0, wanted, '']);
  });

  test('prints an HTTP Archive, or the bodies alone', async ({ expect }) => {
    const folder = await journal();
    const har = await ocsSim(['journal', 'export', folder, '--format', 'har']);
    expect((JSON.parse(har.out) as { log: { entries: unknown[] } }).log.entries.length).toBe(6);
    const bodies = await ocsSim(['journal', 'export', folder, '--format', 'bodies']);
    expect(bodies.out).toBe([...BODIES, ...BODIES, ''].join('\n'));
  });

  test('names what is missing, in the export and beside it', async ({ expect }) => {
    const folder = await journal();
    rmSync(join(folder, SECOND));
    const { code, out, err } = await ocsSim(['journal', 'export', folder]);
    expect(code).toBe(0);
    expect(JSON.parse(out.split('\n')[3]!)).toMatchObject({ gap: { first: 4, last: 6 } });
    expect(err).toContain('gap #4 to #6: the file that held them is no longer there: 000000000004.ndjson');
  });

  test('reads a journal that another process is writing to', async ({ expect }) => {
    const folder = emptyFolder();
    const { journal, endTurn } = await opened(folder);
    journal.append(someRecord(1, BODIES[0]!));
    endTurn();
    const verified = await ocsSim(['journal', 'verify', folder]);
    expect([verified.code, verified.out]).toEqual([
      0,
      expect.stringContaining(`in use by process ${process.pid}`),
    ]);
    expect(numbers((await ocsSim(['journal', 'export', folder])).out)).toEqual([1]);
    journal.append(someRecord(2, BODIES[1]!));
    endTurn();
    expect(numbers((await ocsSim(['journal', 'export', folder])).out)).toEqual([1, 2]);
    await journal.close();
  });

  test('says what is wrong with an instant', async ({ expect }) => {
    const { code, err } = await ocsSim(['journal', 'export', await journal(), '--from', 'yesterday']);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('--from=yesterday: expected a time since the start'),
    ]);
  });
});
