import type { Desk } from '../desk.ts';
import { documentSchema } from '../document-schema.ts';
import { FILTER_PARAMETERS, filterOf } from '../filter.ts';
import { json, type Operation } from '../operation.ts';
import { type Parameter, type Query, TEN_MINUTES_SCHEMA } from '../query.ts';
import { refusal } from '../refusal.ts';
import { expectationsShape, verify } from '../verifying.ts';
import { type WaitDemand, waitFor } from '../waiting.ts';

const LONGEST_MS = 10 * 60_000;
const WITHIN_MS = 10_000;
const QUIET_WITHIN_MS = 60_000;
/** Waits cost little while they last. */
const WAITS_AT_ONCE = 1_000;

const STRICT: Parameter = {
  name: 'strict',
  about:
    'true: answer 417 instead of 200 where it is not as demanded, so that `curl --fail` ends with an error.',
  schema: { enum: ['true', 'false'], default: 'false' },
};

const WAIT_PARAMETERS: readonly Parameter[] = [
  {
    name: 'count',
    about: 'Wait until so many fit, those included that came before; 1 by default.',
    schema: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    example: 3,
  },
  {
    name: 'quiet',
    about:
      'Wait until none that fits has come for so long. With `after` records that came before count as well.',
    schema: TEN_MINUTES_SCHEMA,
    example: '2s',
  },
  {
    name: 'none',
    about: 'Wait for so long, and for none that fits to come.',
    schema: TEN_MINUTES_SCHEMA,
    example: '5s',
  },
  {
    name: 'within',
    about: 'How long to wait at most, in real time, up to 10m: 10s by default, 1m with `quiet`.',
    schema: TEN_MINUTES_SCHEMA,
    example: '30s',
  },
  STRICT,
];

/** Waiting for records, and judging them. */
export function judgingOperations({ register, time, nowMs }: Desk): readonly Operation[] {
  return [
    {
      id: 'wait',
      method: 'GET',
      path: '/wait',
      summary: 'Wait until records come, or until none come',
      description:
        'The answer goes out at the moment of the arrival that decides it; nothing is asked again and again. Give at most one of `count`, `quiet` and `none`.',
      parameters: [...FILTER_PARAMETERS, ...WAIT_PARAMETERS],
      body: null,
      answers: {
        200: { about: 'What became of the wait.', schema: 'Wait' },
        417: { about: 'With `strict=true`: it was not met, or nobody can tell.', schema: 'Wait' },
      },
      errors: ['conflict'],
      atOnce: WAITS_AT_ONCE,
      handle: async ({ query, gone }) => {
        const filter = filterOf(query, register, nowMs(), 'notifications');
        const strict = query.flag('strict') === true;
        const demand = demandOf(query);
        if (query.refusal !== null) return query.refusal;
        if (demand === null)
          return refusal('conflict', 'count, quiet and none cannot stand together', {
            hint: 'ask for one of them',
          });
        const message = await waitFor(demand, { register, filter, time, gone });
        return json(message, strict && message.outcome !== 'met' ? 417 : 200);
      },
    },
    {
      id: 'verify',
      method: 'POST',
      path: '/verify',
      summary: 'Judge what came by expectations written as in a scenario',
      description:
        'YAML or JSON: one expectation, a list, or either under the key `expect`. All records since the last reset are judged; a verdict that would need records of a gap is inconclusive. Times in it count from the start or the last reset.',
      parameters: [STRICT],
      body: {
        about: 'One expectation or a list, as under `expect:` of a scenario.',
        schema: documentSchema(expectationsShape),
        examples: {
          several: {
            summary: 'The right events in the right order, and all fields as the contract says',
            value: [
              { order: ['loaded', 'started', 'stopped', 'unloaded'], group: 'Spring@Agents East' },
              { fieldSets: 'all' },
            ],
          },
          one: {
            summary: 'At least three periodic messages',
            value: { count: { atLeast: 3 }, event: 'periodic' },
          },
        },
      },
      answers: {
        200: { about: 'A verdict on each.', schema: 'Verify' },
        417: { about: 'With `strict=true`: not all passed.', schema: 'Verify' },
      },
      errors: ['bad-document', 'conflict'],
      atOnce: 16,
      handle: async ({ query, body }) => {
        const strict = query.flag('strict') === true;
        if (query.refusal !== null) return query.refusal;
        const message = await verify(body, register, nowMs);
        if ('kind' in message) return message;
        return json(message, strict && message.status !== 'passed' ? 417 : 200);
      },
    },
  ];
}

/** Null where demands clash. */
function demandOf(query: Query): WaitDemand | null {
  const count = query.integer('count', { min: 1 });
  const quietMs = query.duration('quiet', LONGEST_MS);
  const noneMs = query.duration('none', LONGEST_MS);
  const withinMs = query.duration('within', LONGEST_MS);
  if (['count', 'quiet', 'none'].filter((name) => query.has(name)).length > 1) return null;
  if (quietMs !== undefined)
    return { kind: 'quiet', quietMs, withinMs: withinMs ?? Math.max(QUIET_WITHIN_MS, quietMs) };
  if (noneMs !== undefined) return { kind: 'none', withinMs: noneMs };
  return { kind: 'count', count: count ?? 1, withinMs: withinMs ?? WITHIN_MS };
}
