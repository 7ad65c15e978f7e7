import { expect, test } from 'vitest';
import { EventParser } from '../../../receiver/page/client/event-source.js';
import fc from '../../support/fast-check.ts';

const STREAM =
  'retry: 1000\n\nevent: record\nid: 7\ndata: {"a":1}\n\n: still here\n\ndata: one\r\ndata: two\r\n\r\nid: 9\n\ndata:tight\n\n';

const EVENTS = [
  { type: 'record', data: '{"a":1}', id: '7' },
  { type: 'message', data: 'one\ntwo', id: '7' },
  { type: 'message', data: 'tight', id: '9' },
];

test('A live stream is understood as the standard says', () => {
  expect(new EventParser().feed(STREAM)).toEqual(EVENTS);
});

test('It is understood in whatever pieces it arrives', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (sizes) => {
      const parser = new EventParser();
      const events = [];
      for (let at = 0, turn = 0; at < STREAM.length; turn += 1) {
        const size = sizes[turn % sizes.length]!;
        events.push(...parser.feed(STREAM.slice(at, at + size)));
        at += size;
      }
      expect(events).toEqual(EVENTS);
    }),
  );
});

test('An event that is not complete yet is waited for', () => {
  const parser = new EventParser();
  expect(parser.feed('data: half')).toEqual([]);
  expect(parser.feed(' done\n')).toEqual([]);
  expect(parser.feed('\n')).toEqual([{ type: 'message', data: 'half done', id: '' }]);
});
