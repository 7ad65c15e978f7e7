import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { Fate } from '../../../receiver/expect/observation.ts';
import { plainTarget } from '../../../simulator/target/target.ts';
import { HEAD, played } from './playing.ts';

const IN_TROUBLE = `${HEAD}
receiver:
  reply: { event: periodic, status: 503 }
steps:
  - load: spring
  - wait: 30s
  - receiver: down
  - start: spring
  - receiver: up
  - stop: spring
`;

test('A run is judged by what became of every notification in the end', async () => {
  const fates: Fate[] = [];
  const { status, ledger, counts } = await played(
    `${IN_TROUBLE}expect:
  - ledger: { stored: 2, rejected: 3, refused: 1, gone: 4 }
  - ledger: { gone: none, perhaps gone: none }
    event: [loaded, stopped]
  - ledger: { refused: 1 }
    event: started
    from: 30s
`,
    { onFate: (fate) => fates.push(fate) },
  );
  expect(status).toBe('passed');
  expect(fates.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(counts.intended).toBe(6);
  expect(Object.fromEntries(ledger.fates)).toEqual({ stored: 2, rejected: 3, refused: 1 });
  expect(ledger.losses.map(({ first, count }) => [first.number, first.fate, count])).toEqual([
    [2, 'rejected', 3],
    [5, 'refused', 1],
  ]);
  // The stop was kept, so that the lost start misleads nobody for long.
  expect([ledger.lostStateChanges, ledger.beliefs]).toEqual([1, []]);
});

test('What is gone fails the run and is named', async () => {
  const { status, judged } = await played(`${IN_TROUBLE}expect: [{ ledger: { gone: { atMost: 3 } } }]\n`);
  expect(status).toBe('failed');
  expect(judged[0]!.verdict.failures).toMatchObject([
    {
      kind: 'ledger',
      what: 'gone',
      counted: 4,
      perhaps: 0,
      named: [{ number: 2 }, { number: 3 }, { number: 4 }],
    },
  ]);
});

test('Of a target whose store nobody reads it is not known what it keeps', async () => {
  const server = createServer((_, response) => void response.writeHead(201).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { status, judged, ledger } = await played(
    `${HEAD}steps: [{ load: spring }, { wait: 10s }]
expect:
  - ledger: { gone: none }
  - ledger: { answered: 2, refused: none }
`,
    { destination: { kind: 'target', target: plainTarget(url) } },
  );
  await new Promise((resolve) => server.close(resolve));
  expect(status).toBe('inconclusive');
  expect(judged.map(({ verdict }) => [verdict.status, verdict.summary])).toEqual([
    ['inconclusive', "0 to 2 gone: 2 answered, and no store was read (readBack in a target's file says how)"],
    ['passed', "2 answered, 0 refused of 2, from the sender's records"],
    ['passed', '2 of 2'],
  ]);
  expect(ledger.beliefs).toEqual([]);
});
