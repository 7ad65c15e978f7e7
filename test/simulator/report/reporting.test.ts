import { describe, expect, test } from 'vitest';
import type { ReportEvent } from '../../../simulator/report/report-event.ts';
import type { Reporter } from '../../../simulator/report/reporter.ts';
import { REPORTER_NAMES, REPORTERS } from '../../../simulator/report/reporters.ts';
import { Reporting } from '../../../simulator/report/reporting.ts';
import type { RunReport } from '../../../simulator/report/run-report.ts';
import { headOf, NOW_MS, timeless } from './told.ts';

/** Keeps what it is told. */
function keeper() {
  const told: ReportEvent['kind'][] = [];
  const reports: RunReport[] = [];
  const reporter: Reporter = {
    tell: ({ kind }) => void told.push(kind),
    end: (report) => void reports.push(report),
  };
  return { told, reports, reporter };
}

const head = {
  name: 'A',
  file: 'a.yaml',
  seed: 1,
  contract: 'OCS 8.1',
  groups: ['spring'],
  command: 'ocs-sim run a.yaml',
};
const plan = (count: number) => ({
  versions: { tool: '0.1.0', node: '24.0.0' },
  command: 'ocs-sim run a.yaml',
  scenarios: Array.from({ length: count }, () => head),
  nowMs: () => NOW_MS,
});

describe('A run that does not come to its end', () => {
  test('is reported with what is known: what was judged, what never began, and why', async () => {
    const { told, reports, reporter } = keeper();
    const reporting = new Reporting(plan(3), [{ name: 'x', reporter }]);
    const { judged } = await timeless('fails');
    reporting.scenarioStarted(0);
    reporting.judged(0, judged[0]!);
    reporting.failed({ kind: 'internal', message: 'boom', detail: null }, 0);
    reporting.failed({ kind: 'internal', message: 'later', detail: null });
    reporting.end(false, 'the run was broken off');
    expect(told).toEqual([
      'run started',
      'scenario started',
      'expectation judged',
      'error',
      'scenario given up',
      'scenario given up',
      'scenario given up',
      'run ended',
    ]);
    expect(reports).toMatchObject([
      {
        status: 'error',
        error: { message: 'boom' },
        scenarios: [
          { end: { kind: 'broken off', error: { message: 'boom' }, judged: [judged[0]] } },
          { end: { kind: 'not played', reason: 'the run was broken off' } },
          { end: { kind: 'not played' } },
        ],
      },
    ]);
  });

  test('and whose process ends says that', () => {
    const { reports, reporter } = keeper();
    const reporting = new Reporting(plan(1), [{ name: 'x', reporter }]);
    reporting.scenarioStarted(0);
    reporting.end(true, 'interrupted');
    expect(reports[0]).toMatchObject({ status: 'error', interrupted: true });
    expect(reports[0]!.scenarios[0]!.end).toMatchObject({ kind: 'broken off', error: { kind: 'ended' } });
  });
});

test('reports are written once, however often the end is told', () => {
  const { reports, reporter } = keeper();
  const reporting = new Reporting(plan(1), [{ name: 'x', reporter }]);
  reporting.end(false, 'nothing');
  reporting.end(false, 'nothing');
  reporting.failed({ kind: 'internal', message: 'too late', detail: null });
  expect(reports).toMatchObject([{ status: 'inconclusive', error: null }]);
});

test('a report that cannot be written is told of once, and does not keep the others from being written', () => {
  const { reports, reporter } = keeper();
  let attempts = 0;
  const broken: Reporter = {
    tell: () => {
      attempts += 1;
      throw new Error('ENOSPC: no space left on device');
    },
    end: () => {
      attempts += 1;
    },
  };
  const reporting = new Reporting(plan(2), [
    { name: 'ndjson=full', reporter: broken },
    { name: 'json=x', reporter },
  ]);
  reporting.scenarioStarted(0);
  expect(reporting.end(false, 'nothing')).toEqual([
    { name: 'ndjson=full', reason: 'ENOSPC: no space left on device' },
  ]);
  expect([attempts, reports.length]).toEqual([1, 1]);
});

test.each([
  ['passed', 'of which one is skipped by its own file', { ...head, skipped: 'not yet' }],
  ['inconclusive', 'of which one was to be played and was not', head],
] as const)('a run is %s %s', async (status, _which, other) => {
  const passes = await timeless('passes');
  const { reports, reporter } = keeper();
  const reporting = new Reporting({ ...plan(0), scenarios: [headOf(passes), other] }, [
    { name: 'x', reporter },
  ]);
  reporting.scenarioStarted(0);
  reporting.scenarioEnded(0, passes);
  reporting.end(true, 'the run was interrupted');
  expect(reports[0]!.status).toBe(status);
});

test('every kind of report has a name of its own, and says what it is', () => {
  expect(new Set(REPORTER_NAMES).size).toBe(REPORTERS.length);
  for (const { about, extension } of REPORTERS) {
    expect(about.length).toBeGreaterThan(10);
    expect(extension).toMatch(/^\.[a-z]+$/);
  }
});
