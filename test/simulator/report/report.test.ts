import { join } from 'node:path';
import { stripVTControlCharacters, styleText } from 'node:util';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../receiver/document/display-width.ts';
import { PLAIN_STYLE, type Style } from '../../../simulator/report/style.ts';
import { scenarioText, summaryText } from '../../../simulator/report/text.ts';
import type { RunResult } from '../../../simulator/scenario/result.ts';
import { normalised, REPORTS, resultOf } from './reports.ts';

const painter =
  (format: Parameters<typeof styleText>[0]) =>
  (text: string): string =>
    styleText(format, text, { validateStream: false });
const COLOURS: Style = {
  error: painter('red'),
  warning: painter('yellow'),
  strong: painter('bold'),
  faint: painter('dim'),
  good: painter('green'),
  accent: painter('cyan'),
};

/** What the run of each scenario comes to, and after how many notifications it is interrupted. */
const RUNS = [
  ['passes', 'passed', null],
  ['fails', 'failed', null],
  ['inconclusive', 'inconclusive', null],
  ['not-sent', 'inconclusive', null],
  ['lost', 'failed', null],
  ['interrupted', 'inconclusive', 6],
  ['many-groups', 'passed', null],
] as const satisfies readonly (readonly [string, RunResult['status'], number | null])[];

const again = ({ file, seed }: RunResult): string => `ocs-sim run ${file} --seed ${seed}`;
const NARROW = 80;
const WIDE = 140;

/** Lines of a report that show the file as it is, however long it is. */
function isSourceLine(line: string): boolean {
  return /^ *\d* *│/.test(line);
}

describe.each(RUNS)('the report of a run: %s', (name, status, stopAfter) => {
  test('says how it ended, at 80 and at 140 columns', async () => {
    const result = await resultOf(name, stopAfter ?? undefined);
    expect(result.status).toBe(status);
    for (const columns of [NARROW, WIDE]) {
      const report = normalised(scenarioText(result, { columns, style: PLAIN_STYLE, full: true, again }));
      await expect.soft(report).toMatchFileSnapshot(join(REPORTS, `${name}-${columns}.txt`));
      const lines = report.split('\n').filter((line) => !isSourceLine(line));
      expect.soft(lines.filter((line) => displayWidth(line) > columns)).toEqual([]);
    }
  });
});

test('colours say nothing that the words do not say', async () => {
  const result = await resultOf('fails');
  const plain = scenarioText(result, { columns: NARROW, style: PLAIN_STYLE, full: true, again });
  const coloured = scenarioText(result, { columns: NARROW, style: COLOURS, full: true, again });
  expect(stripVTControlCharacters(coloured)).toBe(plain);
  await expect(normalised(coloured)).toMatchFileSnapshot(join(REPORTS, 'fails-80-colours.txt'));
});

test('of many scenarios each that passed has a line, and the last line counts them', async () => {
  const results = await Promise.all(['passes', 'many-groups', 'inconclusive'].map((name) => resultOf(name)));
  const texts = results.map((result) =>
    scenarioText(result, { columns: NARROW, style: PLAIN_STYLE, full: false, again }),
  );
  await expect(normalised(texts.join('') + summaryText(results, 1_234, PLAIN_STYLE))).toMatchFileSnapshot(
    join(REPORTS, 'many-scenarios.txt'),
  );
});

test('what was never played keeps a summary from saying that all passed', () => {
  const summary = summaryText([], 1_234, PLAIN_STYLE, { notPlayed: 2 });
  expect(summary).toBe(
    '\n inconclusive · 2 scenarios: 0 passed · 2 not played · 0 notifications sent · 1.23 s\n',
  );
});
