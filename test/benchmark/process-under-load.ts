import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Load } from './load.ts';

/** A server that runs. */
export interface UnderLoad {
  readonly port: number;
  readonly child: ChildProcess;
}

/** One measurement. */
export interface Measured {
  readonly requestsPerSecond: number;
  /** Processor time of the server's process for one request; null where the operating system does not tell. */
  readonly microsecondsPerRequest: number | null;
}

/** Measures a server for a while. Throws where an answer was wrong or missing. */
export async function measure({ port, child }: UnderLoad, load: Load, seconds: number): Promise<Measured> {
  const before = processorSeconds(child.pid!);
  const { requestsPerSecond, requests, errors } = await load.run(port, seconds);
  const after = processorSeconds(child.pid!);
  if (errors > 0 || requests === 0) throw new Error(`${errors} errors in ${requests} requests`);
  const used = before === null || after === null ? null : (after - before) / requests;
  return { requestsPerSecond, microsecondsPerRequest: used === null ? null : used * 1e6 };
}

/** Ends a server and waits until it is gone. */
export async function end({ child }: UnderLoad): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'exit');
  child.kill('SIGKILL');
  await closed;
}

/** Linux counts in ticks of 10 ms. */
function processorSeconds(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null;
  }
}
