// The receiver beside plain fastify, and beside WireMock and MockServer with `--peers`, in one run: `node test/benchmark/receiver.ts`.
// It prints ratios as a Markdown table and judges nothing. Every round starts every server anew, and they take turns under load.

import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Load, loadOf } from './load.ts';
import { findPeers } from './peers.ts';
import { end, type Measured, measure, type UnderLoad } from './process-under-load.ts';
import type { Told } from './serve.ts';
import { waitLatency } from './wait-latency.ts';

const ROOT = join(import.meta.dirname, '../..');
const ROUNDS = Number(process.env.OCS_TEST_ROUNDS ?? 5);
const WARM_UP_SECONDS = 2;
/** Each server's turn, short, so that what else the machine does hits all of them alike. */
const SECONDS = 1;
const TURNS = 4;
/** The JVM needs longer until it has compiled what it runs often. */
const PEER_WARM_UP_SECONDS = 8;

interface Contestant {
  readonly name: string;
  readonly goal: string;
  readonly warmUpSeconds: number;
  start(): Promise<UnderLoad>;
}

const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-benchmark-'));
try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const load = loadOf(notifications(), folder);
  const baseline = own('fastify', 'plain fastify that parses and keeps', '');
  const memory = own('memory', 'receiver, journal in memory', '>= 1.0');
  const others: Contestant[] = [
    memory,
    own('control', 'receiver, journal in memory, verdicts over its control API', '>= 1.0'),
    own('disk', 'receiver, journal on disk', '>= 0.9'),
  ];
  const notes: string[] = [];
  const peers: Contestant[] = [];
  if (process.argv.includes('--peers')) {
    const found = findPeers();
    if ('missing' in found) notes.push(`Without WireMock and MockServer: ${found.missing}.`);
    else {
      for (const { name, goal, start } of found) {
        peers.push({
          name,
          goal: `<= ${(1 / goal).toFixed(2)} of memory`,
          warmUpSeconds: PEER_WARM_UP_SECONDS,
          start,
        });
      }
    }
  }
  const results = new Map<Contestant, Measured[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    await playRound([baseline, ...others, ...peers], load, results);
  }
  const [cpu] = cpus();
  print([
    `Node.js ${process.versions.node}, ${cpus().length} x ${cpu?.model ?? 'unknown processor'}; driver: ${load.driver}, 32 connections;`,
    `median of ${ROUNDS} rounds of ${TURNS} turns of ${SECONDS} s, each server in a process of its own, started anew for each round.`,
    'Ratios are taken within a turn.',
    '',
    '| server | requests/s | CPU µs per request | to fastify | to receiver in memory | goal |',
    '|---|---|---|---|---|---|',
    ...[baseline, ...others, ...peers].map((contestant) => row(contestant, results, baseline, memory)),
    '',
    ...notes,
    await memoryLine(load),
    await waitLine(),
  ]);
}

function row(
  contestant: Contestant,
  results: ReadonlyMap<Contestant, readonly Measured[]>,
  baseline: Contestant,
  memory: Contestant,
): string {
  const own = results.get(contestant)!;
  const ratioTo = (other: Contestant): string => {
    const ratios = own.map(
      ({ requestsPerSecond }, turn) => requestsPerSecond / results.get(other)![turn]!.requestsPerSecond,
    );
    return median(ratios).toFixed(2);
  };
  const processor = own.map(({ microsecondsPerRequest }) => microsecondsPerRequest);
  return `| ${[
    contestant.name,
    Math.round(median(own.map(({ requestsPerSecond }) => requestsPerSecond))),
    processor.includes(null) ? '' : Math.round(median(processor as number[])),
    ratioTo(baseline),
    ratioTo(memory),
    contestant.goal,
  ].join(' | ')} |`;
}

/** Adds a measurement of each contestant for each turn. */
async function playRound(
  contestants: readonly Contestant[],
  load: Load,
  results: Map<Contestant, Measured[]>,
): Promise<void> {
  const servers = new Map<Contestant, UnderLoad>();
  try {
    for (const contestant of contestants) {
      const server = await contestant.start();
      servers.set(contestant, server);
      await load.run(server.port, contestant.warmUpSeconds);
    }
    for (let turn = 0; turn < TURNS; turn += 1) {
      for (const [contestant, server] of servers) {
        const measured = await measure(server, load, SECONDS);
        results.set(contestant, [...(results.get(contestant) ?? []), measured]);
      }
    }
  } finally {
    for (const server of servers.values()) await end(server);
  }
}

function own(kind: 'fastify' | 'memory' | 'control' | 'disk', name: string, goal: string): Contestant {
  return { name, goal, warmUpSeconds: WARM_UP_SECONDS, start: () => startOwn(kind) };
}

async function startOwn(kind: string): Promise<UnderLoad & { readonly control: string | null }> {
  const journal = mkdtempSync(join(folder, 'journal-'));
  const child = fork(join(import.meta.dirname, 'serve.ts'), [kind, journal], { execArgv: ['--expose-gc'] });
  const [told] = (await once(child, 'message')) as [Told];
  if (told.kind !== 'listening') throw new Error(`the server said ${told.kind}`);
  return { port: told.port, control: told.control, child };
}

/** What the receiver with its journal on disk keeps in memory of so many more records, garbage collected. */
async function memoryLine(load: Load): Promise<string> {
  const server = await startOwn('disk');
  const ask = async () => {
    server.child.send('memory');
    const [told] = (await once(server.child, 'message')) as [Told];
    if (told.kind !== 'memory') throw new Error(`the server said ${told.kind}`);
    return told;
  };
  try {
    let before = await ask();
    while (before.records < 100_000) {
      await load.run(server.port, 2);
      before = await ask();
    }
    let after = before;
    while (after.records < before.records + 200_000) {
      await load.run(server.port, 2);
      after = await ask();
    }
    const records = after.records - before.records;
    const growth = ((after.bytes - before.bytes) / records) * 100_000;
    return `Memory growth with the journal on disk: ${(growth / 1e6).toFixed(1)} MB per 100,000 records, over ${records} of them (goal: <= 5).`;
  } finally {
    await end(server);
  }
}

async function waitLine(): Promise<string> {
  const server = await startOwn('control');
  try {
    const { medianMs, worstMs } = await waitLatency(server.port, server.control!, notifications()[0]!);
    return `A wait over the control API is answered ${medianMs.toFixed(1)} ms after the notification was sent off (median; worst ${worstMs.toFixed(1)} ms; goal: <= 5).`;
  } finally {
    await end(server);
  }
}

/** Bodies as a campaign sends them. */
function notifications(): readonly string[] {
  const args = [join(ROOT, 'simulator/cli/bin.ts'), 'generate', 'scenarios/full-lifecycle.yaml', '--bodies'];
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  const bodies = stdout.split('\n').filter((line) => line !== '');
  if (status !== 0 || bodies.length === 0) throw new Error('no notifications were generated');
  return bodies;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
