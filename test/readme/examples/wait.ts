import { ReceiverError, startReceiver } from '../../../receiver/index.ts';
import { readScenario, runScenario } from '../../../simulator/index.ts';

const receiver = await startReceiver({ release: '8.1.517' }); // or `await using`, which closes it by itself
receiver.reply({ event: 'stopped', status: 503, times: 1 }); // it may misbehave, as in a scenario

// Whatever posts to receiver.url will do: your gateway, a real OCS, or a scenario of this package.
const { scenario } = await readScenario({
  name: 'short.yaml',
  text: `
    name: Started and stopped
    release: 8.1.517
    ocs: { options: { send-campaigngroup-states: true } }
    groups: { spring: { campaign: Spring, agentGroup: Agents East } }
    steps: [{ load: spring }, { start: spring, mode: Predict }, { wait: 30s }, { stop: spring }]
    expect: [{ lost: { exactly: 1 } }]
  `,
});
await runScenario(scenario!, { destination: { kind: 'target', url: receiver.url } });

const [started] = await receiver.waitFor(
  { event: 'started', group: 'Spring@Agents East' },
  { withinMs: 500 },
);
console.log(started?.state, started?.notification?.GSW_DIAL_MODE); // typed by the release
await receiver.waitFor('periodic', { count: 3 });
await receiver.waitForQuiet({ quietMs: 50 });

for (const { title, status, summary } of receiver.expectations([
  { order: ['loaded', 'started', 'stopped'] },
  { fieldSets: 'all' },
  { event: 'periodic', fields: { GSW_DIAL_MODE: 'Predict', GSW_OPTIMIZE_BY: 'BusyFactor' } },
]))
  console.log(`${status}: ${title} (${summary})`);

try {
  await receiver.waitFor({ event: 'started', fields: { GSW_DIAL_MODE: 'Progress' } }, { withinMs: 10 });
} catch (error) {
  if (error instanceof ReceiverError) console.log(error.code); // and error.message explains what came nearest
}
await receiver.close();
