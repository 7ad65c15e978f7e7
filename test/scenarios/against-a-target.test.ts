import { describe, expect, test } from 'vitest';
import { answering } from '../support/answering.ts';
import { complaints, played } from './played.ts';
import { SHIPPED, shippedCases } from './shipped.ts';

/** Scenarios that tell the receiver how to answer, disturb the network, or need a store that is read back. */
const NOT_FOR_ANY_TARGET: ReadonlySet<string> = new Set([
  'answers-dropped-after-storing.yaml',
  'idle-connection-closed.yaml',
  'matrix.yaml',
  'no-retry-503.yaml',
  'no-retry-outage.yaml',
  'no-retry-redirect.yaml',
  'no-retry-refused.yaml',
  'no-retry-reset-after-headers.yaml',
  'no-retry-reset-before-headers.yaml',
  'no-retry-silence.yaml',
  'receiver-chance.yaml',
  'receiver-elasticsearch-date.yaml',
  'receiver-elasticsearch-mapping.yaml',
  'receiver-elasticsearch.yaml',
  'receiver-faults.yaml',
  'receiver-own-replies.yaml',
  'store-mapping-conflict.yaml',
  'store-whole-day.yaml',
  'target-down-two-minutes.yaml',
]);

describe('a target that answers everything with 404', () => {
  test.each(SHIPPED)('lets no case of %s pass', async (file) => {
    await using system = await answering(() => 404);
    const cases = await shippedCases(file);
    expect(cases.length).toBeGreaterThan(0);
    for (const each of cases) {
      const result = await played(each, { destination: { kind: 'target', url: system.url } });
      expect(result.counts.attempted).toBeGreaterThan(0);
      expect([each.name, result.status]).toEqual([each.name, 'failed']);
    }
  });
});

describe('a target that answers everything with 200', () => {
  const portable = SHIPPED.filter((file) => !NOT_FOR_ANY_TARGET.has(file));

  test.each(portable)('lets %s pass', async (file) => {
    await using system = await answering(() => 200);
    const cases = await shippedCases(file);
    expect(cases.length).toBeGreaterThan(0);
    for (const each of cases) {
      const result = await played(each, { destination: { kind: 'target', url: system.url } });
      expect(complaints(result), each.name).toEqual([]);
      expect(result.status).toBe('passed');
    }
  });
});
