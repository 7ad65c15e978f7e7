// One server under load, a process of its own: node serve.ts fastify|memory|disk|control [FOLDER]. It tells its parent its port, and
// its memory when it is asked for it.

import fastify from 'fastify';
import { contractOf } from '../../receiver/contract/contract.ts';
import { startControl } from '../../receiver/control/control.ts';
import { startReceiver } from '../../receiver/receiver.ts';

/** What the parent is told. */
export type Told =
  | { readonly kind: 'listening'; readonly port: number; readonly control: string | null }
  | { readonly kind: 'memory'; readonly bytes: number; readonly records: number };

const [kind, folder] = process.argv.slice(2);
const { port, records, control } = await (kind === 'fastify' ? plainFastify() : receiver());
process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  tell({ kind: 'memory', bytes: heapUsed + external, records: records() });
});
process.on('disconnect', () => process.exit());
tell({ kind: 'listening', port, control });

function tell(told: Told): void {
  process.send!(told);
}

/** What one would write in five minutes: parses, and keeps what it parsed. */
async function plainFastify() {
  const received: unknown[] = [];
  const app = fastify();
  app.post('/*', async ({ body }) => {
    received.push(body);
    return { recorded: received.length };
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { port: Number(new URL(address).port), records: () => received.length, control: null };
}

async function receiver() {
  const started = await startReceiver(kind === 'disk' ? { journal: { folder: folder! } } : {});
  if (started.kind !== 'receiver') throw new Error(started.message);
  const records = () => started.counts().recorded;
  if (kind !== 'control') return { port: started.port, records, control: null };
  const opened = await startControl(started, { contract: contractOf() });
  if (opened.kind !== 'control') throw new Error(opened.message);
  return { port: started.port, records, control: opened.url };
}
