import { textOf } from '../../document/content-encoding.ts';
import type { ReceivedRecord } from '../../journal/record.ts';
import type { Desk } from '../desk.ts';
import { asHar, asNdjson, exported, pairs } from '../export.ts';
import { fieldMessages, MOST_FIELDS } from '../field-messages.ts';
import { FILTER_PARAMETERS, filterOf } from '../filter.ts';
import type {
  CountMessage,
  FieldMessage,
  RecordMessage,
  RecordSummary,
  RecordsMessage,
} from '../messages.ts';
import { json, type Operation } from '../operation.ts';
import type { Parameter } from '../query.ts';
import { type Refusal, refusal } from '../refusal.ts';
import type { Register } from '../register.ts';

const MOST_LISTED = 1_000;
const LISTED = 100;

const LIST_PARAMETERS: readonly Parameter[] = [
  {
    name: 'order',
    about: '`desc`, the default: the newest first; `asc`: the oldest first.',
    schema: { enum: ['asc', 'desc'], default: 'desc' },
  },
  {
    name: 'limit',
    about: 'Records of one page.',
    schema: { type: 'integer', minimum: 1, maximum: MOST_LISTED, default: LISTED },
  },
  {
    name: 'cursor',
    about: '`next` of the page before, with all else as it was.',
    schema: { type: 'string', pattern: '^[0-9]{1,15}$' },
  },
];

/** Reading records: list, one, count, export. */
export function recordOperations(desk: Desk): readonly Operation[] {
  const { register, receiver, nowMs } = desk;
  const fieldsOf = fieldMessages(register.contract);
  return [
    {
      id: 'listRecords',
      method: 'GET',
      path: '/records',
      summary: 'List records, a page at a time',
      parameters: [...FILTER_PARAMETERS, ...LIST_PARAMETERS],
      body: null,
      answers: { 200: { about: 'A page of records.', schema: 'Records' } },
      errors: [],
      handle: async ({ query }) => {
        const filter = filterOf(query, register, nowMs());
        const order = query.word('order', ['asc', 'desc']) ?? 'desc';
        const limit = query.integer('limit', { min: 1, max: MOST_LISTED }) ?? LISTED;
        const cursor = query.integer('cursor', { min: 0 });
        if (query.refusal !== null) return query.refusal;
        const last = register.last;
        const from = Math.max((filter.after ?? 0) + 1, order === 'asc' ? (cursor ?? 0) + 1 : 1);
        const below = Math.min(filter.before ?? last + 1, order === 'desc' ? (cursor ?? last + 1) : last + 1);
        const records: RecordSummary[] = [];
        let next: string | null = null;
        for await (const page of register.pages({ from, to: below - 1, order })) {
          for (const record of page.records) {
            if (!filter.fits(record)) continue;
            if (records.length === limit) {
              next = String(records.at(-1)!.number);
              break;
            }
            records.push(register.summary(record));
          }
          if (next !== null) break;
        }
        const message: RecordsMessage = { records, next, gap: register.gapFrom((filter.after ?? 0) + 1) };
        return json(message);
      },
    },
    {
      id: 'getRecord',
      method: 'GET',
      path: '/records/{number}',
      summary: 'One record in full, beside the contract',
      pathParameters: [
        { name: 'number', about: 'Its number.', schema: { type: 'integer', minimum: 1 }, example: 1 },
      ],
      parameters: [],
      body: null,
      answers: {
        200: { about: 'The record, its raw body, and every field with mark and meaning.', schema: 'Record' },
      },
      errors: ['no-such-record', 'record-gone'],
      atOnce: 16,
      handle: async ({ params }) => {
        const { number: text = '' } = params;
        const number = /^\d{1,15}$/.test(text) ? Number(text) : 0;
        const record = number > 0 ? await register.journal.read(number) : null;
        return record === null
          ? missing(text, number, register)
          : json(recordMessage(record, register, fieldsOf));
      },
    },
    {
      id: 'countRecords',
      method: 'GET',
      path: '/count',
      summary: 'How many notifications fit',
      parameters: FILTER_PARAMETERS,
      body: null,
      answers: { 200: { about: 'The count.', schema: 'Count' } },
      errors: [],
      handle: async ({ query }) => {
        const filter = filterOf(query, register, nowMs(), 'notifications');
        if (query.refusal !== null) return query.refusal;
        const from = (filter.after ?? 0) + 1;
        const to = (filter.before ?? Number.POSITIVE_INFINITY) - 1;
        let count = 0;
        for await (const { records } of register.pages({ from, to })) {
          for (const record of records) if (filter.fits(record)) count += 1;
        }
        const message: CountMessage = { count, gap: register.gapFrom(from) };
        return json(message);
      },
    },
    {
      id: 'exportRecords',
      method: 'GET',
      path: '/export',
      summary: 'Records as evidence: NDJSON or HAR',
      description:
        'Oldest first, with headers and bodies exactly as they came; gaps are named: `{"gap":{…}}` lines in NDJSON, the comment of the log in HAR.',
      parameters: [
        ...FILTER_PARAMETERS,
        {
          name: 'format',
          about: '`ndjson`, the default: one record a line; `har`: an HTTP Archive 1.2.',
          schema: { enum: ['ndjson', 'har'], default: 'ndjson' },
        },
      ],
      body: null,
      answers: {
        200: {
          about: 'The records.',
          schema: null,
          mediaTypes: ['application/x-ndjson', 'application/json'],
        },
      },
      errors: [],
      handle: ({ query }) => {
        const filter = filterOf(query, register, nowMs());
        const format = query.word('format', ['ndjson', 'har']) ?? 'ndjson';
        if (query.refusal !== null) return query.refusal;
        const items = exported(register, filter);
        return format === 'har'
          ? {
              kind: 'stream',
              mediaType: 'application/json',
              fileName: 'ocs-sim.har',
              chunks: asHar(items, receiver.url),
            }
          : {
              kind: 'stream',
              mediaType: 'application/x-ndjson',
              fileName: 'ocs-sim.ndjson',
              chunks: asNdjson(items),
            };
      },
    },
  ];
}

function missing(text: string, number: number, register: Register): Refusal {
  const { last } = register;
  if (number < 1 || number > last) {
    const hint = last === 0 ? 'nothing has come yet' : `the last one is ${last}`;
    return refusal('no-such-record', `there is no record ${text}`, { hint });
  }
  if (number < register.journal.startNumber)
    return refusal('record-gone', `record ${number} lies before the last reset`);
  const gap = register.journal.gaps.find((each) => each.first <= number && number <= each.last);
  return refusal('record-gone', `record ${number} is gone${gap === undefined ? '' : `: ${gap.reason}`}`);
}

function recordMessage(
  record: ReceivedRecord,
  register: Register,
  fieldsOf: ReturnType<typeof fieldMessages>,
): RecordMessage {
  const { body, content, number, reply } = record;
  const fields: readonly FieldMessage[] =
    content.kind === 'object' ? fieldsOf(content.value, content.duplicateKeys) : [];
  return {
    ...register.summary(record),
    headers: pairs(record.headers).map(([name, value]) => ({ name, value })),
    bodyText: textOf(record),
    bodyBase64: body.toString('base64'),
    bodyCut: record.bodyBytes > body.length,
    wrongContentType: record.wrongContentType,
    problemDetail: content.kind === 'unusable' ? content.detail : null,
    parsed: content.kind === 'object' ? content.value : null,
    fields,
    fieldsCut: fields.length >= MOST_FIELDS,
    reply,
    previous: neighbour(number, -1, register),
    following: neighbour(number, 1, register),
  };
}

/** The nearest record on one side that can still be given. */
function neighbour(number: number, step: 1 | -1, { journal }: Register): number | null {
  let near = number + step;
  const gaps = step === 1 ? journal.gaps : [...journal.gaps].reverse();
  for (const gap of gaps) {
    if (gap.first <= near && near <= gap.last) near = step === 1 ? gap.last + 1 : gap.first - 1;
  }
  return near >= journal.startNumber && near <= journal.lastNumber ? near : null;
}
