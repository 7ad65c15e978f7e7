// Notifications into a real OpenSearch and compared back: how long the comparison takes beside the sending, and what it needs of
// memory as the count grows. `npm run benchmark:store`, with OPENSEARCH_URL or with Java and Maven.

import { runScenario } from '../../simulator/harness/run-scenario.ts';
import { readScenario } from '../../simulator/scenario/load.ts';
import { plainTarget } from '../../simulator/target/target.ts';
import { startEngine } from '../support/servers/engine.ts';

const GROUPS = 100;

/** So many periodic messages of a hundred groups, in bursts of the same instant. */
function scenarioText(notifications: number): string {
  const rounds = Math.floor(notifications / GROUPS) - 3;
  return `
name: ${notifications} notifications
ocs:
  options: { send-campaigngroup-states: true, campaigngroup-states-interval: 10, http-connection-pool-size: 8 }
groups: { each: { count: ${GROUPS}, callingLists: { East: 12000, West: 8000 } } }
steps:
  - load: all
  - { start: all, mode: Preview }
  - wait: ${rounds * 10 + 5}s
  - stop: all
expect: [{ ledger: { gone: none, altered: none, duplicated: none } }]
`;
}

interface Measured {
  readonly notifications: number;
  readonly sendingMs: number;
  readonly comparingMs: number;
  /** Heap and buffers in use after a collection, the most that was seen while the store was read. */
  readonly peakBytes: number;
}

async function measure(url: string, notifications: number): Promise<Measured> {
  const { scenario } = await readScenario({ name: 'benchmark', text: scenarioText(notifications) });
  const target = {
    ...plainTarget(url),
    kind: 'elasticsearch' as const,
    index: { name: 'ocs-sim-benchmark-{run}', mapping: 'contract' as const, keep: false },
  };
  let peakBytes = 0;
  let told = 0;
  const result = await runScenario(scenario!, {
    destination: { kind: 'target', target },
    onFate: () => {
      told += 1;
      if (told % 2_000 !== 0) return;
      globalThis.gc?.();
      const { heapUsed, external } = process.memoryUsage();
      peakBytes = Math.max(peakBytes, heapUsed + external);
    },
  });
  if ('kind' in result) throw new Error(`${result.message}\n${result.hint}`);
  if (result.status !== 'passed') throw new Error(`${result.status}: ${result.reason}`);
  const comparingMs = result.store!.realMs;
  return {
    notifications: result.counts.attempted,
    sendingMs: result.realMs - comparingMs,
    comparingMs,
    peakBytes,
  };
}

const server = await startEngine('opensearch');
if ('missing' in server) throw new Error(`${server.missing} is missing: ${server.remedy}`);
try {
  // Warms the server up.
  await measure(server.url, 2_000);
  for (const count of [10_000, 100_000]) {
    const { notifications, sendingMs, comparingMs, peakBytes } = await measure(server.url, count);
    const facts = [
      `${notifications.toLocaleString('en-US')} notifications`,
      `sent in ${(sendingMs / 1_000).toFixed(1)} s`,
      `compared in ${(comparingMs / 1_000).toFixed(1)} s`,
      `ratio ${(comparingMs / sendingMs).toFixed(2)}`,
      `${(peakBytes / 1e6).toFixed(0)} MB at most`,
    ];
    process.stdout.write(`${facts.join(' · ')}\n`);
  }
} finally {
  await server.stop();
}
