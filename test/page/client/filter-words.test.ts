import { expect, test } from 'vitest';
import { EVENT_NAMES } from '../../../receiver/contract/vocabulary.ts';
import { EVENTS, filterQuery } from '../../../receiver/page/client/filter-words.js';

test('The page offers every event of the vocabulary', () => {
  expect(new Set(EVENTS)).toEqual(new Set(EVENT_NAMES));
});

test.each([
  ['', []],
  ['  ', []],
  ['agents east', [['text', 'agents east']]],
  ['"Spring  @"', [['text', 'Spring  @']]],
  ['group:Spring*', [['group', 'Spring*']]],
  [
    'group:"Spring@Agents East" late',
    [
      ['group', 'Spring@Agents East'],
      ['text', 'late'],
    ],
  ],
  ['event:dial', [['event', 'dial mode changed']]],
  ['event:unloaded', [['event', 'unloaded']]],
  ['event:nonsense', [['event', 'nonsense']]],
  [
    'from:-5m until:2m50s',
    [
      ['from', '-5m'],
      ['until', '2m50s'],
    ],
  ],
  ['GSW_DIAL_MODE=2', [['where', '{ GSW_DIAL_MODE: 2 }']]],
  ['GSW_STAT_HIT_RATIO>=0.3', [['where', '{ GSW_STAT_HIT_RATIO: { atLeast: 0.3 } }']]],
  ['GSW_STAT_HIT_RATIO<=-1', [['where', '{ GSW_STAT_HIT_RATIO: { atMost: -1 } }']]],
  ['GSW_INFO="a: b"', [['where', '{ GSW_INFO: "a: b" }']]],
  ['GSW_INFO="{ x }"', [['where', '{ GSW_INFO: "{ x }" }']]],
  ['2026-01-01T08:00', [['text', '2026-01-01T08:00']]],
])('%j asks for %j', (typed, query) => {
  expect(filterQuery(typed)).toEqual(query);
});
