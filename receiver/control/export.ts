import { isUtf8 } from 'node:buffer';
import type { ReceivedRecord } from '../journal/record.ts';
import type { Filter } from './filter.ts';
import type { GapMessage } from './messages.ts';
import type { Register } from './register.ts';

/** One thing that an export tells of, in the order of numbers. */
export type Exported = { readonly gap: GapMessage } | { readonly record: ReceivedRecord };

/** The records that fit, and every gap that may have held more of them, oldest first. */
export async function* exported(register: Pick<Register, 'pages'>, filter: Filter): AsyncIterable<Exported> {
  const range = { from: (filter.after ?? 0) + 1, to: (filter.before ?? Number.POSITIVE_INFINITY) - 1 };
  for await (const { records, gaps } of register.pages(range)) {
    let next = 0;
    for (const record of records) {
      for (let gap = gaps[next]; gap !== undefined && gap.first < record.number; gap = gaps[++next])
        yield { gap };
      if (filter.fits(record)) yield { record };
    }
    for (const gap of gaps.slice(next)) yield { gap };
  }
}

/** The bodies alone, each as it came and a line end behind it. */
export async function* asBodies(items: AsyncIterable<Exported>): AsyncIterable<Buffer> {
  for await (const item of items) {
    if ('record' in item) yield Buffer.concat([item.record.body, LINE_END]);
  }
}

const LINE_END = Buffer.from('\n');

/** Characters that are written at once. */
const CHUNK = 65_536;

/** One JSON object a line: a record with its body as it came, or `{"gap":{…}}`. */
export async function* asNdjson(items: AsyncIterable<Exported>): AsyncIterable<string> {
  let chunk = '';
  for await (const item of items) {
    chunk += `${JSON.stringify('gap' in item ? item : lineOf(item.record))}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function lineOf(record: ReceivedRecord) {
  const { body, headers } = record;
  const isText = isUtf8(body);
  return {
    number: record.number,
    receivedAtMs: record.receivedAtMs,
    connection: record.connection,
    requestOnConnection: record.requestOnConnection,
    method: record.method,
    path: record.path,
    headers: pairs(headers),
    bodyBytes: record.bodyBytes,
    // Exactly the bytes either way: text where they are UTF-8, Base64 where they are not.
    body: isText ? body.toString('utf8') : null,
    bodyBase64: isText ? null : body.toString('base64'),
    reply: record.reply,
  };
}

/** An HTTP Archive (HAR 1.2), written piece by piece. */
export async function* asHar(items: AsyncIterable<Exported>, receiverUrl: string): AsyncIterable<string> {
  const creator = JSON.stringify({ name: 'ocs-sim', version: '1' });
  yield `{"log":{"version":"1.2","creator":${creator},"entries":[`;
  const gaps: GapMessage[] = [];
  let chunk = '';
  let separator = '';
  for await (const item of items) {
    if ('gap' in item) {
      gaps.push(item.gap);
      continue;
    }
    chunk += `${separator}${JSON.stringify(entryOf(item.record, receiverUrl))}`;
    separator = ',\n';
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  const comment = gaps
    .map(({ first, last, reason }) => `records #${first} to #${last} are missing: ${reason}`)
    .join('; ');
  yield `${chunk}]${comment === '' ? '' : `,"comment":${JSON.stringify(comment)}`}}}\n`;
}

function entryOf(record: ReceivedRecord, receiverUrl: string) {
  const { method, path, headers, body, bodyBytes, reply } = record;
  const isText = isUtf8(body);
  const mimeType = headers.find(
    (_, index) => headers[index - 1]?.toLowerCase() === 'content-type' && index % 2 === 1,
  );
  return {
    startedDateTime: new Date(record.receivedAtMs).toISOString(),
    time: Math.max(0, reply.delayMs),
    request: {
      method,
      url: `${receiverUrl}${path.startsWith('/') ? path : `/${path}`}`,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(headers).map(([name, value]) => ({ name, value })),
      queryString: queryOf(path),
      headersSize: -1,
      bodySize: bodyBytes,
      postData: {
        mimeType: mimeType ?? '',
        text: isText ? body.toString('utf8') : body.toString('base64'),
        params: [],
        ...(isText ? {} : { _encoding: 'base64' }),
      },
    },
    response: {
      status: reply.status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      content: { size: -1, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      comment: reply.manner,
    },
    cache: {},
    timings: { send: 0, wait: Math.max(0, reply.delayMs), receive: 0 },
    connection: String(record.connection),
    _number: record.number,
  };
}

function queryOf(path: string): readonly { readonly name: string; readonly value: string }[] {
  const at = path.indexOf('?');
  if (at === -1) return [];
  return [...new URLSearchParams(path.slice(at))].map(([name, value]) => ({ name, value }));
}

/** Names with their values. */
export function pairs(headers: readonly string[]): readonly (readonly [string, string])[] {
  return headers.flatMap((name, index) =>
    index % 2 === 0 ? [[name, headers[index + 1] ?? ''] as const] : [],
  );
}
