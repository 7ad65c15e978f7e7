import { expect, test } from 'vitest';
import {
  bytesText,
  durationText,
  instantText,
  percentText,
  timeText,
} from '../../../receiver/page/client/amount-text.js';
import { canonical } from '../../../receiver/page/client/fault-presets.js';
import { bytesOfBase64, hexLine } from '../../../receiver/page/client/hex.js';
import { visibleLines, visibleText } from '../../../receiver/page/client/visible-text.js';

test('What could hide in a text is shown, and ordinary text of any script stays as it is', () => {
  expect(visibleText('Müller Ανοιξη 春 🌱 עברית')).toBe('Müller Ανοιξη 春 🌱 עברית');
  expect(visibleText('a\u0000b\u001b[31mc\u202ed\u200be\ud800f')).toBe(
    'a‹U+0000›b‹U+001B›[31mc‹U+202E›d‹U+200B›e‹U+D800›f',
  );
  expect(visibleText('two\nlines\t')).toBe('two‹U+000A›lines‹U+0009›');
  expect(visibleLines('two\nlines\r\t')).toBe('two\nlines‹U+000D›\t');
});

test('Bytes are dumped sixteen a line, whatever they are', () => {
  const bytes = bytesOfBase64(
    Buffer.from([0, 9, 31, 32, 65, 126, 127, 128, 255, ...Buffer.from('0123456789')]).toString('base64'),
  );
  expect(hexLine(bytes, 0)).toEqual({
    offset: '00000000',
    hex: '00 09 1f 20 41 7e 7f 80  ff 30 31 32 33 34 35 36',
    text: '··· A~···0123456',
  });
  expect(hexLine(bytes, 1)).toEqual({ offset: '00000010', hex: '37 38 39'.padEnd(48), text: '789' });
});

test('Amounts are said in few digits', () => {
  expect([0, 0.004, 12, 61, 3_600, 8_705, 90_000, -75].map(durationText)).toEqual([
    '0 s',
    '0 s',
    '12 s',
    '1m 1s',
    '1h',
    '2h 25m',
    '1d 1h',
    '−1m 15s',
  ]);
  expect([0, 0.0213, 0.852, 1, 12.3].map(percentText)).toEqual([
    '0 %',
    '2.13 %',
    '85.2 %',
    '100 %',
    '1230 %',
  ]);
  expect([665, 1_234, 16_777_216].map(bytesText)).toEqual(['665 B', '1.2 kB', '16.8 MB']);
  expect(timeText(Date.UTC(2026, 0, 1, 8, 0, 0, 7))).toBe('08:00:00.007');
  expect(instantText(Number.MAX_SAFE_INTEGER)).toBe('no time');
});

test('A rule is known again however it is written', () => {
  const rule = { status: 429, headers: { 'Retry-After': '30' } };
  expect(canonical({ headers: { 'retry-after': 30 }, status: 429 })).toBe(canonical(rule));
  expect(canonical([rule])).toBe(canonical(rule));
  expect(canonical({ status: 503 })).not.toBe(canonical(rule));
  expect(canonical({ status: 429, event: 'loaded' })).not.toBe(canonical({ status: 429 }));
});
