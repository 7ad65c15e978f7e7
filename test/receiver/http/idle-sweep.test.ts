import { expect, test } from 'vitest';
import { newConnection } from '../../../receiver/http/connection.ts';
import { SWEEPS_AT_REST, sweepIdle } from '../../../receiver/http/idle-sweep.ts';

/** A connection with so many requests, all answered, and what is done to its socket. */
function connectionUnderTest(requests: number) {
  const done: string[] = [];
  const socket = { end: () => void done.push('end'), destroy: () => void done.push('destroy') };
  const connection = Object.assign(newConnection(1, null), { requests, answered: requests });
  return { connection, done, sweep: () => sweepIdle([[socket as never, connection]]) };
}

test('A connection at rest is ended at the third look, and destroyed at the fourth', () => {
  const { done, sweep } = connectionUnderTest(1);
  for (let look = 0; look < SWEEPS_AT_REST; look += 1) sweep();
  expect(done).toEqual([]);
  sweep();
  expect(done).toEqual(['end']);
  sweep();
  expect(done).toEqual(['end', 'destroy']);
});

test('A request between two looks starts the count again', () => {
  const { connection, done, sweep } = connectionUnderTest(1);
  for (let turn = 0; turn < 5; turn += 1) {
    for (let look = 0; look < SWEEPS_AT_REST; look += 1) sweep();
    connection.requests += 1;
    connection.answered += 1;
  }
  expect(done).toEqual([]);
});

test.each([
  ['that never had a request', { requests: 0, answered: 0 }],
  ['whose answer is due', { requests: 2, answered: 1 }],
  ['on which a body is coming in', { requests: 2, answered: 2, readings: new Set([{} as never]) }],
])('A connection %s is left to other limits', (_what, state) => {
  const { connection, done, sweep } = connectionUnderTest(1);
  Object.assign(connection, state);
  for (let look = 0; look < 6; look += 1) sweep();
  expect(done).toEqual([]);
});
