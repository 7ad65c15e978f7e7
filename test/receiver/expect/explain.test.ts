import { describe, expect, test } from 'vitest';
import { explainFailure, explainVerdict } from '../../../receiver/expect/explain.ts';
import { safeText, shownValue } from '../../../receiver/expect/shown-text.ts';
import { judge, judgeStep, told } from './judging.ts';
import { arrival, GAP } from './observations.ts';

const MARKED = {
  error: (text: string) => `<e>${text}</e>`,
  warning: (text: string) => `<w>${text}</w>`,
  strong: (text: string) => `<s>${text}</s>`,
  faint: (text: string) => `<f>${text}</f>`,
};

describe('a failure in words', () => {
  test('gives the headline apart from the lines, so that the place can stand between them', () => {
    const near = arrival('dial mode changed', 120_000, { number: 14 });
    const { verdict } = judgeStep('{ event: dial mode changed, fields: { GSW_DIAL_MODE: 2 } }', [near], {
      startMs: 120_000,
    });
    expect(explainFailure(verdict.failures[0]!)).toEqual({
      headline: 'expected a notification that never came',
      lines: [
        'waited  1 s of campaign time from 00:02:00.000',
        'nearest #14, posted 00:02:00.000, dial mode changed of spring: one field differs',
        '        GSW_DIAL_MODE   expected 2 (Progress)   got 1 (Predict)',
      ],
    });
  });

  test('is emphasised without losing its alignment', () => {
    const yaml = '{ fields: { GSW_DIAL_MODE: Progress, GSW_QUEUE_NAME: q } }';
    expect(explainVerdict(judge(yaml, [arrival('started', 0)]), MARKED).join('\n')).toMatchInlineSnapshot(`
      "<e>#1 is not as demanded: two fields differ</e>
      <f>arrived </f>#1, posted 00:00:00.000, started of spring
              GSW_DIAL_MODE    expected 2 (Progress)   got <e>1 (Predict)</e>
              GSW_QUEUE_NAME   expected "q"            got <e>"7001@SIP_Switch"</e>"
    `);
    expect(explainVerdict(judge(yaml, [GAP]), MARKED).join('\n')).toMatchInlineSnapshot(
      `"<w>inconclusive: records #3 to #7 were not judged: the journal was full</w>"`,
    );
  });

  test('says nothing of a verdict that passed', () => {
    expect(explainVerdict(judge('{ fields: { GSW_DIAL_MODE: Predict } }', [arrival('started', 0)]))).toEqual(
      [],
    );
  });

  test('shows a dozen fields and counts the rest', () => {
    const names = Array.from({ length: 15 }, (_, index) => `SITE_${index}: 1`);
    const lines = explainVerdict(judge(`fields: { ${names.join(', ')} }`, [arrival('started', 0)]));
    expect(lines[0]).toBe('#1 is not as demanded: 15 fields differ');
    expect(lines.slice(-2)).toEqual(['        SITE_11   expected 1   got absent', '        and 3 more']);
  });

  test('puts what is expected in many words on a line of its own', () => {
    const yaml =
      'fields: { GSW_DIAL_MODE: { oneOf: [Progress, ProgressAndSeize, ProgressGVP] }, GSW_QUEUE_NAME: q }';
    expect(told(judge(yaml, [arrival('started', 0)]))).toMatchInlineSnapshot(`
      "failed: GSW_DIAL_MODE one of "Progress", "ProgressAndSeize" or "ProgressGVP" and GSW_QUEUE_NAME = "q" (0 of 1)
      #1 is not as demanded: two fields differ
      arrived #1, posted 00:00:00.000, started of spring
              GSW_DIAL_MODE    expected one of 2 (Progress), 4 (ProgressAndSeize) or 9 (ProgressGVP)
                               got 1 (Predict)
              GSW_QUEUE_NAME   expected "q"   got "7001@SIP_Switch""
    `);
  });

  test('words every demand', () => {
    const demands = [
      '{ not: Predict }',
      '{ oneOf: [Progress, Preview] }',
      '{ above: 1 }',
      '{ below: 1 }',
      '{ atLeast: 2 }',
      '{ atMost: 0 }',
      '{ near: { value: 3, within: 0.5 } }',
      '{ matches: "^a\\\\u001b" }',
      '{ type: string }',
      '{ null: true }',
      '{ absent: true }',
      '{ unassigned: true }',
      '{ length: { atLeast: 1, atMost: 3 } }',
      '{ some: { GSW_CALLING_LIST: East } }',
    ];
    const expected = demands.map((demand) => {
      const [, , row] = explainVerdict(
        judge(`fields: { GSW_DIAL_MODE: ${demand} }`, [arrival('started', 0)]),
      );
      return row?.trim().replace(/ {2,}/g, ' ');
    });
    expect(expected.join('\n')).toMatchInlineSnapshot(`
      "GSW_DIAL_MODE expected not 1 (Predict) got 1 (Predict)
      GSW_DIAL_MODE expected one of 2 (Progress) or 3 (Preview) got 1 (Predict)
      GSW_DIAL_MODE expected above 1 got 1 (Predict)
      GSW_DIAL_MODE expected below 1 got 1 (Predict)
      GSW_DIAL_MODE expected at least 2 got 1 (Predict)
      GSW_DIAL_MODE expected at most 0 got 1 (Predict)
      GSW_DIAL_MODE expected 3 ± 0.5 got 1 (Predict)
      GSW_DIAL_MODE expected a text that matches /^a\\u001b/ got 1 (Predict)
      GSW_DIAL_MODE expected a value of type string got 1 (Predict)
      GSW_DIAL_MODE expected null got 1 (Predict)
      GSW_DIAL_MODE expected absent got 1 (Predict)
      GSW_DIAL_MODE expected unassigned: 0 got 1 (Predict)
      GSW_DIAL_MODE expected a length of 1 to 3 got 1 (Predict)
      GSW_DIAL_MODE expected a list with an object with GSW_CALLING_LIST = "East""
    `);
    const absent = judge('fields: { SITE: { present: true } }', [arrival('started', 0)]);
    expect(explainVerdict(absent)[2]?.trim()).toBe('SITE   expected present   got absent');
    const assigned = judge('fields: { GSW_DIAL_MODE: { unassigned: false } }', [arrival('loaded', 0)]);
    expect(explainVerdict(assigned)[2]?.trim()).toBe(
      'GSW_DIAL_MODE   expected not unassigned: 0   got 0 (NoDialMode)',
    );
  });
});

describe('received values on a terminal', () => {
  test.each([
    ['a\u001b[31mb', '"a\\u001b[31mb"'],
    ['tab\tand\nline', '"tab\\tand\\nline"'],
    ['\u009b2J\u2028\u202e\u200b', '"\\u009b2J\\u2028\\u202e\\u200b"'],
    ['\ud800x', '"\\ud800x"'],
    ['Köln 😀', '"Köln 😀"'],
    [-0, '-0'],
    [null, 'null'],
    [undefined, 'absent'],
    [[], '[]'],
    [{}, '{}'],
    [[1, 'a', [true, {}]], '[1, "a", [true, {}]]'],
    [{ a: { b: { c: { d: 1 } } } }, '{"a": {"b": {"c": {…}}}}'],
    [{ 'k\u0007': 1 }, '{"k\\u0007": 1}'],
  ])('%j is shown as %s', (value, shown) => {
    expect(shownValue(value)).toBe(shown);
  });

  test('what is long is cut', () => {
    expect(shownValue('x'.repeat(1e6))).toHaveLength(63);
    expect(shownValue(Array.from({ length: 1e6 }, () => 'abc')).length).toBeLessThan(90);
    expect(safeText('\udc00x\ud83d')).toBe('\\udc00x\\ud83d');
    expect(safeText('x'.repeat(100))).toBe(`${'x'.repeat(60)}…`);
  });

  test('what is nested without end is cut too', () => {
    let deep: readonly unknown[] = [];
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(shownValue(deep as never)).toBe('[[[[…]]]]');
  });
});
