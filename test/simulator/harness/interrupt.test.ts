import { describe, expect, test } from 'vitest';
import { runScenario } from '../../../simulator/harness/run-scenario.ts';
import { plainTarget, type Target } from '../../../simulator/target/target.ts';
import { answerOf, rawServer } from '../../support/raw-server.ts';
import { fakeCluster } from '../store/elasticsearch/fake-cluster.ts';
import { created as createdIndex, INDEXED, indexOf, REFRESHED } from '../store/elasticsearch/recorded.ts';
import { HEAD, played, scenarioOf } from './playing.ts';

const A_DAY = `${HEAD}
steps:
  - load: spring
  - wait: 24h
  - unload: spring
expect: [{ fieldSets: all }, { lost: none }]
`;

test('A run that is interrupted says how far it came', async () => {
  const stopping = new AbortController();
  let bodies = 0;
  const result = await played(A_DAY, {
    signal: stopping.signal,
    onBody: () => {
      bodies += 1;
      if (bodies === 5) stopping.abort();
    },
  });
  expect(result).toMatchObject({
    status: 'inconclusive',
    reason: 'it was interrupted before its end',
    interrupted: true,
    campaignMs: 40_000,
  });
  expect(result.timelines).toMatchObject([{ label: 'spring', periodicMessages: 4 }]);
  expect(result.counts.intended).toBe(5);
  // The fifth was just about to go out: it may have been cut off, what came before was not.
  expect(result.counts.delivered).toBeGreaterThanOrEqual(4);
});

test('An interruption is why nothing was judged, not that nothing was sent', async () => {
  const stopping = new AbortController();
  const { judged } = await played(A_DAY.replace('lost: none', 'ledger: { gone: none }, from: 1h'), {
    signal: stopping.signal,
    onSettled: ({ number }) => {
      if (number === 3) stopping.abort();
    },
  });
  expect(judged.at(-1)!.verdict).toMatchObject({
    status: 'inconclusive',
    summary: 'the run was interrupted before this was decided',
  });
});

test('A run that is interrupted on an event of the machine is interrupted on the virtual clock, too', async () => {
  const stopping = new AbortController();
  setImmediate(() => stopping.abort());
  const result = await played(A_DAY, { signal: stopping.signal, destination: { kind: 'none' } });
  expect(result.interrupted).toBe(true);
  expect(result.campaignMs).toBeLessThan(86_400_000);
});

test('A failure that was seen before the interruption stays a failure', async () => {
  const stopping = new AbortController();
  const result = await played(A_DAY.replace('lost: none', 'count: none, event: loaded'), {
    signal: stopping.signal,
    onSettled: ({ number }) => {
      if (number === 3) stopping.abort();
    },
  });
  expect(result).toMatchObject({ status: 'failed', interrupted: true });
});

test('A run that was interrupted before it began does nothing', async () => {
  const result = await played(A_DAY, { signal: AbortSignal.abort() });
  expect(result).toMatchObject({ status: 'inconclusive', interrupted: true, campaignMs: 0 });
  expect(result.counts).toMatchObject({ intended: 0, attempted: 0, recorded: 0 });
});

describe('An interruption while a store is asked', () => {
  const targetAt = (url: string): Target => ({
    ...plainTarget(url),
    kind: 'elasticsearch',
    index: { name: 'ocs-sim-{run}', mapping: 'contract', keep: false },
  });
  const SHORT = `${HEAD}\nsteps: [{ load: spring }, { wait: 15s }, { unload: spring }]\n`;

  test('ends the reading, tells what is known by then, and removes what the run made', async () => {
    const stopping = new AbortController();
    let isThere = false;
    await using cluster = await fakeCluster({
      'GET /ocs-sim-x': () => (isThere ? [200, indexOf('ocs-sim-x')] : [404, '']),
      'PUT /ocs-sim-x': () => {
        isThere = true;
        return [200, createdIndex('ocs-sim-x')];
      },
      'POST /ocs-sim-x/_doc': [201, INDEXED.opensearch],
      'POST /ocs-sim-x/_refresh': [200, REFRESHED],
      'POST /ocs-sim-x/_search': () => {
        stopping.abort();
        return null;
      },
    });
    const result = await played(SHORT, {
      signal: stopping.signal,
      destination: { kind: 'target', target: targetAt(cluster.url) },
      runWord: 'x',
    });
    expect(result).toMatchObject({
      status: 'inconclusive',
      interrupted: true,
      reason: 'it was interrupted before its end',
      store: null,
    });
    expect([...result.ledger.fates]).toEqual([['answered', result.counts.intended]]);
    expect(cluster.lines.at(-1)).toBe('DELETE /ocs-sim-x');
  });

  test('ends the wait before the run, too', async () => {
    const stopping = new AbortController();
    await using cluster = await fakeCluster({
      'GET /': () => {
        stopping.abort();
        return null;
      },
    });
    const result = await runScenario(await scenarioOf(SHORT), {
      signal: stopping.signal,
      destination: { kind: 'target', target: targetAt(cluster.url) },
    });
    expect(result).toMatchObject({ kind: 'environment', code: 'INTERRUPTED' });
  });

  test('leaves nothing behind, also while the index is being made', async () => {
    const stopping = new AbortController();
    await using cluster = await fakeCluster({
      'PUT /ocs-sim-x': () => {
        stopping.abort();
        return [200, createdIndex('ocs-sim-x')];
      },
    });
    const result = await played(SHORT, {
      signal: stopping.signal,
      destination: { kind: 'target', target: targetAt(cluster.url) },
      runWord: 'x',
    });
    expect(result).toMatchObject({ interrupted: true, counts: { intended: 0 } });
    expect(cluster.lines.slice(-2)).toEqual(['PUT /ocs-sim-x', 'DELETE /ocs-sim-x']);
  });
});

describe('An interruption while POSTs are under way', () => {
  // The time-out is longer than any test may take.
  test('does not wait for their answers', async () => {
    const stopping = new AbortController();
    const result = await played(
      `${HEAD.replace('http-response-timeout: 5', 'http-response-timeout: 3600')}
receiver: { reply: { event: periodic, silence: true } }
steps:
  - load: spring
  - wait: 1m
expect: [{ lost: none }]
`,
      {
        signal: stopping.signal,
        onBody: (_group, { event }) => {
          if (event === 'periodic') setImmediate(() => stopping.abort());
        },
      },
    );
    expect(result).toMatchObject({ interrupted: true, campaignMs: 10_000 });
    expect([...result.counts.outcomes.keys()].sort()).toEqual(['answered 200', 'failed']);
  });

  test('lets nothing out to a target afterwards, and leaves no connection open', async () => {
    const stopping = new AbortController();
    await using server = await rawServer(() => stopping.abort());
    const result = await played(
      `${HEAD}
steps:
  - load: spring
  - start: spring
  - wait: 1h
expect: [{ lost: none }]
`,
      { signal: stopping.signal, destination: { kind: 'target', url: server.url } },
    );
    expect(result.interrupted).toBe(true);
    const closing = [...server.open].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    await Promise.all(closing);
    expect([server.requests.length, server.open.size]).toEqual([1, 0]);
  });

  test('counts what waited behind them as failed, without a byte', async () => {
    const stopping = new AbortController();
    await using server = await rawServer((socket, { number }) => {
      if (number < 3) socket.write(answerOf(200));
      else stopping.abort();
    });
    // Unloading while dialing reports twice at once: unloaded waits until stopped has been answered.
    const result = await played(
      `${HEAD}
steps:
  - load: spring
  - start: spring
    mode: Preview
  - unload: spring
  - wait: 1h
expect: [{ attempts: exactly one }]
`,
      { signal: stopping.signal, destination: { kind: 'target', url: server.url } },
    );
    expect(result.interrupted).toBe(true);
    expect(Object.fromEntries(result.counts.outcomes)).toEqual({ 'answered 200': 2, failed: 2 });
    expect(result.lost.map(({ event, outcome }) => [event, outcome!.bytesOut! > 0])).toEqual([
      ['stopped', true],
      ['unloaded', false],
    ]);
    // Beside these the target was looked at beforehand, on a connection of its own.
    const bytes = server.requests.map(({ head, body }) => head.length + 4 + Buffer.byteLength(body));
    expect([bytes.length, bytes.reduce((sum, each) => sum + each)]).toEqual([3, result.counts.bytesOut]);
  });
});
