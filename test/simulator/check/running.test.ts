import { expect, test } from 'vitest';
import type { JsonValue } from '../../../receiver/contract/contract.ts';
import type { CheckEnd } from '../../../simulator/check/check-end.ts';
import { outcomeOf } from '../../../simulator/check/outcome.ts';
import { runCheck } from '../../../simulator/check/run-check.ts';
import { selectCases } from '../../../simulator/check/select-cases.ts';
import { brokenTarget, keeping, type Taken, type Taking, takeWell } from './broken-target.ts';
import { CONTEXT, caseResult, casesOf, checked, contextFor, verdicts } from './context.ts';

const UNJUDGED = { strict: false, baseline: null };

test('without a store an answer is all that counts, and it is said that nothing more was looked at', async () => {
  const result = await checked(await brokenTarget({ noStore: true }), casesOf('1.1', '13.1', '14.1'));
  expect(verdicts(result)).toEqual({ '1.1': 'passed', '13.1': 'passed', '14.1': 'not judged' });
  expect(caseResult(result, '1.1')).toMatchObject({
    lookedAt: 'answers',
    summary: '8 accepted; whether they are kept was not looked at',
  });
  expect(caseResult(result, '13.1').summary).toBe(
    '3 refused, 4 accepted; whether they are kept was not looked at',
  );
  expect(caseResult(result, '14.1').summary).toBe(
    '3 accepted; what it demands shows only in what is kept, and nothing can be read back',
  );
  expect(outcomeOf(result, UNJUDGED)).toBe('passed');
});

test('a check of which no case could be judged is not green', async () => {
  const result = await checked(await brokenTarget({ noStore: true }), casesOf('14.1', '14.2'));
  expect(verdicts(result)).toEqual({ '14.1': 'not judged', '14.2': 'not judged' });
  expect(outcomeOf(result, UNJUDGED)).toBe('not judged');
});

test('without a store a refusal is still a failure, also of a case that needs one', async () => {
  const end = await brokenTarget({ noStore: true, take: () => ({ status: 503 }) });
  const result = await checked(end, casesOf('14.1'));
  expect(verdicts(result)).toEqual({ '14.1': 'failed' });
  expect(outcomeOf(result, UNJUDGED)).toBe('failed');
});

test('a store that cannot be read leaves a case unjudged, and that is not green', async () => {
  const end = await brokenTarget();
  const trouble = {
    kind: 'environment',
    code: 'X',
    message: 'the store is on holiday',
    hint: 'wait',
  } as const;
  const openCase: CheckEnd['openCase'] = async (number, signal) => {
    const opened = await end.openCase(number, signal);
    if ('kind' in opened || opened.store === null) throw new Error('it has a store');
    return { ...opened, store: { ...opened.store, refresh: async () => trouble } };
  };
  const result = await checked({ ...end, openCase }, casesOf('1.1'));
  expect(caseResult(result, '1.1')).toMatchObject({
    verdict: 'not judged',
    lookedAt: 'answers',
    summary: '8 accepted; the store could not be read: the store is on holiday',
  });
  expect(outcomeOf(result, UNJUDGED)).toBe('not judged');
});

test('a target that is not there is trouble, and nothing is sent', async () => {
  const end = await brokenTarget();
  await end.close();
  const told: string[] = [];
  const result = await runCheck({
    cases: casesOf('1.1'),
    end,
    context: CONTEXT,
    signal: new AbortController().signal,
    onCase: ({ number }) => told.push(number),
  });
  expect(result).toMatchObject({ kind: 'environment', code: 'ECONNREFUSED' });
  expect(told).toEqual([]);
});

test('a target that goes down between two cases leaves the rest unjudged, never green', async () => {
  const end = await brokenTarget();
  const result = await runCheck({
    cases: casesOf('2.3', '5.1', '6.1'),
    end,
    context: CONTEXT,
    signal: new AbortController().signal,
    onCase: ({ number }) => void (number === '2.3' ? end.close() : null),
  });
  if ('kind' in result) throw new Error(result.message);
  expect(verdicts(result)).toEqual({ '2.3': 'passed', '5.1': 'not judged', '6.1': 'not judged' });
  expect(caseResult(result, '5.1')).toMatchObject({ lookedAt: 'nothing', requests: 0 });
  expect(result.stopped).toMatchObject({ code: 'ECONNREFUSED', since: '5.1' });
  expect(outcomeOf(result, UNJUDGED)).toBe('target gone');
});

test('a target that goes down in the middle of a case has failed it', async () => {
  const end: CheckEnd = await brokenTarget({
    take: (taking) => {
      if (taking.number < 3) return takeWell(taking);
      void end.close();
      return 'cut the connection';
    },
  });
  const result = await runCheck({
    cases: casesOf('2.1', '5.1'),
    end,
    context: CONTEXT,
    signal: new AbortController().signal,
  });
  if ('kind' in result) throw new Error(result.message);
  expect(verdicts(result)).toEqual({ '2.1': 'failed', '5.1': 'not judged' });
  expect(outcomeOf(result, UNJUDGED)).toBe('failed');
});

test('a target that never answers is given up after a few time-outs', async () => {
  let came = 0;
  const end = await brokenTarget({
    take: () => {
      came += 1;
      return 'say nothing';
    },
    responseTimeoutSeconds: 0.03,
  });
  const result = caseResult(await checked(end, casesOf('11.1')), '11.1');
  expect(result.verdict).toBe('failed');
  expect(result.findings.map(({ kind, times }) => [kind, times])).toEqual([
    ['not answered', 3],
    ['not sent', 97],
  ]);
  expect(came).toBe(3);
});

test('an interruption ends it at once; what was done so far is there', async () => {
  const interrupt = new AbortController();
  const end = await brokenTarget({
    take: (taking) => {
      if (taking.number <= 3) return takeWell(taking);
      interrupt.abort();
      return 'say nothing';
    },
  });
  const result = await checked(end, casesOf('2.3', '2.4', '5.1'), { signal: interrupt.signal });
  expect(verdicts(result)).toEqual({ '2.3': 'passed' });
  expect(result.interrupted).toBe(true);
  expect(outcomeOf(result, UNJUDGED)).toBe('interrupted');
});

test('an interruption while connections rest ends the rest', async () => {
  const interrupt = new AbortController();
  const end = await brokenTarget({
    take: (taking) => {
      interrupt.abort();
      return takeWell(taking);
    },
  });
  const context = { ...CONTEXT, idleMs: 3_600_000 };
  const result = await checked(end, casesOf('11.2'), { signal: interrupt.signal, context });
  expect(result.interrupted).toBe(true);
});

test('what a release does not send is left out and told; a check of nothing else judges nothing', async () => {
  const result = await checked(await brokenTarget(), casesOf('5.1', '5.2'), {
    context: contextFor('8.1.512'),
  });
  expect(result.leftOut).toEqual([
    { number: '5.1', why: 'OCS 8.1.512 sends no statistics' },
    { number: '5.2', why: 'OCS 8.1.512 sends no statistics' },
  ]);
  expect(outcomeOf(result, UNJUDGED)).toBe('not judged');
});

test('a value that was altered fails a case, unless altered values are tolerated', async () => {
  const zeroForNull = { take: keeping((value) => value ?? 0) };
  const failed = await checked(await brokenTarget(zeroForNull), casesOf('5.1'));
  expect(verdicts(failed)).toEqual({ '5.1': 'failed' });
  expect(caseResult(failed, '5.1').findings[0]).toMatchObject({ kind: 'altered', weight: 'failed' });
  expect(outcomeOf(failed, UNJUDGED)).toBe('failed');
  const tolerated = await checked(await brokenTarget(zeroForNull), casesOf('5.1'), { tolerant: true });
  expect(verdicts(tolerated)).toEqual({ '5.1': 'tolerated' });
  expect(outcomeOf(tolerated, UNJUDGED)).toBe('passed');
});

test('what was refused and is kept all the same is one finding, of one kind', async () => {
  const refusesAndKeeps = (taking: Taking): Taken => {
    const { keep = [] } = takeWell(taking) as { keep?: readonly JsonValue[] };
    return { status: 400, say: '{"message":"no"}', keep };
  };
  const result = await checked(
    await brokenTarget({ take: refusesAndKeeps, namesNothing: true }),
    casesOf('2.3', '13.6'),
  );
  for (const number of ['2.3', '13.6']) {
    const { verdict, findings } = caseResult(result, number);
    expect(verdict).toBe('failed');
    expect(findings.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
      'refused but kept: answered 400: no, and kept all the same',
    ]);
  }
});

test('tolerated is green, and red where strictness is asked for', async () => {
  const end = await brokenTarget({ take: (taking) => ({ ...(takeWell(taking) as object), keep: [{}] }) });
  const result = await checked(end, casesOf('2.3'), { tolerant: true });
  expect(verdicts(result)).toEqual({ '2.3': 'tolerated' });
  expect(outcomeOf(result, UNJUDGED)).toBe('passed');
  expect(outcomeOf(result, { strict: true, baseline: null })).toBe('failed');
});

test.each([
  [['7.3'], ['7.3']],
  [['14'], ['14.1', '14.2', '14.3', '14.4', '14.5']],
  [['order'], ['14.1', '14.2', '14.3', '14.4', '14.5']],
  [['names-like-*'], ['7.12', '7.13', '7.18']],
  [
    ['15.*', '2.1', 'modes-each'],
    ['2.1', '15.1', '15.2', '15.3', '15.4', '15.5'],
  ],
  [['numbers-17-digits'], ['6.10']],
])('%s selects %s', (words, numbers) => {
  const selection = selectCases(words);
  expect('cases' in selection && selection.cases.map(({ number }) => number)).toEqual(numbers);
});

test.each([
  ['7.99', 'there is no case "7.99"', 'ocs-sim check --list shows them all'],
  ['nmaes', 'there is no case "nmaes"', 'did you mean "names"?'],
  ['names-emojis', 'there is no case "names-emojis"', 'did you mean "names-emoji"?'],
])('%s is no case, and a hint says what may be meant', (word, wrong, hint) => {
  expect(selectCases([word])).toEqual({ wrong, hint });
});
