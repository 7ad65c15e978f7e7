import { expect, test } from 'vitest';
import { beliefSentences } from '../../../simulator/report/belief-text.ts';
import { ANSWERED, accountOf, type Ending, Fates, REFUSED, STORED } from './ledger-results.ts';

const OFF: Ending = { fate: 'not attempted', where: 'sender', detail: 'the feature is off' };

function said(fates: Fates): readonly string[] {
  return beliefSentences(accountOf(fates.all).beliefs, 'the target');
}

test.each([
  [
    'a lost stop leaves a group dialing',
    new Fates().add('started', 'spring', 0, STORED).add('stopped', 'spring', 60, REFUSED),
    'The target believes that spring still dials: "stopped" at 00:01:00 is gone.',
  ],
  [
    'a lost load leaves it unheard of',
    new Fates().add('loaded', 'spring', 0.5, REFUSED),
    'The target has never heard of a state of spring: "loaded" at 00:00:00.500 is gone.',
  ],
  [
    'a lost start leaves it idle',
    new Fates()
      .add('loaded', ['spring', 'summer'], 0, ANSWERED)
      .add('started', ['spring', 'summer'], 5, REFUSED),
    'The target believes that spring and summer are still loaded and do not dial: their "started" is gone.',
  ],
  [
    'a load that was never sent leaves it not loaded',
    new Fates().add('unloaded', 'spring', 0, STORED).add('loaded', 'spring', 5, OFF),
    'The target believes that spring is still not loaded: "loaded" at 00:00:05 was never sent.',
  ],
  [
    'a lost dial mode leaves the earlier one',
    new Fates().add('started', 'spring', 0, STORED).add('dial mode changed', 'spring', 5, REFUSED),
    'The target believes that spring still dials in the mode of "started" at 00:00:00: "dial mode changed" at 00:00:05 is gone.',
  ],
  [
    'later periodic messages tell of it',
    new Fates().add('started', 'spring', 0, REFUSED).add('periodic', 'spring', 10, STORED),
    'Of spring "started" at 00:00:00 is gone: the target can know of it from periodic messages alone.',
  ],
])('%s', (_what, fates, sentence) => {
  expect(said(fates)).toEqual([sentence]);
});

test('a picture that happens to be right needs no words', () => {
  const fates = new Fates().add('loaded', 'spring', 0, STORED).add('started', 'spring', 5, REFUSED);
  expect(said(fates.add('stopped', 'spring', 10, REFUSED))).toEqual([]);
});

test('many groups with one wrong picture are one sentence, and of many pictures a few are told', () => {
  const groups = Array.from({ length: 50 }, (_, index) => `g${index}`);
  const fates = new Fates().add('started', groups, 0, STORED).add('stopped', groups, 10, REFUSED);
  expect(said(fates)).toEqual(['The target believes that 50 groups still dial: their "stopped" is gone.']);
  fates
    .add('loaded', 'a', 20, REFUSED)
    .add('loaded', 'b', 20, OFF)
    .add('loaded', 'c', 20, STORED)
    .add('started', 'c', 20, REFUSED)
    .add('loaded', 'd', 20, STORED)
    .add('unloaded', 'd', 20, REFUSED)
    .add('started', 'e', 20, STORED)
    .add('unloaded', 'e', 20, OFF);
  expect(said(fates)).toHaveLength(5);
  expect(said(fates).at(-1)).toBe('And 2 more such pictures.');
});
