// What OCS never sends and what can take a target down is sent only on request, last of all, and its wake is one finding.

import { describe, expect, test } from 'vitest';
import { ALL_CASES } from '../../../simulator/check/cases/families.ts';
import { outcomeOf } from '../../../simulator/check/outcome.ts';
import { brokenTarget, type Taken, type Taking, takeWell } from './broken-target.ts';
import { CONTEXT, caseResult, casesOf, checked, verdicts } from './context.ts';

const OUTCOME = { strict: false, baseline: null };
const LATER = ['14.1', '14.2', '15.1'];

function depthOf(body: string): number {
  let [depth, deepest] = [0, 0];
  for (const each of body) {
    if (each === '{' || each === '[') deepest = Math.max(deepest, ++depth);
    else if (each === '}' || each === ']') depth -= 1;
  }
  return deepest;
}

/** Accepts nothing any more once something very deep came. */
function fallsOverAt(depth: number): (taking: Taking) => Taken {
  let down = false;
  return (taking) => {
    down ||= depthOf(taking.body) > depth;
    return down ? { status: 500, say: '{"message":"stack overflow"}' } : takeWell(taking);
  };
}

test('a plain check sends nothing deep, and says which cases it left out', async () => {
  for (const what of ALL_CASES) {
    if (what.hostile) continue;
    for (const { requests } of await what.phases(CONTEXT))
      for (const { body } of requests) expect(depthOf(body), what.number).toBeLessThanOrEqual(100);
  }
  const result = await checked(await brokenTarget(), casesOf('13.1', '13.5'), { hostile: false });
  expect(verdicts(result)).toEqual({ '13.1': 'passed' });
  expect(result.leftOut).toEqual([
    { number: '13.5', why: 'OCS never sends such, and it can take a target down: --hostile sends it' },
  ]);
  expect(outcomeOf(result, OUTCOME)).toBe('passed');
});

test('a hostile case alone without the switch judges nothing', async () => {
  const result = await checked(await brokenTarget(), casesOf('13.5'), { hostile: false });
  expect(outcomeOf(result, OUTCOME)).toBe('not judged');
});

test('on request it is announced and sent last', async () => {
  const heard: string[] = [];
  await checked(await brokenTarget(), casesOf('1.1', '13.5', '14.1'), {
    onCase: ({ number }) => heard.push(number),
    onHostile: () => heard.push('announced'),
  });
  expect(heard).toEqual(['1.1', '14.1', 'announced', '13.5']);
});

describe('A target that stops accepting notifications in the middle', () => {
  test('fails the case that did it, and leaves the others unjudged with one cause', async () => {
    const end = await brokenTarget({ take: fallsOverAt(50) });
    const result = await checked(end, casesOf('1.1', '13.8', ...LATER));
    expect(verdicts(result)).toEqual({
      '1.1': 'passed',
      '13.8': 'failed',
      '14.1': 'not judged',
      '14.2': 'not judged',
      '15.1': 'not judged',
    });
    const why =
      'not sent: the target no longer accepts good notifications (answered 500: stack overflow), since case 13.8';
    expect(LATER.map((number) => caseResult(result, number).summary)).toEqual([why, why, why]);
    expect(result.stopped).toMatchObject({ code: 'NOT_ACCEPTED', since: '13.8' });
    expect(outcomeOf(result, OUTCOME)).toBe('failed');
  });

  test('is told apart from one that refuses a single notification', async () => {
    const end = await brokenTarget({
      take: (taking) => (taking.number === 2 ? { status: 503, say: 'busy' } : takeWell(taking)),
    });
    const result = await checked(end, casesOf('2.3', '14.1'));
    expect(verdicts(result)).toEqual({ '2.3': 'failed', '14.1': 'passed' });
    expect(result.stopped).toBeNull();
  });

  test('is told apart from one that never accepted any: each case says so itself', async () => {
    const end = await brokenTarget({ take: () => ({ status: 500, say: 'no' }) });
    const result = await checked(end, casesOf('2.3', '14.1'));
    expect(verdicts(result)).toEqual({ '2.3': 'failed', '14.1': 'failed' });
  });
});

test('a store that has kept nothing of five cases is not waited for ninety times', async () => {
  const end = await brokenTarget({ take: () => ({ status: 201, keep: [] }) });
  const result = await checked(end, casesOf('1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '2.1'));
  expect(verdicts(result)).toMatchObject({ '1.5': 'failed', '1.6': 'not judged', '2.1': 'not judged' });
  expect(result.stopped).toMatchObject({ code: 'NOTHING_KEPT', since: '1.5' });
  expect(caseResult(result, '2.1').summary).toBe(
    'not sent: nothing of 5 cases was found in the store, since case 1.5',
  );
});

test('a slow target is checked within the time limit; what was not sent is not judged', async () => {
  const end = await brokenTarget({ take: (taking) => ({ ...(takeWell(taking) as object), afterMs: 40 }) });
  const result = await checked(end, casesOf('2.3', '11.1', '14.1'), { limitMs: 600 });
  expect(verdicts(result)).toEqual({ '2.3': 'passed', '11.1': 'not judged', '14.1': 'not judged' });
  expect(caseResult(result, '14.1').summary).toBe('not sent: the time limit of 600ms was reached');
  expect(result.interrupted).toBe(false);
  expect(outcomeOf(result, OUTCOME)).toBe('not judged');
});
