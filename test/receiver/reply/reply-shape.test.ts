import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { newReading, schemaDocument } from '../../../receiver/document/shape.ts';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import { readYaml } from '../../../receiver/document/source.ts';
import { statusAnswer } from '../../../receiver/reply/answer.ts';
import { replyShape } from '../../../receiver/reply/reply-shape.ts';

const USUAL = { ...statusAnswer(200), status: null, manner: '' };

function read(text: string) {
  const { root, problems } = readYaml({ name: 'reply.yaml', text });
  if (root === null || problems.length > 0) throw new Error(`no YAML: ${text}`);
  const reading = newReading(new Map([['where', 'http://elsewhere/']]));
  return { value: replyShape.read(root, reading), problems: reading.problems };
}

const schema = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  schemaDocument(replyShape, { title: 'reply', description: 'how the receiver answers' }),
);

/** The rules of a text that is right. */
function rules(text: string) {
  const { value, problems } = read(text);
  expect(problems).toEqual([]);
  if (value?.change.kind !== 'in front') throw new Error('no rules');
  return value.change.rules;
}

describe('A reply in YAML', () => {
  test.each([
    ['503', statusAnswer(503)],
    ['silence', { kind: 'silence' }],
    ['reset before headers', { kind: 'reset before headers', delayMs: 0 }],
    ['reset after headers', { kind: 'reset after headers', status: null, delayMs: 0 }],
    ['{ silence: true }', { kind: 'silence' }],
    ['{ reset: before headers, delay: 2s }', { kind: 'reset before headers', delayMs: 2_000 }],
    ['{ reset: after headers, status: 201 }', { kind: 'reset after headers', status: 201, delayMs: 0 }],
    ['{ delay: 1m30s }', { ...USUAL, delayMs: 90_000 }],
    [
      '{ delay: { between: [100ms, 2s] } }',
      { ...USUAL, delayMs: { kind: 'uniform', fromMs: 100, toMs: 2_000 } },
    ],
    [
      '{ delay: { median: 200ms, sigma: 1, atMost: 5s } }',
      { ...USUAL, delayMs: { kind: 'log-normal', medianMs: 200, sigma: 1, atMostMs: 5_000 } },
    ],
    [
      '{ delay: { median: 1s } }',
      { ...USUAL, delayMs: { kind: 'log-normal', medianMs: 1_000, sigma: 0.5, atMostMs: null } },
    ],
    ['close mid-body', { ...USUAL, delivery: { kind: 'close mid-body' } }],
    ['close after answer', { ...USUAL, delivery: { kind: 'close after answer' } }],
    ['close before headers', { kind: 'close before headers', delayMs: 0 }],
    ['garbage', { kind: 'garbage', bytes: 512, delayMs: 0 }],
    ['{ garbage: 9, delay: 1s }', { kind: 'garbage', bytes: 9, delayMs: 1_000 }],
    ['{ refuse: 5s }', { kind: 'refusal', forMs: 5_000, delayMs: 0 }],
    ['{ drip: 10s }', { ...USUAL, delivery: { kind: 'drip', overMs: 10_000, pieces: 10 } }],
    [
      '{ status: 500, drip: { over: 1s, pieces: 3 } }',
      statusAnswer(500, { delivery: { kind: 'drip', overMs: 1_000, pieces: 3 } }),
    ],
    ['{ truncate: 50% }', { ...USUAL, delivery: { kind: 'truncated', keep: { share: 0.5 } } }],
    ['{ truncate: { bytes: 7 } }', { ...USUAL, delivery: { kind: 'truncated', keep: { bytes: 7 } } }],
    ['{ malformed: chunk size }', { ...USUAL, delivery: { kind: 'malformed', part: 'chunk size' } }],
    ['{ status: 429, retryAfter: 1500ms }', statusAnswer(429, { headers: ['Retry-After', '2'] })],
    [
      '{ status: 202, body: { id: "{{number}}" }, headers: { X-Group: "{{group}}" } }',
      {
        ...statusAnswer(202, {
          headers: ['X-Group', '{{group}}', 'Content-Type', 'application/json; charset=utf-8'],
          body: '{"id":"{{number}}"}',
        }),
        template: 'json',
      },
    ],
    ['{ status: 204 }', statusAnswer(204)],
    [
      '{ status: 307, location: "${where}" }',
      statusAnswer(307, { headers: ['Location', 'http://elsewhere/'] }),
    ],
    ['{ status: 302, headers: { location: / } }', statusAnswer(302, { headers: ['location', '/'] })],
    ['{ status: 503, headers: { Retry-After: 5 } }', statusAnswer(503, { headers: ['Retry-After', '5'] })],
    [
      '{ status: 400, body: { error: [mapper_parsing_exception, 1, null] } }',
      statusAnswer(400, {
        headers: ['Content-Type', 'application/json; charset=utf-8'],
        body: '{"error":["mapper_parsing_exception",1,null]}',
      }),
    ],
    [
      '{ body: [] }',
      statusAnswer(200, { headers: ['Content-Type', 'application/json; charset=utf-8'], body: '[]' }),
    ],
    [
      '{ body: "no", headers: { content-type: text/html } }',
      statusAnswer(200, { headers: ['content-type', 'text/html'], body: 'no' }),
    ],
  ])('%s', (text, answer) => {
    expect(rules(text)).toEqual([{ when: {}, answer }]);
    expect(schema(JSON.parse(JSON.stringify(plain(text))))).toBe(true);
  });

  test('names when it applies', () => {
    expect(rules('{ event: [periodic, loaded], group: "s*", nth: [1, 3], status: 500 }')).toEqual([
      { when: { events: ['periodic', 'loaded'], groups: ['s*'], nth: [1, 3] }, answer: statusAnswer(500) },
    ]);
    expect(
      rules(
        '{ name: slow, state: [Running, Active], every: 3, probability: 25%, from: 1m, until: 2m, for: 30s, status: 500 }',
      ),
    ).toEqual([
      {
        name: 'slow',
        when: {
          states: ['Running', 'Active'],
          every: 3,
          probability: 0.25,
          fromMs: 60_000,
          untilMs: 120_000,
          forMs: 30_000,
        },
        answer: statusAnswer(500),
      },
    ]);
    expect(rules('{ event: periodic, group: [a, b], first: 9, after: 2, times: 3, status: 500 }')).toEqual([
      {
        when: { events: ['periodic'], groups: ['a', 'b'], first: 9, after: 2, times: 3 },
        answer: statusAnswer(500),
      },
    ]);
  });

  test('is a list where several rules are tried in turn', () => {
    const { value } = read('- { group: spring, silence: true }\n- { status: 500 }');
    expect(value?.change).toEqual({
      kind: 'in front',
      rules: [
        { when: { groups: ['spring'] }, answer: { kind: 'silence' } },
        { when: {}, answer: statusAnswer(500) },
      ],
    });
    expect(value?.groups.map((group) => [group.value, group.place.start])).toEqual([['spring', 11]]);
  });

  test('goes back to the default', () => {
    expect(read('default').value).toEqual({ change: { kind: 'default' }, groups: [] });
    expect(schema('default')).toBe(true);
  });
});

describe('A reply that makes no sense is refused with its place and what to do', () => {
  test.each([
    [
      '{ group: spring }',
      'reply.yaml:1:3: error[missing-key] this rule does not say how to answer\n   1 │ { group: spring }\n     │   ^^^^^\n    expected: one of status, headers, body, location, retryAfter, delay, drip, truncate, malformed, close, reset, silence, garbage, refuse',
    ],
    [
      '{ silence: true, status: 500 }',
      'reply.yaml:1:18: error[conflicting-keys] "status" has no effect here: silence sends nothing\n   1 │ { silence: true, status: 500 }\n     │                  ^^^^^^\n    hint:     leave one of them out',
    ],
    [
      '{ status: 307 }',
      'reply.yaml:1:3: error[missing-key] a redirect needs the key "location"\n   1 │ { status: 307 }\n     │   ^^^^^^\n    expected: location: where to redirect to',
    ],
    [
      '{ status: 200, location: / }',
      'reply.yaml:1:16: error[conflicting-keys] "location" has no effect here: only 301, 302, 307 and 308 redirect\n   1 │ { status: 200, location: / }\n     │                ^^^^^^^^\n    hint:     leave one of them out',
    ],
    [
      '{ first: 2, after: 2, status: 500 }',
      'reply.yaml:1:3: error[conflicting-keys] this rule never applies\n   1 │ { first: 2, after: 2, status: 500 }\n     │   ^^^^^\n    hint:     no request is within first and after at once',
    ],
    [
      '{ headers: { Content-Length: 5 } }',
      'reply.yaml:1:14: error[bad-value] "Content-Length" is set by the receiver itself\n   1 │ { headers: { Content-Length: 5 } }\n     │              ^^^^^^^^^^^^^^',
    ],
    [
      '{ evnt: periodic, status: 500 }',
      'reply.yaml:1:3: error[unknown-key] a reply rule has no key "evnt"\n   1 │ { evnt: periodic, status: 500 }\n     │   ^^^^\n    hint:     did you mean "event"?',
    ],
    [
      '{ body: "{{nubmer}}" }',
      'reply.yaml:1:3: error[unknown-reference] there is no placeholder "nubmer"\n   1 │ { body: "{{nubmer}}" }\n     │   ^^^^\n    hint:     did you mean "number"?',
    ],
    [
      '{ drip: 1s, silence: true }',
      'reply.yaml:1:13: error[conflicting-keys] "silence" has no effect here: an answer goes out in one way, and that is "drip"\n   1 │ { drip: 1s, silence: true }\n     │             ^^^^^^^\n    hint:     leave one of them out',
    ],
    [
      'silent',
      'reply.yaml:1:1: error[bad-value] expected a status from 200 to 599, or one of default, silence, reset before headers, reset after headers, close before headers, close mid-body, close after answer, garbage\n   1 │ silent\n     │ ^^^^^^\n    found:    "silent"',
    ],
  ])('%s', (text, shown) => {
    const { value, problems } = read(text);
    expect(value).toBe(undefined);
    expect(problems.map((problem) => showDiagnostic(problem)).join('\n')).toBe(shown);
  });

  test.each([
    '{ status: 99 }',
    '{ status: 600 }',
    '{ nth: 0, status: 500 }',
    '{ nth: 3, first: 2, status: 500 }',
    '{ status: 204, body: x }',
    '{ reset: before headers, body: x }',
    '{ reset: after headers, headers: { A: b } }',
    '{ headers: { "a b": c } }',
    '{ headers: { A: "b\\nc" } }',
    '{ location: "http://x/\\r\\nEvil: yes", status: 307 }',
    '{ location: "http://x/ü€", status: 307 }',
    '{ silence: false }',
    '{ silence: true, drip: 1s }',
    '{ silence: true, delay: 1s }',
    '{ garbage: true, status: 500 }',
    '{ garbage: 0 }',
    '{ refuse: 5s, body: x }',
    '{ drip: 1s, truncate: 50% }',
    '{ close: mid-body, reset: after headers }',
    '{ close: before headers, status: 500 }',
    '{ status: 204, drip: 1s }',
    '{ status: 204, close: mid-body }',
    '{ malformed: everything }',
    '{ truncate: 2 }',
    '{ probability: 0, status: 500 }',
    '{ probability: 2, status: 500 }',
    '{ from: 2m, until: 1m, status: 500 }',
    '{ every: 3, nth: 4, status: 500 }',
    '{ every: 3, first: 2, status: 500 }',
    '{ state: Asleep, status: 500 }',
    '{ delay: { between: [2s, 1s] } }',
    '{ delay: { between: [1s] } }',
    '{ delay: { between: [1s, 2s], median: 1s } }',
    '{ delay: { between: [1s, 2s], atMost: 1s } }',
    '{ delay: { sigma: 1 } }',
    '{ delay: { median: 1s, sigma: 9 } }',
    '[]',
  ])('%s', (text) => {
    const { value, problems } = read(text);
    expect(value).toBe(undefined);
    expect(problems.length).toBeGreaterThan(0);
  });
});

/** A text as plain data, for the schema. */
function plain(text: string): unknown {
  const { root } = readYaml({ name: 'reply.yaml', text });
  const turn = (node: NonNullable<typeof root>): unknown => {
    if (node.kind === 'scalar') return node.value;
    if (node.kind === 'list') return node.items.map(turn);
    return Object.fromEntries(node.entries.map((entry) => [entry.key, turn(entry.value)]));
  };
  return turn(root!);
}
