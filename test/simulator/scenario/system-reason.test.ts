import { expect, test } from 'vitest';
import { systemReason } from '../../../simulator/scenario/system-reason.ts';
import fc from '../../support/fast-check.ts';

const ELASTICSEARCH =
  '{"error":{"root_cause":[{"type":"document_parsing_exception","reason":"[1:281] failed to parse field [GSW_CAMPAIGN_NAME] of type [date] in document with id \'k8\'. Preview of field\'s value: \'a \\"b\\"\'"}],"type":"document_parsing_exception"},"status":400}';

test.each([
  [
    `400: ${ELASTICSEARCH}`,
    "400: document_parsing_exception: [1:281] failed to parse field [GSW_CAMPAIGN_NAME] of type [date]. Preview of field's value: 'a \"b\"'",
  ],
  [
    `400: ${ELASTICSEARCH.slice(0, 115)}`,
    '400: document_parsing_exception: [1:281] failed to parse field [GSW_CAMPAIGN_',
  ],
  ['422: {"title":"Not acceptable","status":422}', '422: Not acceptable'],
  ['500: {"message": "out of memory"}', '500: out of memory'],
  ['400: {"error":{"code":7}}', '400: {"error":{"code":7}}'],
  ['503: {"recorded":2}', '503: {"recorded":2}'],
  ['503: busy\nsecond line', '503: busy'],
  ['connect ECONNREFUSED 127.0.0.1:9', 'connect ECONNREFUSED 127.0.0.1:9'],
  ['', ''],
])('%s', (detail, reason) => {
  expect(systemReason(detail)).toBe(reason);
});

test('whatever a system says, something is made of it, and soon', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(systemReason(text).length).toBeLessThanOrEqual(text.length + 2);
    }),
  );
  expect(systemReason(`{"reason":"${'\\'.repeat(1_000_000)}`).length).toBeLessThan(3_000);
  expect(systemReason(`{"type":"${'"type":"'.repeat(100_000)}`).length).toBeLessThan(3_000);
});
