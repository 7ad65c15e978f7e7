import { expect, test } from 'vitest';
import { PaceMeter } from '../../../../simulator/report/live/pace.ts';

test('one reading tells no pace, two do', () => {
  const meter = new PaceMeter();
  expect(meter.take({ atMs: 100, sent: 0, campaignMs: 0 })).toBeNull();
  expect(meter.take({ atMs: 600, sent: 50, campaignMs: 30_000 })).toEqual({ perSecond: 100, speed: 60 });
});

test('what was longer ago than the window is forgotten, however often is looked', () => {
  const meter = new PaceMeter(1_000);
  let last = null;
  for (let atMs = 0; atMs <= 10_000; atMs += 100) {
    const sent = atMs < 8_000 ? 0 : (atMs - 8_000) / 10;
    last = meter.take({ atMs, sent, campaignMs: atMs });
  }
  expect(last).toEqual({ perSecond: 100, speed: 1 });
});

test('readings that lie further apart than the window are compared with the one before', () => {
  const meter = new PaceMeter(1_000);
  meter.take({ atMs: 0, sent: 0, campaignMs: 0 });
  meter.take({ atMs: 5_000, sent: 5, campaignMs: 0 });
  expect(meter.take({ atMs: 10_000, sent: 25, campaignMs: 0 })).toEqual({ perSecond: 4, speed: 0 });
});
