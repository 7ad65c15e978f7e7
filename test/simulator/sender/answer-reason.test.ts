import { expect, test } from 'vitest';
import { answerReason } from '../../../simulator/sender/answer-reason.ts';

test.each([
  [
    "Elasticsearch's",
    '{"error":{"root_cause":[{}],"type":"mapper_parsing_exception","reason":"failed to parse field [GSW_X]","caused_by":{"type":"number_format_exception","reason":"For input string: \\"x\\""}},"status":400}',
    'mapper_parsing_exception: failed to parse field [GSW_X]: caused by number_format_exception: For input string: "x"',
  ],
  ['a short one', '{"error":"no handler found"}', 'no handler found'],
  [
    'problem details',
    '{"type":"about:blank","title":"Bad Request","status":400,"detail":"no name"}',
    'Bad Request: no name',
  ],
  [
    'a message',
    '{"statusCode":413,"error":"Payload Too Large","message":"Request body is too large"}',
    'Payload Too Large: Request body is too large',
  ],
  [
    'a page',
    '<html><head><style>h1{}</style></head>\n<body><h1>413 Request Entity Too Large</h1><hr>nginx</body></html>',
    '413 Request Entity Too Large nginx',
  ],
  ['plain text', 'too\n  many\trequests \n', 'too many requests'],
  ['nothing', '', ''],
  ['JSON that says nothing', '{"ok":false}', '{"ok":false}'],
  ['null', 'null', 'null'],
  ['what a terminal would act upon', '\u001b[31mred', '\\u001b[31mred'],
])('%s', (_what, answer, reason) => {
  expect(answerReason(answer)).toBe(reason);
});

test('a reason without end is cut', () => {
  expect(answerReason('x'.repeat(5_000)).length).toBeLessThan(310);
});
