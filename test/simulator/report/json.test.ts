import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../../../receiver/document/shape.ts';
import { jsonText } from '../../../simulator/report/json/json-reporter.ts';
import { reportSchema } from '../../../simulator/report/json/report-schema.ts';
import { runJson } from '../../../simulator/report/json/run-json.ts';
import { eventsSchema } from '../../../simulator/report/ndjson/events-schema.ts';
import type { RunResult } from '../../../simulator/scenario/result.ts';
import { failedInEveryWay } from './every-failure.ts';
import { resultOf } from './reports.ts';
import { HOSTILE_NAMES, hostile, manyFates, ODD_STORE, withFates } from './samples.ts';
import { headOf, reportOf, timeless, written } from './told.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
const isReport = ajv.compile(reportSchema());
const isEvent = ajv.compile(eventsSchema());
const NAMES = ['passes', 'fails', 'inconclusive', 'lost', 'not-sent', 'many-groups'];

async function everyRun(): Promise<readonly RunResult[]> {
  const results = await Promise.all(NAMES.map((name) => timeless(name)));
  return [...results, await timeless('interrupted', 6)];
}

function complaints(valid: boolean, errors: typeof isReport.errors): string {
  return valid ? '' : ajv.errorsText(errors?.slice(0, 5));
}

describe('The report json', () => {
  test('is what its schema says, whatever the run came to', async () => {
    const results = await everyRun();
    const odd = { ...withFates(results[0]!, manyFates(20)), store: ODD_STORE };
    const error = { kind: 'internal', message: 'boom', detail: 'at x.ts:1' } as const;
    const head = headOf(results[0]!);
    const reports = [
      ...results.map((result) => reportOf([result])),
      reportOf([...results, odd]),
      reportOf([], { error, brokenOff: [head], notPlayed: [head] }),
      ...HOSTILE_NAMES.map((name) => reportOf([hostile(results[1]!, name)])),
    ];
    expect(reports.length).toBeGreaterThan(15);
    for (const report of reports) {
      const document = JSON.parse(jsonText(report));
      expect(complaints(isReport(document), isReport.errors)).toBe('');
    }
  });

  test('has every property that its schema has, in one run or another', async () => {
    const results = await everyRun();
    const odd = {
      ...withFates(results[0]!, manyFates(20)),
      store: ODD_STORE,
      networkFaults: { spans: [{ fromMs: 0, untilMs: 1_000, fault: 'stalled' }], leftOut: 0 },
    };
    const all = [...results, odd, failedInEveryWay(results[1]!)];
    const report = reportOf(all, {
      error: { kind: 'internal', message: 'boom', detail: null },
      brokenOff: [headOf(odd)],
    });
    const text = jsonText(report);
    const document = JSON.parse(text);
    expect(complaints(isReport(document), isReport.errors)).toBe('');
    expect([...propertiesOf(reportSchema())].filter((name) => !text.includes(`"${name}":`))).toEqual([]);
  });

  test('is the same to the byte for the same run, but for the times of the machine', async () => {
    const [one, other] = await Promise.all([resultOf('lost'), resultOf('lost')]);
    const text = (result: RunResult): string =>
      jsonText(reportOf([result])).replaceAll(/"realMs": \d+|"connections": \{[^}]*\}/g, '');
    expect(one.receiver.url).not.toBe(other.receiver.url);
    expect(text(one)).toBe(text(other));
    expect(text(one)).toContain('embedded-receiver');
  });

  test('holds a failure as data and in words, with both places', async () => {
    const [scenario] = runJson(reportOf([await timeless('fails')])).scenarios;
    const fields = scenario!.expectations.find(({ title }) => title.includes('GSW_CAMPAIGN_NAME'))!;
    expect(fields.place).toEqual({ file: 'fails.yaml', line: 24, column: 5, source: '  - event: started' });
    expect(fields.failures).toMatchObject([
      {
        kind: 'fields',
        arrival: { number: 2, group: 'spring', ocsEvent: 'started', body: { GSW_CAMPAIGN_NAME: 'Spring' } },
        misses: [
          { field: 'GSW_DIAL_MODE', expected: '1 (Predict)', got: '3 (Preview)', value: 3 },
          { field: 'GSW_CAMPAIGN_NAME', expected: '"Summer"', got: '"Spring"', value: 'Spring' },
        ],
      },
    ]);
    expect(fields.failures[0]!.text[0]).toBe('#2 is not as demanded: two fields differ');
  });
});

describe('The report ndjson', () => {
  test('is on every line what its schema says', async () => {
    const results = await everyRun();
    const error = { kind: 'environment', message: 'refused', detail: 'start it' } as const;
    const head = headOf(results[0]!);
    const { file } = await written('ndjson', [...results, withFates(results[0]!, manyFates(5))], {
      error,
      brokenOff: [head],
      notPlayed: [head],
    });
    const lines = file.trimEnd().split('\n');
    const events = lines.map((line) => JSON.parse(line));
    for (const event of events) expect(complaints(isEvent(event), isEvent.errors)).toBe('');
    const kinds = new Set(events.map(({ event }) => event));
    expect([...kinds].sort()).toEqual([
      'error',
      'expectation-judged',
      'notification-fate',
      'notification-settled',
      'run-ended',
      'run-started',
      'scenario-ended',
      'scenario-given-up',
      'scenario-started',
      'step-failed',
    ]);
    expect(eventsSchema().oneOf).toHaveLength(kinds.size);
  });
});

describe.each([
  ['report', reportSchema],
  ['events', eventsSchema],
])('The schema of the %s', (_name, schema) => {
  test('describes every property', () => {
    const silent = [...schemasIn(schema())].filter(
      ([path, each]) => /properties\/[^/]+$/.test(path) && !(each.description as string | undefined)?.trim(),
    );
    expect(silent.map(([path]) => path)).toEqual([]);
    expect([...schemasIn(schema())].length).toBeGreaterThan(150);
  });
});

test('a report with anything more, anything less or anything else is not what the schema says', async () => {
  const document = JSON.parse(jsonText(reportOf([await timeless('passes')])));
  expect(isReport(document)).toBe(true);
  const [scenario] = document.scenarios;
  const wrong = [
    { ...document, more: 1 },
    { ...document, format: 'ocs-sim/run/2' },
    { ...document, status: 'green' },
    { ...document, scenarios: [{ ...scenario, seed: undefined }] },
    { ...document, scenarios: [{ ...scenario, seed: '7' }] },
    { ...document, scenarios: [{ ...scenario, result: { ...scenario.result, epoch: 'today' } }] },
  ];
  expect(wrong.map((each) => isReport(JSON.parse(JSON.stringify(each))))).toEqual(wrong.map(() => false));
});

/** Every schema within a schema, by its path. */
function* schemasIn(schema: unknown, path = ''): Generator<[string, JsonSchema]> {
  if (typeof schema !== 'object' || schema === null) return;
  if (!Array.isArray(schema)) yield [path, schema as JsonSchema];
  for (const [key, value] of Object.entries(schema)) yield* schemasIn(value, `${path}/${key}`);
}

function propertiesOf(schema: JsonSchema): ReadonlySet<string> {
  return new Set(
    [...schemasIn(schema)].flatMap(([path]) => /\/properties\/([^/]+)$/.exec(path)?.slice(1) ?? []),
  );
}
