import { expect, test } from 'vitest';
import {
  decodeRecord,
  FORMAT,
  LineBuffer,
  linesOf,
  noteText,
  recordText,
} from '../../../../receiver/journal/disk/line.ts';
import { RecentContents } from '../../../../receiver/journal/received.ts';
import { arrivedAtMs } from '../../../../receiver/journal/record.ts';
import { unusable } from '../../../../receiver/parse.ts';
import fc from '../../../support/fast-check.ts';
import { someRecord } from '../some-record.ts';

const buffer = new LineBuffer();

function written(...texts: readonly string[]): Buffer {
  buffer.clear();
  for (const text of texts) buffer.add(text);
  return Buffer.from(buffer.bytes);
}

function decoded(bytes: Buffer) {
  return linesOf(bytes).lines.flatMap((line) =>
    line.kind === 'record'
      ? [decodeRecord(bytes.subarray(line.offset, line.offset + line.bytes), new RecentContents())]
      : [],
  );
}

test('A record comes back as it was, whatever bytes its body and texts have', () => {
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    fc.json().map((text) => Buffer.from(text)),
    fc.constantFrom(
      Buffer.from('\ufeff{}'),
      Buffer.from('{"a":"\u0000\u2028\n"}'),
      Buffer.from('","crc":"00000000"}\n'),
    ),
  );
  fc.assert(
    fc.property(bodies, fc.string({ unit: 'binary' }), fc.array(fc.string()), (body, path, headers) => {
      const record = someRecord(17, body, { path, headers });
      const [back, ...more] = decoded(written(recordText(record)));
      expect(more).toEqual([]);
      expect(back!.body.equals(record.body)).toBe(true);
      expect({ ...back, body: null }).toEqual({ ...record, body: null });
      expect(back!.content).toEqual(record.content);
    }),
  );
});

test('A fault and a cut are kept with the record', () => {
  const record = someRecord(1, '{"a":', {
    flaw: unusable('cut short', 'after 5 bytes: the connection was closed'),
    reply: { status: null, manner: 'silence', delayMs: 0, fault: { rule: 'rule 1', kinds: ['silence'] } },
  });
  const [back] = decoded(written(recordText(record)));
  expect(back!.reply).toEqual(record.reply);
  expect(back!.content).toEqual({
    kind: 'unusable',
    problem: 'cut short',
    detail: 'after 5 bytes: the connection was closed',
  });
});

test('A body is readable text in the file where it is UTF-8, and base64 where it is not', () => {
  expect(JSON.parse(recordText(someRecord(1, '{"name":"Zoë"}')))).toMatchObject({ body: '{"name":"Zoë"}' });
  expect(JSON.parse(recordText(someRecord(1, Buffer.from([0x7b, 0xff]))))).toMatchObject({ base64: 'e/8=' });
});

test.each([
  ['zero bytes', Buffer.alloc(3_000)],
  ['bytes of all kinds below 128', Buffer.from(Array.from({ length: 3_000 }, (_, index) => index % 128))],
  ['bytes of all kinds', Buffer.from(Array.from({ length: 3_000 }, (_, index) => index % 256))],
])('A binary body takes no more than Base64 does: %s', (_what, body) => {
  const text = recordText(someRecord(1, body));
  expect(text.length).toBeLessThanOrEqual(recordText(someRecord(1, '')).length + 4_010);
  expect(decoded(written(text))[0]!.body.equals(body)).toBe(true);
});

test.each(['{"a":"b","c":"d"}', '""""""""""""', 'a\tb\r\n\tc', '{"a":"\\u0000\\u0000"}'])(
  'A body that is text can be found by grep: %j',
  (body) => {
    expect(JSON.parse(recordText(someRecord(1, body)))).toMatchObject({ body });
  },
);

test('Lines of other kinds come back too', () => {
  const gap = { first: 2, last: 4, reason: 'not recorded: the disk is full (ENOSPC)' };
  const segment = { format: FORMAT, first: 2, previous: 1, start: 1, gaps: [gap] } as const;
  const bytes = written(noteText({ segment }), noteText({ gap }), noteText({ reset: { start: 5 } }));
  expect(linesOf(bytes)).toMatchObject({
    lines: [
      { kind: 'segment', segment },
      { kind: 'gap', gap },
      { kind: 'reset', start: 5 },
    ],
    wholeBytes: bytes.length,
    damaged: 0,
  });
});

test('One byte changed anywhere in a line, and that line counts no more; those around it do', () => {
  const [a, b, c] = [1, 2, 3].map((n) => written(recordText(someRecord(n, '{"a":"b"}'))));
  fc.assert(
    fc.property(fc.nat({ max: b!.length - 2 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(b!);
      changed[at] = changed[at]! ^ change;
      const numbers = decoded(Buffer.concat([a!, changed, c!])).map(({ number }) => number);
      expect(numbers).toEqual([1, 3]);
    }),
  );
});

test('The buffer takes lines larger than itself', () => {
  const large = 'x'.repeat(700_000);
  for (const round of [1, 2]) {
    buffer.clear();
    buffer.add(recordText(someRecord(round)));
    buffer.add(recordText(someRecord(round + 1, large)));
    expect(decoded(buffer.bytes).map(({ body }) => body.length)).toEqual([2, 700_000]);
  }
});

test('a line keeps the instant of the clock that is never set, and lines of older versions do without', () => {
  const [back] = decoded(written(recordText(someRecord(1, '{}', { steadyAtMs: 1_767_225_600_123.5 }))));
  expect(back).toMatchObject({ receivedAtMs: 1_767_225_600_001, steadyAtMs: 1_767_225_600_123.5 });
  const [old] = decoded(written(recordText(someRecord(1))));
  expect(old?.steadyAtMs).toBeUndefined();
  expect(arrivedAtMs(old!)).toBe(1_767_225_600_001);
});
