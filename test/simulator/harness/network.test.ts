// Whole runs over a network that fails: what became of the notifications, and who lost them.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { Fate } from '../../../receiver/expect/observation.ts';
import { plainTarget } from '../../../simulator/target/target.ts';
import { closedPort } from '../../support/raw-server.ts';
import { HEAD, played } from './playing.ts';

const QUICK = HEAD.replace('http-response-timeout: 5', 'http-response-timeout: 1');

test.each([
  ['refuse', 'refused', 'network', 'connections refused'],
  [
    '{ reset: { after: 50 B } }',
    'reset before the body went out',
    'network',
    'reset after 50 B of the request',
  ],
  ['{ reset: { of: answer } }', 'reset but stored', null, 'reset at the answer'],
  ['half-open', 'timed out', 'network', 'half-open, the request went nowhere'],
  ['drop answers', 'timed out but stored', null, 'the answer dropped'],
  ['{ dropAnswers: reset }', 'reset but stored', null, 'the answer dropped, and a reset instead'],
  // TCP brings what it has taken, though the sender has given up.
  ['stall', 'timed out but stored', null, 'stalled'],
])('network: %s for one notification of three makes it "%s"', async (fault, fate, where, detail) => {
  const fates: Fate[] = [];
  const { status } = await played(
    `${QUICK}
steps:
  - load: spring
  - network: ${fault}
  - start: spring
  - network: up
  - stop: spring
  - wait: 1s
expect:
  - ledger: { stored: 2 }
  - ledger: { ${fate}: 1 }
    event: started
`,
    { onFate: (each) => fates.push(each) },
  );
  const hit = fates.find(({ event }) => event === 'started')!;
  expect(hit).toMatchObject({ fate, where, detail: expect.stringContaining(detail) });
  expect(status).toBe('passed');
});

test.each([
  ['{ stall: { of: request, after: 300 B } }', 'stalled after 300 B of the request'],
  ['{ stall: { of: both, after: 300 B } }', 'stalled after 300 B each way'],
])('A run comes to its end while %s keeps half a notification back', async (fault, detail) => {
  const fates: Fate[] = [];
  await played(`${QUICK}\nsteps: [{ load: spring }, { network: ${fault} }, { start: spring }]\n`, {
    onFate: (each) => fates.push(each),
  });
  expect(fates).toMatchObject([
    { event: 'loaded', fate: 'stored' },
    { event: 'started', fate: 'timed out', where: 'network', detail: expect.stringContaining(detail) },
  ]);
});

test('Faults may come and go in a branch of their own, for some notifications only', async () => {
  const { status, ledger } = await played(`${QUICK}
steps:
  - parallel:
      - [{ load: spring }, { wait: 1m }]
      - [{ wait: 15s }, { network: { dropAnswers: close, times: 2 } }]
expect:
  - ledger: { reset but stored: 2, stored: { atLeast: 3 } }
`);
  expect([status, ledger.fates.get('reset but stored')]).toEqual(['passed', 2]);
});

test('A target that is down is waited for, and the run goes on when it is back', async () => {
  const port = await closedPort();
  const server = createServer((_, response) => void response.writeHead(201).end());
  const listen = (): Promise<void> =>
    new Promise((resolve) => void server.listen(port, '127.0.0.1', () => resolve()));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen();
  const target = plainTarget(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  let started: Promise<void> = Promise.resolve();
  const { status, counts, campaignMs } = await played(
    `${QUICK}
steps:
  - load: spring
  - start: spring
  - waitForTarget: 10s
  - stop: spring
expect: [{ ledger: { refused: 1, answered: 2 } }]
`,
    {
      destination: { kind: 'target', target },
      onSettled: ({ event, outcome }) => {
        if (event === 'loaded') void close();
        if (outcome?.kind === 'refused') started = listen();
      },
    },
  );
  await started;
  await close();
  expect(counts.outcomes.get('refused')).toBe(1);
  expect([status, campaignMs]).toEqual(['passed', 0]);
});

test('A target that does not come back fails the step, saying what it was answered', async () => {
  const { status, stepFailures } = await played(`${QUICK}
steps:
  - receiver: down
  - waitForTarget: 50ms
expect: [{ ledger: { gone: none } }]
`);
  expect(stepFailures).toMatchObject([
    {
      title: 'the target did not come back within 50ms of real time',
      lines: [expect.stringContaining('refused')],
    },
  ]);
  expect(status).toBe('failed');
});
