import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLedgerFile } from '../../../simulator/cli/ledger-file.ts';
import { Fates, REFUSED, STORED } from '../report/ledger-results.ts';
import { ENDINGS, emptyFolder, ocsSim } from './ocs-sim.ts';

function opened(path: string): Exclude<ReturnType<typeof openLedgerFile>, { wrong: string }> {
  const file = openLedgerFile(path);
  if ('wrong' in file) throw new Error(file.wrong);
  return file;
}

function linesOf(path: string): readonly Record<string, unknown>[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

test('each notification has a line with its whole way', () => {
  const path = join(emptyFolder(), 'ledger.ndjson');
  const file = opened(path);
  const part = file.part('day.yaml');
  const off = { fate: 'not attempted', where: 'sender', detail: 'the feature is off' } as const;
  const { all } = new Fates()
    .add('loaded', 'spring', 0, off)
    .add('periodic', 'spring', 1_200, REFUSED)
    .add('periodic', 'spring', 1_210, { fate: 'answered', status: 201, detail: '201' });
  for (const fate of all) part.add(fate);
  part.end();
  expect(file.close()).toBeNull();
  expect(readFileSync(path, 'utf8')).toMatchInlineSnapshot(`
    "{"scenario":"day.yaml","number":1,"group":"spring","event":"loaded","at":"00:00:00.000","atMs":0,"intended":true,"attempted":false,"outcome":"not attempted","answered":null,"fate":"not attempted","stored":"no","where":"sender","detail":"the feature is off"}
    {"scenario":"day.yaml","number":2,"group":"spring","event":"periodic","at":"00:20:00.000","atMs":1200000,"intended":true,"attempted":true,"outcome":"refused","answered":null,"fate":"refused","stored":"no","where":"network","detail":"refused; connect ECONNREFUSED 127.0.0.1:40001"}
    {"scenario":"day.yaml","number":3,"group":"spring","event":"periodic","at":"00:20:10.000","atMs":1210000,"intended":true,"attempted":true,"outcome":"answered","answered":201,"fate":"answered","stored":"perhaps","where":null,"detail":"201"}
    "
  `);
});

test('lines stand in the order of the numbers, each scenario for itself', () => {
  const path = join(emptyFolder(), 'ledger.ndjson');
  const file = opened(path);
  const [day, night] = [file.part('day.yaml'), file.part('night.yaml')];
  const { all } = new Fates().add('periodic', 'spring', 0, STORED, { times: 2_000 });
  for (const fate of all.toReversed()) day.add(fate);
  for (const fate of all) night.add(fate);
  day.end();
  night.end();
  expect(file.close()).toBeNull();
  const lines = linesOf(path);
  const wanted = all.map(({ number }) => number);
  for (const scenario of ['day.yaml', 'night.yaml'])
    expect(lines.filter((line) => line.scenario === scenario).map((line) => line.number)).toEqual(wanted);
});

test('a file that cannot be written is refused, and a scenario is not written over', () => {
  const folder = emptyFolder();
  expect(openLedgerFile(' ')).toEqual({
    wrong: '--ledger is empty: expected a file, such as --ledger ledger.ndjson',
  });
  expect(openLedgerFile(folder)).toEqual({
    wrong: `--ledger ${folder}: it cannot be written: it is a folder`,
  });
  expect(openLedgerFile(join(folder, 'no/file'))).toEqual({
    wrong: `--ledger ${join(folder, 'no/file')}: it cannot be written: there is no such folder`,
  });
  expect(openLedgerFile('day.YAML')).toEqual({
    wrong: '--ledger day.YAML: that would write over a YAML file',
  });
});

test.skipIf(process.platform !== 'linux')('a disk that is full is told of at the end', () => {
  const file = opened('/dev/full');
  const part = file.part('day.yaml');
  for (const fate of new Fates().add('periodic', 'spring', 0, STORED, { times: 1_000 }).all) part.add(fate);
  part.end();
  expect(file.close()).toBe('the ledger /dev/full is not complete: the disk is full');
});

test('ocs-sim run --ledger writes what became of every notification of every scenario', async () => {
  const folder = emptyFolder();
  const [passes, fails] = [join(folder, 'passes.yaml'), join(folder, 'fails.yaml')];
  writeFileSync(passes, ENDINGS.passed);
  writeFileSync(fails, ENDINGS.failed);
  const ledger = join(folder, 'ledger.ndjson');
  expect((await ocsSim(['run', passes, fails, '--ledger', ledger])).code).toBe(1);
  expect(linesOf(ledger).map(({ scenario, number, fate }) => [scenario, number, fate])).toEqual([
    [passes, 1, 'stored'],
    [fails, 1, 'stored'],
  ]);
  const refused = await ocsSim(['run', passes, '--ledger', join(folder, 'no/ledger')]);
  expect([refused.code, refused.out]).toEqual([2, '']);
  expect(refused.err).toContain('there is no such folder');
});
