import { describe, expect, test } from 'vitest';
import { judge, told } from './judging.ts';
import { arrivals, GAP } from './observations.ts';

const RUN = arrivals([
  ['loaded', 0],
  ['periodic', 10],
  ['started', 15],
  ['periodic', 20],
  ['dial mode changed', 25],
  ['stopped', 35],
  ['unloaded', 40],
]);
const ALL = '[loaded, started, dial mode changed, stopped, unloaded]';

describe('the order of events', () => {
  test.each([
    [`{ order: ${ALL} }`, 'passed'],
    ['{ order: [loaded, stopped] }', 'passed'],
    ['{ order: [loaded, periodic, periodic, unloaded] }', 'passed'],
    ['{ order: [stopped, loaded] }', 'failed'],
    ['{ order: [loaded, loaded] }', 'failed'],
    [`{ order: ${ALL}, strict: true }`, 'passed'],
    ['{ order: [loaded, started, stopped, unloaded], strict: true }', 'failed'],
    ['{ order: [loaded, started, dial mode changed, stopped], strict: true }', 'failed'],
    ['{ order: [loaded, periodic, started, dial mode changed, stopped, unloaded], strict: true }', 'failed'],
    ['{ order: [dial mode changed, stopped], strict: true, from: 20s, until: 40s }', 'passed'],
    ['{ order: [loaded], until: 0s, group: spring }', 'failed'],
  ])('%s of a whole life cycle is %s', (yaml, status) => {
    expect(judge(yaml, RUN).status).toBe(status);
  });

  test('says which event never came and what was seen instead', () => {
    const verdict = judge('{ order: [loaded, stopped, started] }', RUN);
    expect(told(verdict)).toMatchInlineSnapshot(`
      "failed: order of 3 events (2 of 3)
      expected started of spring after stopped, which never came
      wanted  loaded, stopped, started
      seen    loaded, started, dial mode changed, stopped, unloaded"
    `);
  });

  test('strict says what came in its place', () => {
    const verdict = judge('{ order: [loaded, started, stopped, unloaded], strict: true }', RUN);
    expect(told(verdict)).toMatchInlineSnapshot(`
      "failed: strict order of 4 events (2 of 4)
      expected stopped of spring after started, but dial mode changed came
      instead #5, posted 00:00:25.000, dial mode changed of spring
      wanted  loaded, started, stopped, unloaded
      seen    loaded, started, dial mode changed, stopped, unloaded"
    `);
    expect(told(judge('{ order: [loaded], strict: true }', RUN))).toMatchInlineSnapshot(`
      "failed: strict order of 1 event (1 of 1)
      expected no state change of spring after loaded, but started came
      instead #3, posted 00:00:15.000, started of spring
      wanted  loaded
      seen    loaded, started, dial mode changed, stopped, unloaded"
    `);
  });

  test('every known group must show it where none is named', () => {
    const verdict = judge('{ order: [loaded, unloaded] }', RUN, { groups: ['spring', 'summer'] });
    expect(told(verdict)).toMatchInlineSnapshot(`
      "failed: order of 2 events (1 of 2 groups)
      expected loaded of summer, which never came
      wanted  loaded, unloaded
      seen    no event of this group"
    `);
  });

  test('every group that a pattern means must show it', () => {
    const summer = arrivals(
      [
        ['loaded', 1],
        ['unloaded', 2],
      ],
      { group: 'summer' },
    );
    const options = { groups: ['spring', 'summer', 'autumn'] };
    expect(judge('{ order: [loaded, unloaded], group: s* }', [...RUN, ...summer], options).summary).toBe(
      '2 of 2 groups',
    );
    expect(
      judge('{ order: [loaded, unloaded], group: [s*, autumn] }', [...RUN, ...summer], options).status,
    ).toBe('failed');
  });

  test('without known groups those that arrive are judged, and no arrival is inconclusive', () => {
    expect(judge(`{ order: ${ALL} }`, RUN, { groups: [] }).status).toBe('passed');
    expect(told(judge(`{ order: ${ALL} }`, [], { groups: [] }))).toMatchInlineSnapshot(`
      "inconclusive: order of 5 events
      inconclusive: no notification came"
    `);
  });

  test('a gap leaves open what is missing, but not what was shown', () => {
    expect(judge('{ order: [loaded, stopped, started] }', [...RUN, GAP]).status).toBe('inconclusive');
    expect(judge(`{ order: ${ALL} }`, [...RUN, GAP]).status).toBe('passed');
    expect(judge(`{ order: ${ALL} }`, [GAP, ...RUN]).status).toBe('passed');
    expect(judge(`{ order: ${ALL}, strict: true }`, [...RUN, GAP]).status).toBe('inconclusive');
  });

  test('after a gap a strict order fails only by an event that is not listed', () => {
    const rest = RUN.slice(2);
    expect(
      judge('{ order: [loaded, started, stopped, unloaded], strict: true }', [GAP, ...rest]).status,
    ).toBe('failed');
    expect(judge(`{ order: ${ALL}, strict: true }`, [GAP, ...rest]).status).toBe('inconclusive');
  });

  test('a group first heard of after a gap may have said more before', () => {
    const rest = RUN.slice(2);
    expect(judge('{ order: [loaded, stopped] }', [GAP, ...rest], { groups: [] }).status).toBe('inconclusive');
  });

  test('two sessions one after the other are one order', () => {
    const twice = arrivals([
      ['loaded', 0],
      ['unloaded', 5],
      ['loaded', 10],
      ['unloaded', 15],
    ]);
    const yaml = '{ order: [loaded, unloaded, loaded, unloaded], strict: true }';
    expect(judge(yaml, twice).status).toBe('passed');
    expect(judge(yaml, twice.slice(0, 3)).status).toBe('failed');
  });
});
