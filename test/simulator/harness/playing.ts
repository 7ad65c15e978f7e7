import { type RunOptions, runScenario } from '../../../simulator/harness/run-scenario.ts';
import { readScenario } from '../../../simulator/scenario/load.ts';
import type { RunResult } from '../../../simulator/scenario/result.ts';
import type { Scenario } from '../../../simulator/scenario/scenario.ts';

/** A scenario from its text; one with errors fails the test. */
export async function scenarioOf(text: string): Promise<Scenario> {
  const { scenario, problems } = await readScenario({ name: 'test.yaml', text });
  if (scenario === null) throw new Error(problems.map((problem) => problem.message).join('\n'));
  return scenario;
}

/** Plays a scenario; trouble with the environment fails the test. */
export async function played(text: string, options: RunOptions = {}): Promise<RunResult> {
  const result = await runScenario(await scenarioOf(text), options);
  if ('kind' in result) throw new Error(result.message);
  return result;
}

/** What a run needs beside its steps. */
export const HEAD = `name: Test
ocs: { options: { send-campaigngroup-states: true, campaigngroup-states-interval: 10, http-response-timeout: 5 } }
groups: { spring: {} }
`;
