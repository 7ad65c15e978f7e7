import { expect, test } from 'vitest';
import { indexNameOf, indexNameTrouble } from '../../../../simulator/store/elasticsearch/index-name.ts';

test("the run's word stands in the name of its index", () => {
  expect(indexNameOf('ocs-{run}', '20261122-130512-a1b2')).toBe('ocs-20261122-130512-a1b2');
  expect(indexNameOf('states', '20261122-130512-a1b2')).toBe('states');
});

test.each(['ocs-sim-x', 'états', '.hidden', 'a'.repeat(255)])('an index can be called %s', (name) => {
  expect(indexNameTrouble(name)).toBeNull();
});

test.each([
  ['OCS', 'capital letters must not be in it'],
  ['ocs sim', 'a blank must not be in it'],
  ['ocs/sim', '/ must not be in it'],
  ['ocs\\sim', '\\ must not be in it'],
  ['ocs*', '* must not be in it'],
  ['ocs?', '? must not be in it'],
  ['ocs"', '" must not be in it'],
  ['<ocs>', '< must not be in it'],
  ['a|b', '| must not be in it'],
  ['a,b', ', must not be in it'],
  ['a#b', '# must not be in it'],
  ['a:b', ': must not be in it'],
  ['_all', 'it must not begin with _'],
  ['-ocs', 'it must not begin with -'],
  ['+ocs', 'it must not begin with +'],
  ['..', 'dots alone are no name'],
  ['', 'it has no name then'],
  ['é'.repeat(128), 'it has 256 bytes, 255 are the most'],
])('an index cannot be called "%s"', (name, why) => {
  expect(indexNameTrouble(name)).toMatchObject({
    code: 'BAD_INDEX_NAME',
    message: `an index cannot be called "${name}": ${why}`,
  });
});
