import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { ctrfText } from '../../../simulator/report/ctrf/ctrf-reporter.ts';
import { CTRF_SCHEMA } from '../../support/report-formats/ctrf-schema.ts';
import { HOSTILE_NAMES, hostile } from './samples.ts';
import { headOf, reportOf, timeless } from './told.ts';

const ajv = new Ajv2020({ allErrors: true });
const isCtrf = ajv.compile(CTRF_SCHEMA);
const BOOM = { kind: 'environment', message: 'refused', detail: 'start it' } as const;

describe('The report ctrf', () => {
  test('is what the format allows, whatever the run came to', async () => {
    const names = ['passes', 'fails', 'inconclusive', 'lost', 'not-sent', 'many-groups'];
    const results = await Promise.all(names.map((name) => timeless(name)));
    const head = headOf(results[0]!);
    const reports = [
      reportOf(results),
      reportOf([await timeless('interrupted', 6)], { interrupted: true }),
      reportOf(results, { error: BOOM }),
      reportOf([], { error: BOOM, brokenOff: [head], notPlayed: [head] }),
      reportOf(results.slice(0, 1), { notPlayed: [head], interrupted: true }),
      reportOf([], { notPlayed: [{ ...head, skipped: 'not yet' }] }),
      ...HOSTILE_NAMES.map((name) => reportOf([hostile(results[1]!, name)])),
      reportOf([hostile(results[1]!, '')]),
    ];
    for (const report of reports) {
      const document = JSON.parse(ctrfText(report));
      expect(isCtrf(document) ? '' : ajv.errorsText(isCtrf.errors)).toBe('');
      const { summary, tests } = document.results;
      const { passed, failed, skipped, pending, other } = summary;
      expect(passed + failed + skipped + pending + other).toBe(tests.length);
      expect(tests.length).toBe(summary.tests);
      if (report.status !== 'passed') expect(failed + other).toBeGreaterThan(0);
    }
  });

  test('tells what could not be judged from what failed', async () => {
    const { results } = JSON.parse(ctrfText(reportOf([await timeless('inconclusive')])));
    expect(results.tests).toMatchObject([
      {
        status: 'other',
        rawStatus: 'inconclusive',
        suite: ['Nothing to judge'],
        filePath: 'inconclusive.yaml',
        line: 10,
        message: 'inconclusive: no general info notification came',
      },
      { status: 'passed', rawStatus: 'passed' },
    ]);
  });

  test('would not be taken with anything else in it', async () => {
    const document = JSON.parse(ctrfText(reportOf([await timeless('passes')])));
    expect(isCtrf(document)).toBe(true);
    expect(isCtrf({ ...document, more: 1 })).toBe(false);
    document.results.tests[0].status = 'inconclusive';
    expect(isCtrf(document)).toBe(false);
  });
});
