import { describe, expect, test } from 'vitest';
import { contractOf } from '../../../receiver/contract/contract.ts';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import { checkExpectation } from '../../../receiver/expect/check-expectation.ts';
import { readFinal, readStep } from './judging.ts';
import { CONTRACT } from './observations.ts';

function checked(yaml: string, contract = CONTRACT): string {
  return checkExpectation(readFinal(yaml), contract)
    .map((diagnostic) => showDiagnostic(diagnostic))
    .join('\n');
}

describe('an expectation checked against the contract', () => {
  test.each([
    'fieldSets: all',
    '{ fields: { GSW_DIAL_MODE: Progress, GSW_STAT_HIT_RATIO: { atMost: 1 }, GSW_QUEUE_NAME: "7001" } }',
    '{ fields: { GSW_DIAL_MODE: 2, GSW_USER_EVENT: CampaignLoaded, GSW_CAMPAIGN_GROUP_STATE: Running } }',
    '{ fields: { GSW_DIAL_MODE: { oneOf: [CFGDMPredict, Progress, 3] }, GSW_QUEUE_NAME: { length: 4 } } }',
    '{ fields: { "GSW_CALLING_LISTS[0].GSW_CALLING_LIST": East, "GSW_CALLING_LISTS[1]": { type: object } } }',
    '{ fields: { GSW_CALLING_LISTS: { each: { GSW_STAT_HIT_RATIO: { between: [0, 1] } } } } }',
    '{ fields: { GSW_CALLING_LISTS: [], GSW_QUEUE_NAME: "", GSW_DIAL_MODE: 0, GSW_STAT_HIT_RATIO: null } }',
    '{ fields: { GSW_INFO: { absent: true } } }',
    '{ fields: { "GSW_CALLING_LISTS[0]": { not: { GSW_CALLING_LIST: East } } } }',
    '{ order: [loaded, unloaded] }',
    '{ every: 10s }',
  ])('%s has nothing wrong with it', (yaml) => {
    expect(checked(yaml)).toBe('');
  });

  test('an attribute that does not exist is told with the nearest one', () => {
    expect(checked('{ fields: { GSW_DIALMODE: 2 } }')).toMatchInlineSnapshot(`
      "scenario.yaml:1:13: error[unknown-word] OCS 8.1.517 has no attribute "GSW_DIALMODE" here
         1 │ { fields: { GSW_DIALMODE: 2 } }
           │             ^^^^^^^^^^^^
          hint:     did you mean "GSW_DIAL_MODE"?"
    `);
    expect(checked('{ count: 1, where: { GSW_CALLING_LIST_DBID: 101 } }')).toMatchInlineSnapshot(`
      "scenario.yaml:1:22: error[unknown-word] OCS 8.1.517 has no attribute "GSW_CALLING_LIST_DBID" here
         1 │ { count: 1, where: { GSW_CALLING_LIST_DBID: 101 } }
           │                      ^^^^^^^^^^^^^^^^^^^^^
          expected: one of GSW_TENANT_NAME, GSW_TENANT_CCID, GSW_CAMPAIGN_GROUP_NAME, GSW_CAMPAIGN_GROUP_GUID, GSW_GROUP_NAME, GSW_CAMPAIGN_NAME, GSW_CAMPAIGN_TEMPLATE_NAME, GSW_QUEUE_NAME, GSW_DIAL_MODE, GSW_OPTIMIZE_BY, GSW_OPTIMIZE_GOAL, GSW_STAT_BUSY_FACTOR, GSW_STAT_HIT_RATIO, GSW_STAT_OVERDIAL_RATE, GSW_STAT_TIME_TO_COMPLETE, GSW_USER_EVENT, GSW_CAMPAIGN_GROUP_STATE, GSW_CALLING_LISTS
          hint:     it stands in each object of GSW_CALLING_LISTS: write GSW_CALLING_LISTS[0].GSW_CALLING_LIST_DBID, or each: under GSW_CALLING_LISTS"
    `);
    expect(
      checked('{ fields: { GSW_CALLING_LISTS: { each: { GSW_HIT_RATIO: 1 } } } }'),
    ).toMatchInlineSnapshot(`
      "scenario.yaml:1:42: error[unknown-word] OCS 8.1.517 has no attribute "GSW_HIT_RATIO" here
         1 │ { fields: { GSW_CALLING_LISTS: { each: { GSW_HIT_RATIO: 1 } } } }
           │                                          ^^^^^^^^^^^^^
          expected: one of GSW_CALLING_LIST, GSW_CALLING_LIST_DBID, GSW_STAT_HIT_RATIO, GSW_STAT_TIME_TO_COMPLETE
          hint:     did you mean "GSW_STAT_HIT_RATIO"?"
    `);
    expect(checked('{ fields: { "GSW_CALLING_LISTS[x]": 1 } }')).toContain(
      'has no attribute "GSW_CALLING_LISTS[x]"',
    );
  });

  test('a word that the enumeration does not have is told with the nearest one', () => {
    expect(checked('{ fields: { GSW_DIAL_MODE: Progres } }')).toMatchInlineSnapshot(`
      "scenario.yaml:1:28: error[unknown-word] GSW_DIAL_MODE has no value "Progres"
         1 │ { fields: { GSW_DIAL_MODE: Progres } }
           │                            ^^^^^^^
          hint:     did you mean "Progress"?"
    `);
    expect(checked('{ fields: { GSW_DIAL_MODE: { not: 12 } } }')).toContain('GSW_DIAL_MODE has no value 12');
    expect(checked('{ fields: { GSW_USER_EVENT: { oneOf: [loaded, CampaignStartd] } } }')).toContain(
      'GSW_USER_EVENT has no value "CampaignStartd"',
    );
  });

  test('a demand that can never hold for the type is told', () => {
    expect(checked('{ fields: { GSW_QUEUE_NAME: 7001 } }')).toMatchInlineSnapshot(`
      "scenario.yaml:1:29: error[wrong-type] GSW_QUEUE_NAME is a string: it never equals 7001
         1 │ { fields: { GSW_QUEUE_NAME: 7001 } }
           │                             ^^^^
          hint:     put it in quotes: "7001""
    `);
    expect(
      checked('{ fields: { GSW_QUEUE_NAME: { atLeast: 1 }, GSW_DIAL_MODE: { matches: a } } }'),
    ).toMatchInlineSnapshot(`
      "scenario.yaml:1:40: error[wrong-type] GSW_QUEUE_NAME is a string: "atLeast" never holds for it
         1 │ { fields: { GSW_QUEUE_NAME: { atLeast: 1 }, GSW_DIAL_MODE: { matches: a } } }
           │                                        ^
      scenario.yaml:1:71: error[wrong-type] GSW_DIAL_MODE is an integer: no regular expression matches it
         1 │ { fields: { GSW_QUEUE_NAME: { atLeast: 1 }, GSW_DIAL_MODE: { matches: a } } }
           │                                                                       ^"
    `);
    expect(
      checked('{ fields: { GSW_OPTIMIZE_GOAL: { length: 1 }, GSW_QUEUE_NAME: { each: { A: 1 } } } }'),
    ).toMatchInlineSnapshot(`
      "scenario.yaml:1:42: error[wrong-type] GSW_OPTIMIZE_GOAL is an integer: it has no length
         1 │ { fields: { GSW_OPTIMIZE_GOAL: { length: 1 }, GSW_QUEUE_NAME: { each: { A: 1 } } } }
           │                                          ^
      scenario.yaml:1:71: error[wrong-type] GSW_QUEUE_NAME is a string: it has no items
         1 │ { fields: { GSW_OPTIMIZE_GOAL: { length: 1 }, GSW_QUEUE_NAME: { each: { A: 1 } } } }
           │                                                                       ^^^^^^^^"
    `);
  });

  test('an event that the release never reports is a warning', () => {
    expect(checked('{ count: 1, event: general info }')).toMatchInlineSnapshot(`
      "scenario.yaml:1:20: warning[never-judged] OCS 8.1.517 never reports the event "general info"
         1 │ { count: 1, event: general info }
           │                    ^^^^^^^^^^^^
          expected: one of loaded, started, stopped, unloaded, dial mode changed, periodic"
    `);
    expect(checked('{ order: [loaded, general info] }')).toContain('never reports the event "general info"');
    expect(checked('{ every: 10s, noneAfter: unloaded forcefully }')).toContain('"unloaded forcefully"');
    expect(checked('{ count: 1, event: general info }', contractOf('8.1.5-draft'))).toBe('');
  });

  test('the step is checked in the same way', () => {
    const spec = readStep('{ event: loaded, fields: { GSW_QUEUENAME: a } }');
    expect(checkExpectation(spec, CONTRACT).map(({ hint }) => hint)).toEqual([
      'did you mean "GSW_QUEUE_NAME"?',
    ]);
  });
});
