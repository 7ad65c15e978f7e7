import { expect, test } from 'vitest';
import { FATE_NAMES, FATES, isGone } from '../../../receiver/expect/fates.ts';
import { fateOf } from '../../../simulator/harness/fate-of.ts';
import type { LedgerEntry } from '../../../simulator/sender/ledger.ts';
import type { PostOutcome } from '../../../simulator/sender/transport.ts';
import type { Stored } from '../../../simulator/store/store.ts';

const BODY = '{"a":"ä"}';

function entry(outcome: Partial<PostOutcome> | null, notAttempted: string | null = null): LedgerEntry {
  return {
    number: 7,
    group: 'spring',
    event: 'started',
    atMs: 1_000,
    uri: 'http://target/',
    body: outcome === null ? null : BODY,
    outcome:
      outcome === null
        ? null
        : { kind: 'answered', status: null, detail: '', bytesOut: 200, durationMs: 1, ...outcome },
    notAttempted,
  };
}

const ended = (outcome: Partial<PostOutcome>, stored: Stored | null) => {
  const { fate, where } = fateOf(entry(outcome), stored);
  return [fate, where];
};

const MISSING: Stored = { kind: 'missing' };
const STORED: Stored = { kind: 'stored' };
const ALTERED: Stored = {
  kind: 'altered',
  differences: [{ path: '$.x', kind: 'precision', sent: 0.1, stored: 0.10000000149 }],
};
const TWICE: Stored = { kind: 'duplicated', times: 2, differences: [] };

test.each([
  [{ status: 201 }, null, 'answered', null],
  [{ status: 201 }, STORED, 'stored', null],
  [{ status: 201 }, MISSING, 'answered but not stored', 'target'],
  [{ status: 201 }, ALTERED, 'altered', null],
  [{ status: 201 }, TWICE, 'duplicated', null],
  [{ status: 400 }, null, 'rejected', 'target'],
  [{ status: 400 }, MISSING, 'rejected', 'target'],
  [{ status: 307 }, MISSING, 'rejected', 'target'],
  [{ status: 503 }, STORED, 'rejected but stored', null],
  [{ kind: 'refused', bytesOut: 0 }, null, 'refused', 'target'],
  [{ kind: 'refused', bytesOut: 0, fault: 'refuse' }, null, 'refused', 'network'],
  [{ kind: 'refused', bytesOut: 0 }, MISSING, 'refused', 'target'],
  [{ kind: 'reset' }, null, 'unanswered', null],
  [{ kind: 'reset' }, MISSING, 'reset after the body went out', 'target'],
  [{ kind: 'reset', fault: 'reset' }, MISSING, 'reset after the body went out', 'network'],
  [{ kind: 'reset', bytesOut: 0 }, null, 'reset before the body went out', 'target'],
  [{ kind: 'reset', bytesOut: 9 }, MISSING, 'reset before the body went out', 'target'],
  [{ kind: 'reset', fault: 'reset', whole: false }, MISSING, 'reset before the body went out', 'network'],
  [{ kind: 'reset', fault: 'reset', whole: false }, null, 'reset before the body went out', 'network'],
  [{ kind: 'timed out', fault: 'stall', whole: false }, null, 'timed out', 'network'],
  [{ kind: 'reset' }, STORED, 'reset but stored', null],
  [{ kind: 'timed out' }, null, 'unanswered', null],
  [{ kind: 'timed out', bytesOut: 0 }, null, 'timed out', 'target'],
  [{ kind: 'timed out' }, MISSING, 'timed out', 'target'],
  [{ kind: 'timed out', fault: 'stall' }, MISSING, 'timed out', 'network'],
  [{ kind: 'timed out' }, STORED, 'timed out but stored', null],
  [{ kind: 'failed' }, STORED, 'failed but stored', null],
  [{ kind: 'failed', bytesOut: 0 }, null, 'failed', 'target'],
] as const)('%j, of which the store says %j: %s, lost by %s', (outcome, stored, fate, where) => {
  expect(ended(outcome, stored)).toEqual([fate, where]);
});

test('what was never sent is the sender’s own loss, with its reason', () => {
  expect(fateOf(entry(null, 'the feature is off'), null)).toMatchObject({
    fate: 'not attempted',
    where: 'sender',
    outcome: 'not attempted',
    detail: 'the feature is off',
  });
});

test('the detail tells the target’s reason, the fault on the way, or what was altered', () => {
  const details = [
    fateOf(entry({ status: 400, detail: 'mapper_parsing_exception' }), MISSING),
    fateOf(entry({ kind: 'reset', detail: 'read ECONNRESET', fault: 'reset after 100 B' }), MISSING),
    fateOf(entry({ status: 201 }), ALTERED),
    fateOf(entry({ status: 201 }), TWICE),
  ].map(({ detail }) => detail);
  expect(details).toEqual([
    '400: mapper_parsing_exception',
    'reset after 100 B; read ECONNRESET',
    '$.x: precision, 0.1 -> 0.10000000149',
    'it is there 2 times',
  ]);
});

test('every class is somewhere on the way, and only what is surely not kept is gone', () => {
  expect(FATE_NAMES.filter(isGone)).toEqual([
    'not attempted',
    'refused',
    'reset before the body went out',
    'reset after the body went out',
    'timed out',
    'failed',
    'rejected',
    'answered but not stored',
  ]);
  expect(FATE_NAMES.filter((name) => FATES[name].stored === 'perhaps')).toEqual(['answered', 'unanswered']);
});

test.each([
  [{ status: 307 }, '307'],
  [{ status: 400, detail: 'no' }, '400: no'],
  [{ status: 201 }, 'answered 201'],
  [{ status: 200, detail: 'ok' }, 'answered 200'],
  [{ status: 200, detail: '{"_id":"a","result":"created"}' }, 'answered 200'],
  [
    { status: 200, detail: '{"error":{"type":"mapping","reason":"no"},"status":400}' },
    'answered 200: mapping: no',
  ],
] as const)('%j that is not kept is told as: %s', (outcome, detail) => {
  expect(fateOf(entry(outcome), MISSING)).toMatchObject({ detail });
});
