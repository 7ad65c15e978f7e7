import { complain, type Reading } from '../document/shape.ts';
import type { DocNode } from '../document/source.ts';
import type { Delivery } from './answer.ts';
import type { PlannedAnswer, PlannedStatus } from './planned-answer.ts';
import { placeOf, type RuleFields } from './rule-fields.ts';
import { readTemplate } from './template.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 307, 308]);
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

const CONTENT_KEYS = ['status', 'headers', 'body', 'location', 'retryAfter'] as const;
const DELIVERY_KEYS = [
  'drip',
  'truncate',
  'malformed',
  'close',
  'reset',
  'silence',
  'garbage',
  'refuse',
] as const;
const ANSWER_KEYS = [...CONTENT_KEYS, 'delay', ...DELIVERY_KEYS] as const;
type AnswerKey = (typeof ANSWER_KEYS)[number];

/** What cannot stand beside a key, because nothing of it would be sent. */
const EXCLUDED: readonly (readonly [
  when: (fields: RuleFields) => boolean,
  says: string,
  keys: readonly AnswerKey[],
])[] = [
  [(f) => f.silence === true, 'silence sends nothing', [...CONTENT_KEYS, 'delay']],
  [(f) => f.garbage !== undefined, 'garbage is all that is sent', CONTENT_KEYS],
  [(f) => f.refuse !== undefined, 'a connection that is refused is sent nothing', CONTENT_KEYS],
  [(f) => f.reset === 'before headers', 'a reset before headers sends nothing', CONTENT_KEYS],
  [(f) => f.close === 'before headers', 'a close before headers sends nothing', CONTENT_KEYS],
  [
    (f) => f.reset === 'after headers',
    'a reset after headers sends no content of its own',
    ['headers', 'body', 'location', 'retryAfter'],
  ],
  [
    (f) => WITHOUT_BODY.has(f.status ?? 200),
    'this status has no body',
    ['body', 'drip', 'truncate', 'malformed', 'reset'],
  ],
  [(f) => WITHOUT_BODY.has(f.status ?? 200) && f.close === 'mid-body', 'this status has no body', ['close']],
  [(f) => !REDIRECTS.has(f.status ?? 200), 'only 301, 302, 307 and 308 redirect', ['location']],
];

/** How a rule answers; keys that contradict each other, or lack one, are complained of. */
export function ruleAnswer(fields: RuleFields, node: DocNode, reading: Reading): PlannedAnswer | undefined {
  if (ANSWER_KEYS.every((key) => fields[key] === undefined)) {
    return complain(reading, 'missing-key', placeOf(node), 'this rule does not say how to answer', {
      expected: `one of ${ANSWER_KEYS.join(', ')}`,
    });
  }
  const noEffect = (key: AnswerKey, says: string): undefined =>
    complain(reading, 'conflicting-keys', placeOf(node, key), `"${key}" has no effect here: ${says}`, {
      hint: 'leave one of them out',
    });
  for (const [applies, says, keys] of EXCLUDED) {
    const clash = applies(fields) ? keys.find((key) => fields[key] !== undefined) : undefined;
    if (clash !== undefined) return noEffect(clash, says);
  }
  const [delivery, second] = DELIVERY_KEYS.filter((key) => fields[key] !== undefined);
  if (second !== undefined)
    return noEffect(second, `an answer goes out in one way, and that is "${delivery}"`);

  const delayMs = fields.delay ?? 0;
  if (fields.silence) return { kind: 'silence' };
  if (fields.garbage !== undefined) return { kind: 'garbage', bytes: fields.garbage, delayMs };
  if (fields.refuse !== undefined) return { kind: 'refusal', forMs: fields.refuse, delayMs };
  if (fields.reset === 'before headers') return { kind: 'reset before headers', delayMs };
  if (fields.close === 'before headers') return { kind: 'close before headers', delayMs };
  if (fields.reset === 'after headers') {
    return { kind: 'reset after headers', status: fields.status ?? null, delayMs };
  }
  return statusOf(fields, node, reading);
}

function statusOf(fields: RuleFields, node: DocNode, reading: Reading): PlannedStatus | undefined {
  const { body, location, retryAfter, delay: delayMs = 0 } = fields;
  const headers = [...(fields.headers ?? new Map<string, string>())];
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  if (REDIRECTS.has(fields.status ?? 200) && location === undefined && !names.has('location')) {
    return complain(reading, 'missing-key', placeOf(node, 'status'), 'a redirect needs the key "location"', {
      expected: 'location: where to redirect to',
    });
  }
  if (location !== undefined) headers.push(['Location', location]);
  if (retryAfter !== undefined) headers.push(['Retry-After', String(Math.ceil(retryAfter / 1_000))]);
  if (body !== undefined && !names.has('content-type')) headers.push(['Content-Type', body.mediaType]);
  const isTemplate = templateIn(fields, node, reading);
  if (isTemplate === undefined) return undefined;
  // A body of one's own is an answer of one's own; anything less goes with the answer as usual.
  const status = fields.status ?? (body === undefined ? null : 200);
  return {
    kind: 'status',
    status,
    headers: headers.flat(),
    body: body?.text ?? null,
    delayMs,
    manner: status === null ? '' : String(status),
    delivery: deliveryOf(fields),
    ...(isTemplate ? { template: body?.isJson ? 'json' : 'text' } : {}),
  };
}

function deliveryOf({ drip, truncate, malformed, close }: RuleFields): Delivery {
  if (drip !== undefined) return drip;
  if (truncate !== undefined) return { kind: 'truncated', keep: truncate };
  if (malformed !== undefined) return { kind: 'malformed', part: malformed };
  if (close === 'mid-body') return { kind: 'close mid-body' };
  return close === 'after answer' ? { kind: 'close after answer' } : { kind: 'whole' };
}

/** Whether there are placeholders; undefined where one of them means nothing. */
function templateIn(fields: RuleFields, node: DocNode, reading: Reading): boolean | undefined {
  let found = false;
  let failed = false;
  for (const [key, text] of [
    ['body', fields.body?.text ?? ''],
    ['headers', [...(fields.headers?.values() ?? [])].join('\n')],
    ['location', fields.location ?? ''],
  ] as const) {
    const { isTemplate, problems } = readTemplate(text);
    found ||= isTemplate;
    for (const { message, hint } of problems) {
      failed = true;
      complain(reading, 'unknown-reference', placeOf(node, key), message, { hint });
    }
  }
  return failed ? undefined : found;
}
