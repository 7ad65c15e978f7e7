import '../../../receiver/vitest/index.ts';
import { expect, test } from 'vitest';
import { watched } from './watched.ts';

test('A health check is no notification: nothing that a program asks is about it', async () => {
  await using rig = await watched();
  await fetch(rig.receiver.url);
  await rig.tell('loaded');
  await fetch(rig.receiver.url, { method: 'HEAD' });
  expect([...rig.receiver.journal].map(({ method }) => method)).toEqual(['GET', 'POST', 'HEAD']);
  expect(rig.receiver.arrivals().map(({ event }) => event)).toEqual(['loaded']);
  expect(rig.receiver).toMatchContract();
  expect(rig.receiver).toHaveReceivedTimes(1);
  expect(rig.receiver.expectations([{ fieldSets: 'all' }]).map(({ judged }) => judged)).toEqual([1]);
});

test('It is a request all the same: it did not receive nothing', async () => {
  await using rig = await watched();
  await fetch(rig.receiver.url);
  expect(rig.receiver).not.toHaveReceivedNothing();
});
