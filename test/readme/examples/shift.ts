import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineScenario, resultText, runScenario } from '../../../simulator/index.ts';

const shift = defineScenario({
  name: 'A short shift',
  ocs: { options: { 'send-campaigngroup-states': true } },
  groups: { spring: { campaign: 'Spring', agents: 40, callingLists: { East: 12_000 } } },
  steps: [
    { load: 'spring' },
    { start: 'spring', mode: 'Predict', optimizeBy: 'BusyFactor', goal: 85 },
    { wait: '10m' },
    { stop: 'spring' },
    { unload: 'spring' },
  ],
  expect: [{ order: ['loaded', 'started', 'stopped'] }, { every: '10s' }, { ledger: { gone: 'none' } }],
});

test('a short shift loses nothing', async () => {
  const result = await runScenario(shift, { seed: 7 }); // or a path, a URL, a loaded scenario
  if ('kind' in result) assert.fail(result.message); // the scenario is invalid, or the target is not there
  assert.equal(result.status, 'passed', resultText(result));
});
