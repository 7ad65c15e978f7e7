import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { junitText } from '../../../simulator/report/junit/junit-reporter.ts';
import type { RunReport } from '../../../simulator/report/run-report.ts';
import { HOSTILE_NAMES, hostile } from './samples.ts';
import { headOf, reportOf, timeless } from './told.ts';

const XSD = readFileSync(join(import.meta.dirname, '../../support/report-formats/junit.xsd'), 'utf8');

/** What is wrong with documents by the schema, all of them looked at in one go. */
async function problemsOf(documents: readonly string[]): Promise<readonly string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors, valid } = await validateXML({ xml, schema: XSD });
  return valid ? [] : errors.map(({ rawMessage }) => rawMessage);
}

const BOOM = { kind: 'internal', message: 'boom', detail: 'at x.ts:1\nat y.ts:2' } as const;

async function everyReport(): Promise<readonly RunReport[]> {
  const names = ['passes', 'fails', 'inconclusive', 'lost', 'not-sent', 'many-groups'];
  const results = await Promise.all(names.map((name) => timeless(name)));
  const [passes] = results;
  return [
    ...results.map((result) => reportOf([result])),
    reportOf([await timeless('interrupted', 6)], { interrupted: true }),
    reportOf([...results, ...results]),
    reportOf([passes!], { error: BOOM }),
    reportOf([passes!], { notPlayed: [headOf(passes!)], interrupted: true }),
    reportOf([], { notPlayed: [{ ...headOf(passes!), skipped: 'not yet' }] }),
    reportOf([passes!], { error: BOOM, brokenOff: [headOf(passes!)], notPlayed: [headOf(passes!)] }),
  ];
}

describe('The report junit', () => {
  test('is what Jenkins takes, whatever the run came to', async () => {
    const documents = (await everyReport()).map(junitText);
    expect(documents.length).toBeGreaterThan(8);
    expect(await problemsOf(documents)).toEqual([]);
  });

  test('stays so with whatever names and texts', async () => {
    const fails = await timeless('fails');
    const drawn = fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { numRuns: 200, seed: 1 });
    const documents = [...HOSTILE_NAMES, ...drawn].map((name) => junitText(reportOf([hostile(fails, name)])));
    expect(await problemsOf(documents)).toEqual([]);
  });

  test('shows nothing as well that did not pass', async () => {
    for (const report of await everyReport()) {
      const [, failures, errors] = /failures="(\d+)" errors="(\d+)"/.exec(junitText(report))!.map(Number);
      expect([report.status, failures! + errors! > 0]).toEqual([report.status, report.status !== 'passed']);
    }
  });

  test('counts what it lists', async () => {
    for (const report of await everyReport()) {
      const text = junitText(report);
      const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
      const [, tests, failures, errors] = /tests="(\d+)" failures="(\d+)" errors="(\d+)"/
        .exec(text)!
        .map(Number);
      expect([tests, failures, errors]).toEqual([
        count(/<testcase /g),
        count(/<failure /g),
        count(/<error /g),
      ]);
    }
  });

  test('writes out what XML cannot hold', async () => {
    const text = junitText(reportOf([hostile(await timeless('fails'), 'a\u0000b\u001bc\ufffe\ud800')]));
    expect(text).toContain('name="a\\u0000b\\u001bc\\ufffe\\ud800"');
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/);
    expect(Buffer.from(text).toString()).toBe(text);
  });

  test('gives a scenario that was broken off as an error with what is known', async () => {
    const head = headOf(await timeless('passes'));
    const text = junitText(
      reportOf([], { error: BOOM, brokenOff: [head], notPlayed: [{ ...head, name: 'Other' }] }),
    );
    expect(text).toContain('<error type="error" message="boom">boom\nat x.ts:1\nat y.ts:2\n0 notifications');
    expect(text).toContain('<skipped message="not played: an earlier scenario did not pass"/>');
  });

  test('would not be taken with anything else in it', async () => {
    const text = junitText(reportOf([await timeless('fails')]));
    const wrong = [
      text.replace('<testcase ', '<testcase line="3" '),
      text.replace(' errors="0"', ''),
      text.replace('<failure type="failed" ', '<failure '),
      text.replace('</testsuite>', '<more/></testsuite>'),
      text.replace('time="0.000"', 'time="soon"'),
      text.replaceAll(/name="step: [^"]*"/g, 'name="step"'),
      text.replace('A campaign', 'A \u0007'),
    ];
    for (const each of wrong) {
      expect(each).not.toBe(text);
      expect(await problemsOf([each])).not.toEqual([]);
    }
  });
});
