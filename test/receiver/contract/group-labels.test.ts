import { expect, test } from 'vitest';
import { contractOf } from '../../../receiver/contract/contract.ts';
import { GroupLabels } from '../../../receiver/contract/group-labels.ts';
import { identifier } from '../../../receiver/contract/identify.ts';

const labelsOf = (...bodies: readonly (readonly [string, string | null])[]): readonly string[] => {
  const labels = new GroupLabels();
  return bodies.map(([name, tenant]) => labels.of(name, tenant).label);
};

test('groups of two tenants with one name are two groups', () => {
  expect(labelsOf(['Spring', 'A'], ['Spring', 'B'], ['Spring', 'A'], ['Summer', 'B'])).toEqual([
    'Spring',
    'B/Spring',
    'Spring',
    'Summer',
  ]);
});

test('a body without a tenant makes no twin of the only group of its name', () => {
  expect(labelsOf(['Spring', 'A'], ['Spring', null])).toEqual(['Spring', 'Spring']);
  expect(labelsOf(['Spring', null], ['Spring', 'A'], ['Spring', 'B'])).toEqual([
    'Spring',
    'Spring',
    'B/Spring',
  ]);
});

test('a body without a tenant is neither of two groups of its name', () => {
  expect(labelsOf(['Spring', 'A'], ['Spring', 'B'], ['Spring', null])).toEqual([
    'Spring',
    'B/Spring',
    '/Spring',
  ]);
});

test('a hundred thousand groups take no more memory than five thousand', () => {
  const labels = new GroupLabels();
  for (let number = 0; number < 100_000; number += 1) labels.of(`group ${number}`, 'A');
  expect(labels.of('group 99999', 'B').label).toBe('group 99999');
  expect(labels.of('group 1', 'B').label).toBe('B/group 1');
});

test('the tenant is read by its ID, and by its name where the contract has no ID; unassigned is none', () => {
  const contract = contractOf();
  const body = { GSW_TENANT_NAME: 'North', GSW_TENANT_CCID: 'a-b', GSW_CAMPAIGN_GROUP_NAME: 'Spring' };
  expect(identifier(contract)(body).tenantCcid).toBe('a-b');
  expect(identifier(contract)({ ...body, GSW_TENANT_CCID: '' }).tenantCcid).toBeNull();
  const rows = contract.rows.filter(({ key }) => key !== 'tenantCcid');
  expect(identifier({ ...contract, rows })(body).tenantCcid).toBe('North');
});
