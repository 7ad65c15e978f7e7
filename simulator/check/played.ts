import type { ReleaseName } from '../../receiver/contract/releases.ts';
import { runScenario } from '../harness/run-scenario.ts';
import { readScenario } from '../scenario/load.ts';
import type { CaseContext, CaseRequest } from './case.ts';
import { requestOf } from './writer.ts';

/** What every scenario of a case begins with. */
const OCS = 'ocs: { options: { send-campaigngroup-states: true } }\n';

/**
 * The notifications that a scenario sends, in their order, made without any network. Throws where the scenario is wrong, which is
 * a mistake of the suite.
 */
export async function playedRequests(
  number: string,
  text: string,
  context: CaseContext,
): Promise<CaseRequest[]> {
  const release: ReleaseName = context.contract.release.name;
  const { scenario, problems } = await readScenario(
    { name: `case ${number}`, text: `name: Case ${number}\n${OCS}${text}` },
    {
      release,
      seed: context.seed,
      clock: { kind: 'virtual' },
      ...(context.contractFile === undefined ? {} : { contract: context.contractFile }),
    },
  );
  if (scenario === null) throw new Error(problems.map(({ message }) => message).join('; '));
  const requests: CaseRequest[] = [];
  const result = await runScenario(
    { ...scenario, expectations: [] },
    {
      destination: { kind: 'none' },
      onBody: (_label, facts, body) =>
        void requests.push(
          requestOf(JSON.stringify(body), facts.event, facts.campaignGroupName, scenario.contract),
        ),
    },
  );
  if ('kind' in result) throw new Error(result.message);
  if (result.stepFailures.length > 0) throw new Error(`a step of case ${number} failed`);
  return requests;
}
