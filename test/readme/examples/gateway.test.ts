import { expect, test } from 'vitest';
import { startReceiver } from '../../../receiver/index.ts';
import '../../../receiver/vitest/index.ts';
import { loadScenario, runScenario } from '../../../simulator/index.ts';

test('A campaign group is reported from load to unload', async () => {
  await using receiver = await startReceiver();
  const { scenario } = await loadScenario('scenarios/full-lifecycle.yaml');
  await runScenario(scenario!, { destination: { kind: 'target', url: receiver.url } });

  const group = 'Spring@Agents East';
  await receiver.waitFor({ event: 'unloaded forcefully', group });
  expect(receiver).toHaveReceived({ event: 'started', group, fields: { GSW_DIAL_MODE: 'Predict' } });
  expect(receiver).toHaveReceivedTimes({ atLeast: 80 }, { event: 'periodic', group });
  expect(receiver).toHaveReceivedInOrder(['loaded', 'started', 'dial mode changed', 'unloaded forcefully']);
  expect(receiver).toHaveBeenPostedOnce(['loaded', 'unloaded']);
  expect(receiver).toMatchContract();
  expect(receiver).not.toHaveReceived({ group: 'Summer@*' });

  receiver.clear();
  expect(receiver).toHaveReceivedNothing();
});
