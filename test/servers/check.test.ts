// The compatibility suite against real systems: what it finds out there is what there is to be found.

import { expect, test } from 'vitest';
import type { CheckCase } from '../../simulator/check/case.ts';
import { ALL_CASES } from '../../simulator/check/cases/families.ts';
import { embeddedCheckEnd } from '../../simulator/check/embedded-check-end.ts';
import type { CheckResult } from '../../simulator/check/result.ts';
import { targetCheckEnd } from '../../simulator/check/target-check-end.ts';
import { plainTarget, type Target } from '../../simulator/target/target.ts';
import { CONTEXT, caseResult, casesOf, checked, verdicts } from '../simulator/check/context.ts';
import { startNginx } from '../support/servers/nginx.ts';
import { describeNginx, ENGINES, type Engine, newIndexName, there } from '../support/servers/provided.ts';

function checkedTarget(target: Target, cases: readonly CheckCase[]): Promise<CheckResult> {
  const end = targetCheckEnd(target, { contract: CONTEXT.contract, runWord: newIndexName('check') });
  return checked(end, cases);
}

function indexOf(engine: Engine, mapping: 'contract' | 'dynamic'): Target {
  const index = { name: '{run}', mapping, keep: false };
  return { ...plainTarget(engine.url()), kind: 'elasticsearch', index };
}

for (const engine of ENGINES) {
  engine.describe(engine.title, () => {
    test('with the mapping of the contract passes every case, everything read back', {
      timeout: 240_000,
    }, async () => {
      const result = await checkedTarget(indexOf(engine, 'contract'), ALL_CASES);
      expect(verdicts(result)).toEqual(Object.fromEntries(ALL_CASES.map(({ number }) => [number, 'passed'])));
      expect(result.cases.every(({ lookedAt }) => lookedAt === 'answers and store')).toBe(true);
    });

    test('with a mapping that grows falsifies fractions after whole numbers, and refuses more than that', async () => {
      const cases = casesOf(
        '1.1',
        '5.1',
        '5.2',
        '5.3',
        '5.4',
        '5.7',
        '7.1',
        '7.12',
        '7.13',
        '8.6',
        '14.1',
        '14.4',
      );
      const result = await checkedTarget(indexOf(engine, 'dynamic'), cases);
      expect(verdicts(result)).toEqual({
        '1.1': 'passed',
        '5.1': 'passed',
        '5.2': 'tolerated',
        '5.3': 'tolerated',
        '5.4': 'passed',
        '5.7': 'failed',
        '7.1': 'passed',
        '7.12': 'failed',
        '7.13': 'passed',
        '8.6': 'passed',
        '14.1': 'passed',
        '14.4': 'passed',
      });
      expect(
        caseResult(result, '5.2')
          .findings.map(({ message }) => message)
          .join(),
      ).toContain(
        'GSW_STAT_BUSY_FACTOR is held as long, not double: fractions are cut off in searches and sums: 0.85 counts as 0',
      );
      expect(caseResult(result, '5.7').summary).toContain('answered 400: illegal_argument_exception: mapper');
      expect(caseResult(result, '7.12').summary).toContain(
        'failed to parse field [GSW_TENANT_NAME] of type [date]',
      );
    });

    test('is left without an index of the check', async () => {
      const names = await fetch(`${engine.url()}/_cat/indices/*-check-*?h=index`);
      expect(await names.text()).toBe('');
    });
  });
}

describeNginx('nginx', () => {
  test('refuses a body of 1 MB by default, and takes all that is smaller', async () => {
    const behind = await embeddedCheckEnd();
    if (!('openCase' in behind)) throw new Error(behind.message);
    const nginx = there(await startNginx({ upstream: behind.url.replace(/\/$/, '') }));
    try {
      const result = await checkedTarget(
        plainTarget(`${nginx.url}/states`),
        casesOf('8.5', '8.6', '9.4', '11.1', '15.3'),
      );
      expect(verdicts(result)).toEqual({
        '8.5': 'passed',
        '8.6': 'failed',
        '9.4': 'passed',
        '11.1': 'passed',
        '15.3': 'passed',
      });
      expect(caseResult(result, '8.6').summary).toMatch(
        /1 of 3 not taken: answered 413: 413 Request Entity Too Large/,
      );
    } finally {
      await nginx.stop();
      await behind.close();
    }
  });
});
