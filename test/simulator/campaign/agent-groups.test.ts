import { expect, test } from 'vitest';
import { DIAL_MODE_NAMES } from '../../../receiver/contract/vocabulary.ts';
import { AgentGroups } from '../../../simulator/campaign/agent-groups.ts';

const spring = { label: 'spring', tenantName: 'Acme', groupName: 'Agents East' };
const summer = { label: 'summer', tenantName: 'Acme', groupName: 'Agents East' };

test('a second campaign group is refused on a shared agent group, and told who holds it', () => {
  const agentGroups = new AgentGroups();
  expect(agentGroups.claim(spring, 'Predict')).toBeNull();
  expect(agentGroups.claim(summer, 'Progress')).toEqual({
    kind: 'refused',
    code: 'agent group busy',
    reason: 'spring dials on "Agents East" in Predict, so summer cannot dial on it in Progress',
    hint: 'stop spring first, or use a mode that runs beside anything, such as Preview',
  });
  expect(agentGroups.holderOf('Acme', 'Agents East')).toBe('spring');
});

test('modes that run beside anything are granted, whoever dials', () => {
  const beside = DIAL_MODE_NAMES.filter((mode) => {
    const agentGroups = new AgentGroups();
    agentGroups.claim(spring, 'Predict');
    return agentGroups.claim(summer, mode) === null;
  });
  expect(beside).toEqual([
    'NoDialMode',
    'Preview',
    'Power',
    'PowerAndSeize',
    'PushPreview',
    'ProgressGVP',
    'PowerGVP',
  ]);
});

test('a mode that runs beside anything keeps nobody out', () => {
  const agentGroups = new AgentGroups();
  expect(agentGroups.claim(spring, 'Preview')).toBeNull();
  expect(agentGroups.holderOf('Acme', 'Agents East')).toBeNull();
  expect(agentGroups.claim(summer, 'Predict')).toBeNull();
});

test('the holder may change its mode, and gives the group free when it stops', () => {
  const agentGroups = new AgentGroups();
  agentGroups.claim(spring, 'Predict');
  expect(agentGroups.claim(spring, 'Progress')).toBeNull();
  agentGroups.release(summer);
  expect(agentGroups.holderOf('Acme', 'Agents East')).toBe('spring');
  agentGroups.release(spring);
  expect(agentGroups.claim(summer, 'PredictGVP')).toBeNull();
});

test('agent groups of the same name under two tenants are two', () => {
  const agentGroups = new AgentGroups();
  agentGroups.claim(spring, 'Predict');
  expect(agentGroups.claim({ ...summer, tenantName: 'Globex' }, 'Predict')).toBeNull();
});
