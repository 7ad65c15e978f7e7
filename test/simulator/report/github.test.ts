import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annotationsText } from '../../../simulator/report/github/github-reporter.ts';
import { jobSummary } from '../../../simulator/report/github/job-summary.ts';
import { annotation } from '../../../simulator/report/github/workflow-command.ts';
import type { RunResult } from '../../../simulator/scenario/result.ts';
import { failedInEveryWay } from './every-failure.ts';
import { HOSTILE_NAMES, hostile } from './samples.ts';
import { headOf, reportOf, timeless, written } from './told.ts';

/** What the runner makes of a line: its command, properties and message. */
function read(line: string) {
  const [, kind, properties, message] = /^::(\w+)(?: ([^\n\r]*?))?::([^\n\r]*)$/.exec(line)!;
  const decoded = (text: string): string =>
    decodeURIComponent(text.replaceAll(/%(?!25|0D|0A|3A|2C)/g, '%25'));
  const pairs = (properties ?? '').split(',').map((pair) => pair.split(/=(.*)/s));
  return {
    kind,
    properties: Object.fromEntries(pairs.map(([name, value]) => [name, decoded(value ?? '')])),
    message: decoded(message!),
  };
}

describe('The report github', () => {
  test('puts each annotation at its line and column, from the root of the repository', async () => {
    const report = reportOf([await timeless('fails')]);
    const lines = annotationsText(report, process.cwd()).trimEnd().split('\n');
    expect(lines).toHaveLength(9);
    expect(read(lines[5]!)).toMatchObject({
      kind: 'error',
      properties: { file: 'fails.yaml', line: '24', col: '5' },
      message: expect.stringContaining('#2 is not as demanded: two fields differ\narrived #2'),
    });
  });

  test('names a file that lies elsewhere as the user did', async () => {
    const report = reportOf([await timeless('fails')]);
    expect(read(annotationsText(report, '/somewhere/else').split('\n')[0]!).properties.file).toBe(
      'fails.yaml',
    );
    expect(read(annotationsText(report, `${process.cwd()}/..`).split('\n')[0]!).properties.file).toMatch(
      /^[^/]+\/fails\.yaml$/,
    );
  });

  test('warns of what could not be judged, and says nothing of what passed', async () => {
    const text = annotationsText(reportOf([await timeless('inconclusive'), await timeless('passes')]));
    expect(text.trimEnd().split('\n').map(read)).toMatchObject([
      { kind: 'warning', properties: { line: '10' } },
    ]);
  });

  test('shows no more than GitHub does, the worst first, and says how many more there are', async () => {
    const open = await timeless('inconclusive');
    const bad = failedInEveryWay(await timeless('fails'));
    const lines = annotationsText(reportOf([...Array(12).fill(open), bad, bad]))
      .trimEnd()
      .split('\n')
      .map(read);
    expect(lines.map(({ kind }) => kind)).toEqual([...Array(10).fill('error'), ...Array(11).fill('warning')]);
    expect(lines.at(-1)!.message).toBe('12 more did not hold: see the summary');
  });

  test('says what went wrong around the scenarios', async () => {
    const error = { kind: 'environment', message: 'nobody listens', detail: 'start it' } as const;
    const report = reportOf([await timeless('passes')], { error });
    expect(read(annotationsText(report).trimEnd())).toMatchObject({
      kind: 'error',
      message: 'nobody listens',
    });
    expect(jobSummary(report)).toContain('ocs-sim: error');
    expect(jobSummary(report)).toContain('start it');
  });

  test.each([
    ['it was interrupted before its end', true],
    ['not everything was played', false],
  ])('warns where no scenario says why the run did not pass: %s', async (why, interrupted) => {
    const passes = await timeless('passes');
    const report = reportOf([passes], { notPlayed: [headOf(passes)], interrupted });
    expect(read(annotationsText(report).trimEnd())).toMatchObject({
      kind: 'warning',
      message: `inconclusive: ${why}`,
    });
  });

  test('adds its summary to the file that GitHub names, and to none where it names none', async () => {
    const { out, file } = await written('github', [await timeless('fails')]);
    expect(out.startsWith('::error file=fails.yaml,line=11')).toBe(true);
    expect(file).toContain('## ❌ ocs-sim: failed');
  });
});

test('an annotation comes out as it went in, whatever signs it has', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...HOSTILE_NAMES),
    fc.string({ unit: fc.constantFrom('%', ':', ',', '\r', '\n', '=', 'a', '2', '5') }),
  );
  fc.assert(
    fc.property(text, text, (title, message) => {
      fc.pre(title.isWellFormed() && message.isWellFormed());
      const line = annotation('error', { file: 'a,b:c.yaml', line: 3, title }, message);
      expect(line.endsWith('\n')).toBe(true);
      expect(line.slice(0, -1)).not.toMatch(/[\r\n]/);
      expect(read(line.slice(0, -1))).toEqual({
        kind: 'error',
        properties: { file: 'a,b:c.yaml', line: '3', title },
        message,
      });
    }),
  );
});

describe.each(HOSTILE_NAMES)('With the name %j', (name) => {
  test('every annotation is one line, and the summary has no markup but its own', async () => {
    const report = reportOf([hostile(await timeless('fails'), name)]);
    const lines = annotationsText(report).trimEnd().split('\n');
    expect(lines).toHaveLength(9);
    for (const line of lines) expect(line).toMatch(/^::error [^\r\n]*$/);
    const tags = new Set(jobSummary(report).match(/<[^>\n]*>?/g));
    expect([...tags].sort()).toEqual(
      [
        '<br>',
        '<code>',
        '<details>',
        '<pre>',
        '<summary>',
        '</code>',
        '</details>',
        '</pre>',
        '</summary>',
      ].sort(),
    );
    // Outside of blocks and code nothing is left that Markdown would read.
    const rows = jobSummary(report)
      .replaceAll(/<pre>.*?<\/pre>/gs, '')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row.split('|')).toHaveLength(9);
  });
});

test('a summary stays within what GitHub shows, and says what it leaves out', async () => {
  const long = await timeless('fails');
  const results: readonly RunResult[] = Array(400).fill(long);
  const text = jobSummary(reportOf(results));
  expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
  expect(text).toMatch(/\n\d+ more scenarios: there is no room for them here\.\n/);
});

test('the summary of a step stays within that, however many runs add to it', async () => {
  const long = await timeless('fails');
  const many = reportOf(Array(400).fill(long) as readonly RunResult[]);
  const one = reportOf([long]);
  let present = 0;
  const added = Array.from({ length: 300 }, (_, run) => {
    const text = jobSummary(run % 2 === 0 ? many : one, present);
    present += Buffer.byteLength(text);
    return text;
  });
  expect(present).toBeLessThan(1024 * 1024);
  // The first has explanations, those that follow have their answers, and in the end there is no room left.
  expect(added[0]).toContain('### ❌');
  expect(added[1]).toContain('## ❌ ocs-sim: failed');
  expect(added.findLast((text) => text !== '')).toMatch(/there is no room for (?:it|them) in this table/);
  expect(added.at(-1)).toBe('');
});
