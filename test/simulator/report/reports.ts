import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScenario } from '../../../simulator/harness/run-scenario.ts';
import { readScenario } from '../../../simulator/scenario/load.ts';
import type { RunResult } from '../../../simulator/scenario/result.ts';

export const REPORTS = join(import.meta.dirname, '../../golden/report');

/** The result of one of the scenarios beside the golden reports; stopped after so many notifications where that is wanted. */
export async function resultOf(name: string, stopAfter = Number.POSITIVE_INFINITY): Promise<RunResult> {
  const { scenario, problems } = await readScenario({
    name: `${name}.yaml`,
    text: readFileSync(join(REPORTS, `${name}.yaml`), 'utf8'),
  });
  if (scenario === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  const interrupt = new AbortController();
  const result = await runScenario(scenario, {
    signal: interrupt.signal,
    onSettled: ({ number }) => {
      if (number >= stopAfter) interrupt.abort();
    },
  });
  if ('kind' in result) throw new Error(result.message);
  return result;
}

/** A report without what differs from run to run and from machine to machine. */
export function normalised(report: string): string {
  return report.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT').replaceAll(/\d+\.\d\d s\b/g, '0.00 s');
}
