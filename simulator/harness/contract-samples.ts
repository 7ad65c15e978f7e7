import type { Contract, JsonObject } from '../../receiver/contract/contract.ts';
import type { Sample } from '../../receiver/contract/derive/sample.ts';
import type { EventName } from '../../receiver/contract/vocabulary.ts';
import { readScenario } from '../scenario/load.ts';
import { runScenario } from './run-scenario.ts';

/** Every event of every release happens here once; periodic messages come before the first call and after it. */
const EVERY_EVENT = `
name: every event
ocs: { options: { send-campaigngroup-states: true, campaigngroup-states-interval: 10 } }
tenant: { customerName: Example Bank, ccid: ccid-1 }
groups:
  spring:
    campaign: Spring
    agentGroup: Sales
    agents: 10
    callingLists: { East: 1200, West: 800 }
steps:
  - load: spring
  - wait: 10s
  - { start: spring, mode: Predict, optimizeBy: BusyFactor, goal: 85 }
  - wait: 5m
  - { changeMode: spring, to: Progress }
  - { info: spring, text: Records were added }
  - stop: spring
  - unload: spring
  - { waitUntil: { group: spring, state: NotLoaded, within: 10m } }
  - load: spring
  - forceUnload: spring
`;

/** Notifications of a real run under a contract: the first of each event, and of the periodic ones also the last. */
export async function contractSamples(contract: Contract): Promise<readonly Sample[]> {
  const { scenario, problems } = await readScenario({ name: 'samples', text: EVERY_EVENT });
  if (scenario === null) throw new Error(problems.map(({ message }) => message).join('; '));
  const first = new Map<EventName, JsonObject>();
  let lastPeriodic: JsonObject | null = null;
  await runScenario(
    { ...scenario, contract, expectations: [] },
    {
      destination: { kind: 'none' },
      onBody: (_group, { event }, body) => {
        if (!first.has(event)) first.set(event, body);
        if (event === 'periodic') lastPeriodic = body;
      },
    },
  );
  return [
    ...[...first].map(([event, body]) => ({ event, body })),
    ...(lastPeriodic === null ? [] : [{ event: 'periodic' as const, body: lastPeriodic }]),
  ];
}
