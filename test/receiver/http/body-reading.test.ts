import { describe, expect, test } from 'vitest';
import { addChunk, keptBody, newBodyReading } from '../../../receiver/http/body-reading.ts';
import fc from '../../support/fast-check.ts';

function readingOf(chunks: readonly Uint8Array[], limitBytes: number) {
  const reading = newBodyReading();
  for (const chunk of chunks) addChunk(reading, Buffer.from(chunk), limitBytes);
  return reading;
}

describe('A body that comes in pieces', () => {
  test('is the beginning of all its pieces, and counted to the end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 40 })),
        fc.integer({ min: 1, max: 200 }),
        (chunks, limit) => {
          const whole = Buffer.concat(chunks);
          const reading = readingOf(chunks, limit);
          expect(keptBody(reading)).toEqual(whole.subarray(0, limit));
          expect(reading.bodyBytes).toBe(whole.length);
          expect(reading.kept?.length ?? 0).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });

  test('holds on to no memory but its own', () => {
    const packet = Buffer.allocUnsafeSlow(65_536).fill(0x20);
    const cases = [[packet.subarray(0, 600)], [packet.subarray(0, 300), packet.subarray(300, 600)], [packet]];
    const sizes = cases.map((chunks) => {
      const reading = newBodyReading();
      for (const chunk of chunks) addChunk(reading, chunk, 1_000);
      return keptBody(reading).buffer.byteLength;
    });
    expect(sizes).toEqual([600, 600, 1_000]);
  });
});
