import { describe, expect, test } from 'vitest';
import { judge, told } from './judging.ts';
import { arrival, arrivals, GAP, sent } from './observations.ts';

const THREE = arrivals([
  ['loaded', 0],
  ['periodic', 10],
  ['periodic', 20],
  ['periodic', 30],
]);

describe('counting notifications', () => {
  test.each([
    ['{ count: 3, event: periodic }', 'passed'],
    ['{ count: 4 }', 'passed'],
    ['{ count: 2, event: periodic }', 'failed'],
    ['{ count: 4, event: periodic }', 'failed'],
    ['{ count: { atLeast: 3 }, event: periodic }', 'passed'],
    ['{ count: { atLeast: 4 }, event: periodic }', 'failed'],
    ['{ count: { atMost: 3 }, event: periodic }', 'passed'],
    ['{ count: { atMost: 2 }, event: periodic }', 'failed'],
    ['{ count: { atLeast: 1, atMost: 3 }, event: periodic }', 'passed'],
    ['{ count: none, event: stopped }', 'passed'],
    ['{ count: none, event: periodic }', 'failed'],
    ['{ count: 2, event: periodic, from: 20s }', 'passed'],
    ['{ count: 1, event: periodic, until: 20s }', 'passed'],
    ['{ count: 1, event: [loaded, stopped] }', 'passed'],
    ['{ count: 4, group: spr* }', 'passed'],
    ['{ count: none, group: summer }', 'passed'],
  ])('%s of one loaded and three periodic is %s', (yaml, status) => {
    expect(judge(yaml, THREE).status).toBe(status);
  });

  test('where a text is too long to be searched for the pattern, the count is inconclusive', () => {
    const long = arrival('periodic', 40_000, { fields: { GSW_INFO: 'a'.repeat(1_000_000) } });
    const none = '{ count: none, where: { GSW_INFO: { matches: "^a.{999}c" } } }';
    expect(judge(none, [...THREE, long])).toMatchObject({
      status: 'inconclusive',
      summary: '1 text was too long to be searched for a pattern',
    });
    expect(judge(none.replace('{999}', '{9}'), [...THREE, long]).status).toBe('passed');
  });

  test('only those that meet `where` are counted', () => {
    const changed = arrival('periodic', 40_000, { fields: { GSW_STAT_HIT_RATIO: 0.9 } });
    const yaml = '{ count: 1, event: periodic, where: { GSW_STAT_HIT_RATIO: { above: 0.5 } } }';
    expect(judge(yaml, [...THREE, changed]).status).toBe('passed');
    expect(judge(yaml, THREE).status).toBe('failed');
  });

  test('perGroup demands the count of every group, of those that never came too', () => {
    const both = [...THREE, ...arrivals([['loaded', 0]], { group: 'summer' })];
    const verdict = judge('{ count: 1, event: loaded, perGroup: true }', both, {
      groups: ['spring', 'summer', 'autumn'],
    });
    expect(told(verdict)).toMatchInlineSnapshot(`
      "failed: exactly 1 loaded notification each (spring 1, summer 1, autumn 0)
      expected a notification of autumn that never came
      nearest #2, posted 00:00:10.000, periodic of spring: group and event differ
              group   expected autumn   got spring
              event   expected loaded   got periodic"
    `);
  });

  test('too few says what came nearest, too many which one was one too many', () => {
    expect(told(judge('{ count: 5, event: periodic }', THREE))).toMatchInlineSnapshot(`
      "failed: exactly 5 periodic notifications (3)
      expected exactly 5 notifications, 3 came"
    `);
    expect(told(judge('{ count: 2, event: periodic }', THREE))).toMatchInlineSnapshot(`
      "failed: exactly 2 periodic notifications (3)
      expected exactly 2 notifications, 3 came
      surplus #4, posted 00:00:30.000, periodic of spring"
    `);
  });

  test('none holds only if anything at all was observed', () => {
    expect(told(judge('{ count: none, event: stopped }', []))).toMatchInlineSnapshot(`
      "inconclusive: no stopped notifications
      inconclusive: nothing at all was observed, so that silence proves nothing"
    `);
    expect(judge('{ count: none, event: stopped }', [sent(1)]).status).toBe('passed');
  });

  test('none of a time after the end of the run is inconclusive', () => {
    expect(told(judge('{ count: none, from: 2m }', THREE))).toMatchInlineSnapshot(`
      "inconclusive: no notifications from 2m
      inconclusive: judging ended at 00:01:00.000, before the time that it is about"
    `);
  });

  test('a demand that something comes fails in an empty run', () => {
    expect(judge('{ count: 24 }', []).status).toBe('failed');
  });

  test('a gap leaves open what it may have swallowed', () => {
    expect(told(judge('{ count: 3, event: periodic }', [...THREE, GAP]))).toMatchInlineSnapshot(`
      "inconclusive: exactly 3 periodic notifications
      inconclusive: records #3 to #7 were not judged: the journal was full"
    `);
    expect(judge('{ count: 9, event: periodic }', [...THREE, GAP]).status).toBe('inconclusive');
    expect(judge('{ count: none, event: stopped }', [...THREE, GAP]).status).toBe('inconclusive');
  });

  test('a gap cannot undo what was seen: enough came, or too many', () => {
    expect(judge('{ count: { atLeast: 2 }, event: periodic }', [...THREE, GAP]).status).toBe('passed');
    expect(judge('{ count: 2, event: periodic }', [GAP, ...THREE]).status).toBe('failed');
  });

  test('a gap before a minimum that is reached later does not matter', () => {
    expect(judge('{ count: { atLeast: 2 }, event: periodic }', [GAP, ...THREE]).status).toBe('passed');
  });
});
