import { describe, expect, test } from 'vitest';
import { addChunk, type BodyReading, newBodyReading, takeBody } from '../../../receiver/http/body-reading.ts';
import { IncomingBodies } from '../../../receiver/http/incoming-bodies.ts';
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
          expect(takeBody(reading)).toEqual(whole.subarray(0, limit));
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
      return takeBody(reading).buffer.byteLength;
    });
    expect(sizes).toEqual([600, 600, 1_000]);
  });

  test('grows in place beyond 64 KiB, and what is left over goes back at once', () => {
    const reading = newBodyReading();
    for (let at = 0; at < 30; at += 1) addChunk(reading, Buffer.alloc(10_000, at), 250_000, 16_000_000);
    const { buffer } = reading.kept!;
    expect([reading.keptBytes, reading.bodyBytes, buffer.byteLength]).toEqual([250_000, 300_000, 250_000]);
    const body = takeBody(reading);
    expect(body).toEqual(Buffer.concat(Array.from({ length: 25 }, (_, at) => Buffer.alloc(10_000, at))));
    expect([buffer.byteLength, body.buffer.byteLength]).toEqual([0, 250_000]);
    expect((buffer as ArrayBuffer).detached).toBe(true);
  });
});

describe('Bodies that come in at the same time', () => {
  test('never hold more together than they may, and it is never the one that moves that loses', () => {
    const sending = fc.record({
      body: fc.integer({ min: 0, max: 9 }),
      bytes: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(sending, { maxLength: 200 }), (sendings) => {
        const readings = Array.from({ length: 10 }, () => newBodyReading());
        const lost = new Set<BodyReading>();
        let moving: BodyReading | null = null;
        const bodies = new IncomingBodies<BodyReading>(400, 500, (reading) => {
          expect(reading).not.toBe(moving);
          lost.add(reading);
          bodies.release(reading);
          takeBody(reading, 0);
        });
        for (const { body, bytes } of sendings) {
          moving = readings[body]!;
          if (lost.has(moving)) continue;
          bodies.add(moving, Buffer.alloc(bytes));
          const held = readings.reduce((sum, { kept }) => sum + (kept?.length ?? 0), 0);
          expect(held).toBeLessThanOrEqual(500);
          expect(moving.keptBytes).toBe(Math.min(400, moving.bodyBytes));
        }
      }),
    );
  });
});
