import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { compareWithBaseline, readBaseline } from '../../../simulator/check/baseline.ts';
import { outcomeOf } from '../../../simulator/check/outcome.ts';
import type { CaseResult, CaseVerdict, CheckResult } from '../../../simulator/check/result.ts';
import { resultJson } from '../../../simulator/check/result-json.ts';
import { brokenTarget } from './broken-target.ts';
import { casesOf, checked } from './context.ts';
import schema from './result.schema.json' with { type: 'json' };

function resultOf(
  verdicts: Readonly<Record<string, CaseVerdict>>,
  contractTitle = 'OCS 8.1.5-draft',
): CheckResult {
  return {
    target: { kind: 'target', url: 'http://127.0.0.1/' },
    hasStore: true,
    release: '8.1.5-draft',
    contractTitle,
    seed: 1,
    poolSize: 4,
    responseTimeoutSeconds: 15,
    idleMs: 1_000,
    cases: Object.entries(verdicts).map(
      ([number, verdict]): CaseResult => ({
        number,
        slug: `slug-${number}`,
        title: 'A case',
        mark: 'assumed',
        verdict,
        lookedAt: verdict === 'not judged' ? 'nothing' : 'answers and store',
        summary: '',
        requests: 1,
        answered: 1,
        taken: 1,
        slowestMs: 1.23,
        p99Ms: 1.23,
        findings: [],
      }),
    ),
    leftOut: [],
    interrupted: false,
    stopped: null,
    realMs: 1,
  };
}

function comparison(
  then: Readonly<Record<string, CaseVerdict>>,
  now: Readonly<Record<string, CaseVerdict>>,
  strict = false,
) {
  const text = resultJson(resultOf(then), { outcome: 'failed', strict: false, baseline: null });
  const baseline = readBaseline(text);
  if ('wrong' in baseline) throw new Error(baseline.wrong);
  const result = resultOf(now);
  const compared = compareWithBaseline(result, baseline, strict);
  return { ...compared, outcome: outcomeOf(result, { strict, baseline: compared }) };
}

test('what failed then and fails now is known, and is no failure', () => {
  expect(
    comparison({ '1.1': 'failed', '1.2': 'passed' }, { '1.1': 'failed', '1.2': 'passed' }),
  ).toMatchObject({
    known: ['1.1'],
    newFailures: [],
    outcome: 'passed',
  });
});

test.each(['passed', 'tolerated', 'not judged'] as const)(
  'what was %s then and fails now is a new failure',
  (then) => {
    expect(comparison({ '1.1': 'failed', '1.2': then }, { '1.1': 'failed', '1.2': 'failed' })).toMatchObject({
      known: ['1.1'],
      newFailures: ['1.2'],
      outcome: 'failed',
    });
  },
);

test('what failed then and does not now is fixed; what could not be judged now is not', () => {
  expect(
    comparison(
      { '1.1': 'failed', '1.2': 'failed', '1.3': 'failed' },
      { '1.1': 'passed', '1.2': 'tolerated', '1.3': 'not judged' },
    ),
  ).toMatchObject({ fixed: ['1.1', '1.2'], newFailures: [], outcome: 'not judged' });
});

test('a case that the baseline does not have is new, and its failure counts', () => {
  expect(comparison({ '1.1': 'passed' }, { '1.1': 'passed', '1.2': 'passed' })).toMatchObject({
    newCases: ['1.2'],
    outcome: 'passed',
  });
  expect(comparison({ '1.1': 'passed' }, { '1.1': 'passed', '1.2': 'failed' })).toMatchObject({
    newCases: ['1.2'],
    newFailures: ['1.2'],
    outcome: 'failed',
  });
});

test('where strictness is asked for, what was tolerated then is known too', () => {
  const then = { '1.1': 'tolerated', '1.2': 'passed' } as const;
  expect(comparison(then, { '1.1': 'tolerated', '1.2': 'passed' }, true)).toMatchObject({
    known: ['1.1'],
    outcome: 'passed',
  });
  expect(comparison(then, { '1.1': 'tolerated', '1.2': 'tolerated' }, true)).toMatchObject({
    newFailures: ['1.2'],
    outcome: 'failed',
  });
});

test('a case that was not checked now is not missed', () => {
  expect(comparison({ '1.1': 'failed', '1.2': 'failed' }, { '1.1': 'failed' })).toMatchObject({
    known: ['1.1'],
    fixed: [],
    newCases: [],
  });
});

test('a baseline of another contract is told', () => {
  const text = resultJson(resultOf({ '1.1': 'passed' }, 'OCS 8.1.512'), {
    outcome: 'passed',
    strict: false,
    baseline: null,
  });
  const baseline = readBaseline(text);
  if ('wrong' in baseline) throw new Error(baseline.wrong);
  expect(compareWithBaseline(resultOf({ '1.1': 'passed' }), baseline, false).otherContract).toBe(
    'OCS 8.1.512',
  );
});

test.each([
  ['', 'it is no JSON'],
  ['[]', 'it is no result of ocs-sim check --json'],
  ['{"format":"ocs-sim run"}', 'it is no result of ocs-sim check --json'],
  ['{"format":"ocs-sim check","version":9}', 'it is of version 9, and this ocs-sim reads version 1'],
  ['{"format":"ocs-sim check","version":1}', 'it has no cases'],
  [
    '{"format":"ocs-sim check","version":1,"cases":[{"number":"1.1","verdict":"fine"}]}',
    'one of its cases has no number or no verdict',
  ],
])('%s is no baseline', (text, wrong) => {
  expect(readBaseline(text)).toEqual({ wrong });
});

test('a result as JSON is as its schema says, whatever came of the cases', async () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  const broken = await brokenTarget({
    take: ({ number }) => (number % 2 === 0 ? { status: 400, say: 'no' } : { keep: [{}] }),
  });
  const results = [
    await checked(broken, casesOf('1.1', '5.2', '13.1')),
    await checked(await brokenTarget({ noStore: true }), casesOf('12.3', '14.1')),
    resultOf({ '1.1': 'not judged', '1.2': 'passed' }),
  ];
  for (const result of results) {
    for (const baseline of [
      null,
      compareWithBaseline(result, { contract: 'other', verdicts: new Map() }, true),
    ]) {
      const json: unknown = JSON.parse(resultJson(result, { outcome: 'failed', strict: true, baseline }));
      expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
    }
  }
  expect(
    validate({
      ...JSON.parse(resultJson(results[0]!, { outcome: 'failed', strict: true, baseline: null })),
      secret: 1,
    }),
  ).toBe(false);
});
