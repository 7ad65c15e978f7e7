// "No error-handling is carried out" (documented): one attempt, whatever happens. Proved at a raw socket that counts connections,
// bytes and requests, not by asking the sender.

import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { contractOf } from '../../../receiver/contract/contract.ts';
import { bodyBuilder } from '../../../simulator/sender/build.ts';
import { Ledger, type LedgerEntry, outcomeWord } from '../../../simulator/sender/ledger.ts';
import { Notifier } from '../../../simulator/sender/notifier.ts';
import { SILENT_TRACE_LOG } from '../../../simulator/sender/tracing.ts';
import type { PostOutcome } from '../../../simulator/sender/transport.ts';
import { VirtualClock } from '../../../simulator/time/virtual-clock.ts';
import { ANSWER_200, answerOf, closedPort, type RawAnswer, rawServer } from '../../support/raw-server.ts';
import { loadedFacts } from './facts.ts';
import { openTransport, postTo } from './posting.ts';

interface Misbehaviour {
  readonly what: string;
  readonly answer: RawAnswer;
  readonly kind: PostOutcome['kind'];
  readonly status?: number;
  readonly detail: RegExp;
  readonly responseTimeoutSeconds?: number;
}

const redirects = [301, 302, 303, 307, 308].map(
  (status): Misbehaviour => ({
    what: `redirects with ${status}`,
    answer: (socket, { head }) => {
      const elsewhere = /^x-elsewhere: (.+)$/im.exec(head)![1]!;
      socket.write(answerOf(status, [`Location: ${elsewhere}`], 'over there'));
    },
    kind: 'answered',
    status,
    detail: /^over there$/,
  }),
);

const MISBEHAVIOURS: readonly Misbehaviour[] = [
  {
    what: 'resets the connection before the headers',
    answer: (socket) => socket.resetAndDestroy(),
    kind: 'reset',
    detail: /^the other side reset the connection without an answer$/,
  },
  {
    what: 'ends the connection without an answer',
    answer: (socket) => void socket.end(),
    kind: 'reset',
    detail: /^the other side closed the connection without an answer$/,
  },
  {
    what: 'resets the connection after the headers',
    answer: (socket) =>
      void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n', () => socket.resetAndDestroy()),
    kind: 'reset',
    detail:
      /^the other side reset the connection (in the middle of its answer, after the status 200|after \d+ bytes of an answer, within its headers)$/,
  },
  {
    what: 'ends the connection in the middle of the body',
    answer: (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'),
    kind: 'reset',
    detail: /^the other side closed the connection in the middle of its answer, after the status 200$/,
  },
  {
    what: 'ends the connection in the middle of the headers',
    answer: (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-'),
    kind: 'reset',
    detail: /^the other side closed the connection after 25 bytes of an answer, within its headers$/,
  },
  {
    what: 'is silent for longer than the response time-out',
    answer: () => {},
    kind: 'timed out',
    detail: /^no complete answer within 0\.05 s$/,
    responseTimeoutSeconds: 0.05,
  },
  {
    what: 'stops in the middle of the body for longer than the response time-out',
    answer: (socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'),
    kind: 'timed out',
    detail: /^no complete answer within 0\.05 s, after the status 200$/,
    responseTimeoutSeconds: 0.05,
  },
  {
    what: 'answers 503 and asks to come again at once',
    answer: (socket) => void socket.write(answerOf(503, ['Retry-After: 0'], 'busy')),
    kind: 'answered',
    status: 503,
    detail: /^busy$/,
  },
  {
    what: 'answers 408 and closes',
    answer: (socket) => void socket.end(answerOf(408, ['Connection: close'])),
    kind: 'answered',
    status: 408,
    detail: /^$/,
  },
  {
    what: 'answers 429',
    answer: (socket) => void socket.write(answerOf(429, ['Retry-After: 0'])),
    kind: 'answered',
    status: 429,
    detail: /^$/,
  },
  {
    what: 'answers 401 and asks for credentials',
    answer: (socket) => void socket.write(answerOf(401, ['WWW-Authenticate: Basic realm="x"'])),
    kind: 'answered',
    status: 401,
    detail: /^$/,
  },
  {
    what: 'answers something that is not HTTP',
    answer: (socket) => void socket.write('SSH-2.0-OpenSSH_9.6\r\n'),
    kind: 'failed',
    detail: /^it speaks SSH, not HTTP: its answer begins with "SSH-2.0-OpenSSH_9.6"; is the port right\?$/,
  },
  ...redirects,
];

describe.each(MISBEHAVIOURS)(
  'A server that $what',
  ({ answer, kind, status, detail, responseTimeoutSeconds }) => {
    test('is sent one request on one connection, and nothing elsewhere', async () => {
      await using elsewhere = await rawServer(ANSWER_200);
      await using server = await rawServer(answer);
      const transport = openTransport();
      const outcome = await transport.post(
        postTo(server.url, {
          headers: { 'x-elsewhere': elsewhere.url },
          ...(responseTimeoutSeconds === undefined ? {} : { responseTimeoutSeconds }),
        }),
      );
      await transport.close();
      expect(outcome).toMatchObject({ kind, status: status ?? null, detail: expect.stringMatching(detail) });
      const [request, ...more] = server.requests;
      expect([more, server.incomplete, server.connections]).toEqual([[], '', 1]);
      expect(server.bytes).toBe(request!.head.length + 4 + request!.body.length);
      expect(outcome.bytesOut).toBe(server.bytes);
      expect([elsewhere.connections, elsewhere.bytes]).toEqual([0, 0]);
    });

    test('gets what comes next as well, once each, and the books say so', async () => {
      await using elsewhere = await rawServer(ANSWER_200);
      await using server = await rawServer(answer);
      await using transport = openTransport();
      const clock = new VirtualClock();
      const ledger = new Ledger();
      const settled: LedgerEntry[] = [];
      ledger.listen({ settled: (entry) => settled.push(entry) });
      const notifier = new Notifier({
        contract: contractOf(),
        clock,
        transport,
        ledger,
        traceLog: SILENT_TRACE_LOG,
        optionsOf: () => ({
          application: 'OCServer_1',
          enabled: true,
          enabledWhere: 'OCServer_1',
          uri: server.url,
          poolSize: 2,
          responseTimeoutSeconds: responseTimeoutSeconds ?? 5,
          proxy: null,
          headers: { 'x-elsewhere': elsewhere.url },
        }),
      });
      const both = [loadedFacts(), { ...loadedFacts(), event: 'started', state: 'Running' } as const];
      for (const [index, facts] of both.entries()) {
        clock.at(clock.epochMs + (index + 1) * 10_000, 'reports', () => notifier.notify('spring', facts));
      }
      await clock.run('test', () => clock.sleep(30_000, 'both'));
      await notifier.idle();
      const build = bodyBuilder(contractOf());
      expect(server.requests.map((request) => JSON.parse(request.body))).toEqual(both.map(build));
      expect(server.incomplete).toBe('');
      const word = kind === 'answered' ? `answered ${status}` : kind;
      expect(settled.map((entry) => [entry.number, entry.atMs, outcomeWord(entry)])).toEqual([
        [1, 10_000, word],
        [2, 20_000, word],
      ]);
      expect([ledger.intended, ledger.attempted, ledger.delivered, ledger.underWay.size]).toEqual([
        2, 2, 0, 0,
      ]);
      expect([...ledger.outcomes]).toEqual([[word, 2]]);
      expect(ledger.bytesOut).toBe(server.bytes);
      expect(elsewhere.connections).toBe(0);
    });
  },
);

test('A refused connection is the one attempt: nothing comes when somebody listens there afterwards', async () => {
  const port = await closedPort();
  const transport = openTransport();
  const outcome = await transport.post(postTo(`http://127.0.0.1:${port}/states`));
  expect(outcome).toMatchObject({ kind: 'refused', status: null, bytesOut: 0 });
  expect(outcome.detail).toContain('ECONNREFUSED');
  await using server = await rawServer(ANSWER_200, { port });
  // What would have been kept for later would go out now, before this one or with it.
  const next = await transport.post(postTo(server.url, { body: '{"next":true}' }));
  await transport.close();
  expect(next).toMatchObject({ kind: 'answered', status: 200 });
  expect(server.requests.map((request) => request.body)).toEqual(['{"next":true}']);
  expect([server.connections, server.bytes]).toEqual([1, next.bytesOut]);
});

test.each([
  ['with a reset', (socket: Socket) => void socket.resetAndDestroy()],
  ['in good order', (socket: Socket) => void socket.end()],
])(
  'A server that accepts a connection and closes it at once, %s, is not called again',
  async (_how, onConnection) => {
    await using server = await rawServer(() => {}, { onConnection });
    const transport = openTransport();
    const outcome = await transport.post(postTo(server.url));
    await transport.close();
    expect(outcome).toMatchObject({ kind: 'reset', status: null });
    expect(server.connections).toBe(1);
    expect(server.requests.length).toBeLessThanOrEqual(1);
  },
);

describe('A server that closes an idle connection just as the next POST goes out', () => {
  const alone: typeof postTo = (uri, more) => postTo(uri, { ...more, poolSize: 1 });

  test.each([
    ['with a reset', (socket: Socket) => void socket.resetAndDestroy()],
    ['in good order', (socket: Socket) => void socket.end()],
    ['without waiting for what is under way', (socket: Socket) => void socket.destroy()],
  ])('%s, sees it once at most', async (_how, close) => {
    await using server = await rawServer(ANSWER_200);
    const transport = openTransport();
    expect(await transport.post(alone(server.url))).toMatchObject({ kind: 'answered', status: 200 });
    expect(server.open.size).toBe(1);
    // Same tick: the sender cannot know yet.
    for (const socket of server.open) close(socket);
    const outcome = await transport.post(alone(server.url, { body: '{"second":true}' }));
    const last = await transport.post(alone(server.url, { body: '{"third":true}' }));
    await transport.close();
    const seconds = server.requests.filter((request) => request.body === '{"second":true}');
    expect(seconds.length).toBeLessThanOrEqual(1);
    // Either it went out on the dying connection and is lost, or the sender saw in time and opened another one for it.
    expect([outcome.kind, seconds.length]).toEqual(
      outcome.kind === 'answered' ? ['answered', 1] : ['reset', expect.any(Number)],
    );
    expect(last).toMatchObject({ kind: 'answered', status: 200 });
    expect(server.requests.filter((request) => request.body === '{"third":true}')).toHaveLength(1);
    expect([server.incomplete, server.connections]).toEqual(['', 2]);
  });

  test('after it has read the request, never sees that one again', async () => {
    await using server = await rawServer((socket, { number }) => {
      if (number === 1) socket.write(answerOf(200));
      else if (number === 2) socket.end();
      else socket.write(answerOf(200));
    });
    const transport = openTransport();
    await transport.post(alone(server.url, { body: '{"first":true}' }));
    const lost = await transport.post(alone(server.url, { body: '{"second":true}' }));
    await transport.post(alone(server.url, { body: '{"third":true}' }));
    await transport.close();
    expect(lost.kind).toBe('reset');
    expect(server.requests.map(({ body, connection }) => [body, connection])).toEqual([
      ['{"first":true}', 1],
      ['{"second":true}', 1],
      ['{"third":true}', 2],
    ]);
  });
});

test('Requests that wait behind a broken one for the only connection are sent once each, on another', async () => {
  await using server = await rawServer((socket, { number }) => {
    if (number === 1) socket.resetAndDestroy();
    else socket.write(answerOf(200));
  });
  const transport = openTransport();
  const outcomes = await Promise.all(
    [1, 2, 3].map((n) => transport.post(postTo(server.url, { body: `{"n":${n}}`, poolSize: 1 }))),
  );
  await transport.close();
  expect(outcomes.map((outcome) => outcome.kind)).toEqual(['reset', 'answered', 'answered']);
  expect(server.requests.map((request) => request.body)).toEqual(['{"n":1}', '{"n":2}', '{"n":3}']);
  expect(server.connections).toBe(2);
  expect(outcomes.map((outcome) => outcome.bytesOut)).toEqual([1, 2, 3].map(() => server.bytes / 3));
});
