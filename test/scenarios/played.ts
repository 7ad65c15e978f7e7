import { type RunOptions, runScenario } from '../../simulator/harness/run-scenario.ts';
import type { RunResult } from '../../simulator/scenario/result.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';

/** Plays a scenario, by default against the embedded receiver. */
export async function played(scenario: Scenario, options: RunOptions = {}): Promise<RunResult> {
  const result = await runScenario(scenario, options);
  if ('kind' in result) throw new Error(result.message);
  return result;
}

/** Everything about a result that did not hold, in one line each; empty for a result that passed. */
export function complaints(result: RunResult): readonly string[] {
  return [
    ...result.judged
      .filter(({ verdict }) => verdict.status !== 'passed')
      .map(({ verdict }) => `${verdict.status}: ${verdict.title} (${verdict.summary})`),
    ...result.stepFailures.map(({ title, lines }) => `failed: ${title} (${lines.join('; ')})`),
    ...(result.reason === null ? [] : [result.reason]),
  ];
}

/** Every body with its instant and group, in the order in which they were sent; no socket is opened. */
export async function bodiesOf(scenario: Scenario): Promise<readonly string[]> {
  const bodies: string[] = [];
  const result = await runScenario(scenario, {
    destination: { kind: 'none' },
    onBody: (group, _facts, body, atMs) => bodies.push(`${atMs} ${group} ${JSON.stringify(body)}`),
  });
  if ('kind' in result) throw new Error(result.message);
  return bodies;
}
