import '../../../receiver/vitest/index.ts';
import { describe, expect, test } from 'vitest';
import { EAST, WEST, watched } from '../library/watched.ts';

/** The message of an assertion that must fail. */
function failureOf(assertion: () => unknown): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it did not fail');
}

const lines = (...each: readonly string[]): string => each.join('\n');
const NOTHING_SEEN = 'inconclusive: nothing at all was observed, so that silence proves nothing';

describe('toHaveReceived', () => {
  test('holds for one that came', async () => {
    await using rig = await watched();
    await rig.tell('started');
    expect(rig.receiver).toHaveReceived('started');
    expect(rig.receiver).toHaveReceived({
      event: 'started',
      group: EAST,
      fields: { GSW_DIAL_MODE: 'Predict' },
    });
    expect(rig.receiver).not.toHaveReceived('stopped');
  });

  test('fails with what came nearest', async () => {
    await using rig = await watched();
    await rig.tell('loaded');
    rig.at(1_500);
    await rig.tell('started', { GSW_OPTIMIZE_GOAL: 70 });
    const goal = { event: 'started', group: EAST, fields: { GSW_OPTIMIZE_GOAL: { atLeast: 80 } } } as const;
    expect(failureOf(() => expect(rig.receiver).toHaveReceived(goal))).toBe(
      lines(
        'toHaveReceived: at least 1 started notification each of Spring@Agents East with GSW_OPTIMIZE_GOAL ≥ 80',
        '',
        'expected a notification that never came',
        'nearest #2, posted 00:00:01.500, started of Spring@Agents East: one field differs',
        '        GSW_OPTIMIZE_GOAL   expected at least 80   got 70',
      ),
    );
  });

  test('wants one of each group that is named, and with not none of any', async () => {
    await using rig = await watched();
    await rig.tell('started');
    const both = { event: 'started', group: [EAST, WEST] } as const;
    expect(failureOf(() => expect(rig.receiver).toHaveReceived(both))).toBe(
      lines(
        'toHaveReceived: at least 1 started notification each of Spring@Agents East and Spring@Agents West',
        '',
        'expected a notification of Spring@Agents West that never came',
        'nearest none: nothing else arrived',
      ),
    );
    expect(failureOf(() => expect(rig.receiver).not.toHaveReceived(both))).toBe(
      lines(
        'not.toHaveReceived: no started notifications of Spring@Agents East or Spring@Agents West',
        '',
        'expected no notifications, 1 came',
        'surplus #1, posted 00:00:00.000, started of Spring@Agents East',
      ),
    );
  });

  test('fails in both directions where nothing came: silence proves nothing', async () => {
    await using rig = await watched();
    expect(failureOf(() => expect(rig.receiver).toHaveReceived('started'))).toBe(
      lines(
        'toHaveReceived: at least 1 started notification',
        '',
        'expected a notification that never came',
        'nearest none: nothing else arrived',
      ),
    );
    expect(failureOf(() => expect(rig.receiver).not.toHaveReceived('started'))).toBe(
      lines('not.toHaveReceived: no started notifications', '', NOTHING_SEEN),
    );
  });

  test('fails in both directions where the journal has dropped what would decide', async () => {
    await using rig = await watched({ limits: { journalRecords: 1 } });
    for (let n = 0; n < 3; n += 1) await rig.tell('periodic');
    const decided = [
      failureOf(() => expect(rig.receiver).toHaveReceived('started')),
      failureOf(() => expect(rig.receiver).not.toHaveReceived('started')),
    ];
    for (const message of decided)
      expect(message).toMatch(/\n\ninconclusive: records #1 to #2 were not judged: \S.*$/);
    expect(rig.receiver).toHaveReceived('periodic');
  });
});

describe('toHaveReceivedTimes', () => {
  test('counts', async () => {
    await using rig = await watched();
    for (let n = 0; n < 3; n += 1) await rig.tell('periodic');
    expect(rig.receiver).toHaveReceivedTimes(3);
    expect(rig.receiver).toHaveReceivedTimes({ atLeast: 2 }, 'periodic');
    expect(rig.receiver).toHaveReceivedTimes('none', 'stopped');
    expect(rig.receiver).not.toHaveReceivedTimes(2, 'periodic');
    expect(failureOf(() => expect(rig.receiver).toHaveReceivedTimes(2, { event: 'periodic' }))).toBe(
      lines(
        'toHaveReceivedTimes: exactly 2 periodic notifications',
        '',
        'expected exactly 2 notifications, 3 came',
        'surplus #3, posted 00:00:00.000, periodic of Spring@Agents East',
      ),
    );
    expect(failureOf(() => expect(rig.receiver).not.toHaveReceivedTimes(3))).toBe(
      lines('not.toHaveReceivedTimes: exactly 3 notifications', '', 'it holds, and was expected not to: 3'),
    );
  });

  test('does not take silence for another number', async () => {
    await using rig = await watched();
    expect(failureOf(() => expect(rig.receiver).not.toHaveReceivedTimes(3))).toBe(
      lines('not.toHaveReceivedTimes: exactly 3 notifications', '', NOTHING_SEEN),
    );
    expect(failureOf(() => expect(rig.receiver).toHaveReceivedTimes(0))).toBe(
      lines('toHaveReceivedTimes: no notifications', '', NOTHING_SEEN),
    );
  });
});

describe('toHaveReceivedInOrder', () => {
  test('follows each group', async () => {
    await using rig = await watched();
    for (const event of ['loaded', 'started', 'periodic', 'stopped'] as const) await rig.tell(event);
    await rig.tell('loaded', { GSW_CAMPAIGN_GROUP_NAME: WEST });
    expect(rig.receiver).toHaveReceivedInOrder(['loaded', 'started', 'stopped'], {
      group: EAST,
      strict: true,
    });
    expect(rig.receiver).not.toHaveReceivedInOrder(['started', 'loaded'], { group: EAST });
    expect(failureOf(() => expect(rig.receiver).toHaveReceivedInOrder(['loaded', 'stopped']))).toBe(
      lines(
        'toHaveReceivedInOrder: order of 2 events',
        '',
        'expected stopped of Spring@Agents West after loaded, which never came',
        'wanted  loaded, stopped',
        'seen    loaded',
      ),
    );
    expect(
      failureOf(() => expect(rig.receiver).not.toHaveReceivedInOrder(['loaded', 'stopped'], { group: EAST })),
    ).toBe(
      lines(
        'not.toHaveReceivedInOrder: order of 2 events of Spring@Agents East',
        '',
        'it holds, and was expected not to: 2 of 2',
      ),
    );
  });

  test('judges nothing without any group', async () => {
    await using rig = await watched();
    expect(failureOf(() => expect(rig.receiver).toHaveReceivedInOrder(['loaded']))).toBe(
      lines('toHaveReceivedInOrder: order of 1 event', '', 'inconclusive: no notification came'),
    );
    expect(failureOf(() => expect(rig.receiver).not.toHaveReceivedInOrder(['loaded']))).toContain(
      'inconclusive',
    );
  });
});

describe('toKeepCadence', () => {
  test('looks at the time from one to the next', async () => {
    await using rig = await watched();
    await rig.tell('loaded');
    for (const second of [10, 20.1, 33]) {
      rig.at(second * 1_000);
      await rig.tell('periodic');
    }
    expect(rig.receiver).toKeepCadence('10s', { tolerance: '3s' });
    expect(rig.receiver).not.toKeepCadence('10s');
    expect(failureOf(() => expect(rig.receiver).toKeepCadence('10s', { group: EAST }))).toBe(
      lines(
        'toKeepCadence: every 10 s ± 200 ms of Spring@Agents East',
        '',
        'periodic of Spring@Agents East came too late: 12.9 s after the one before, expected 10 s ± 200 ms',
        'arrived #4, posted 00:00:33.000, periodic of Spring@Agents East',
        'since   periodic at 00:00:20.100',
      ),
    );
  });

  test('judges nothing where nothing was due, negated or not', async () => {
    await using rig = await watched();
    await rig.tell('periodic');
    const reason = 'inconclusive: 1 periodic of Spring@Agents East came, but no loaded before';
    expect(failureOf(() => expect(rig.receiver).toKeepCadence('10s'))).toContain(reason);
    expect(failureOf(() => expect(rig.receiver).not.toKeepCadence('10s'))).toContain(reason);
  });
});

describe('toMatchContract', () => {
  test('judges whole bodies', async () => {
    await using rig = await watched();
    await rig.tell('loaded');
    expect(rig.receiver).toMatchContract();
    await rig.tell('started', { GSW_QUEUE_NAME: 7, GSW_EXTRA: true });
    expect(rig.receiver).toMatchContract('loaded');
    expect(rig.receiver).not.toMatchContract();
    expect(failureOf(() => expect(rig.receiver).toMatchContract({ group: EAST }))).toBe(
      lines(
        'toMatchContract: field sets of Spring@Agents East',
        '',
        '#2 is not as demanded: two fields differ',
        'arrived #2, posted 00:00:00.000, started of Spring@Agents East',
        '        GSW_QUEUE_NAME   expected a text   got 7',
        '        GSW_EXTRA        expected absent   got true',
      ),
    );
    expect(failureOf(() => expect(rig.receiver).not.toMatchContract('loaded'))).toBe(
      lines('not.toMatchContract: field sets of loaded', '', 'it holds, and was expected not to: 1 of 1'),
    );
  });

  test('cannot be narrowed down by fields', async () => {
    await using rig = await watched();
    expect(failureOf(() => expect(rig.receiver).toMatchContract({ fields: { GSW_DIAL_MODE: 1 } }))).toBe(
      'toMatchContract judges whole bodies: fields cannot narrow it down',
    );
  });
});

describe('toHaveReceivedNothing', () => {
  test('without a selector is a fact that a receiver knows by itself, as long as it listens', async () => {
    await using rig = await watched();
    rig.at(2_500);
    expect(rig.receiver).toHaveReceivedNothing();
    expect(failureOf(() => expect(rig.receiver).not.toHaveReceivedNothing())).toBe(
      lines(
        'not.toHaveReceivedNothing: nothing at all',
        '',
        'it holds, and was expected not to: nothing in 2.5 s',
      ),
    );
    await rig.receiver.stopListening();
    const deaf = 'inconclusive: the receiver does not listen, so that silence proves nothing';
    expect(failureOf(() => expect(rig.receiver).toHaveReceivedNothing())).toBe(
      lines('toHaveReceivedNothing: nothing at all', '', deaf),
    );
    expect(failureOf(() => expect(rig.receiver).not.toHaveReceivedNothing())).toContain(deaf);
  });

  test('counts what could not be read as well', async () => {
    await using rig = await watched();
    rig.at(1_000);
    await rig.post('not JSON');
    expect(rig.receiver).not.toHaveReceivedNothing();
    expect(failureOf(() => expect(rig.receiver).toHaveReceivedNothing())).toBe(
      lines(
        'toHaveReceivedNothing: nothing at all',
        '',
        'expected nothing at all in 1 s, but there came 1 request',
        'first   #1, posted 00:00:01.000, an unknown event of an unknown group',
      ),
    );
    rig.receiver.clear();
    expect(rig.receiver).toHaveReceivedNothing();
  });

  test('with a selector wants something else to have come', async () => {
    await using rig = await watched();
    expect(failureOf(() => expect(rig.receiver).toHaveReceivedNothing('stopped'))).toContain(NOTHING_SEEN);
    await rig.tell('started');
    expect(rig.receiver).toHaveReceivedNothing('stopped');
    expect(rig.receiver).not.toHaveReceivedNothing('started');
  });
});

describe('Every matcher', () => {
  test('shows what is wrong with what it was given, negated or not', async () => {
    await using rig = await watched();
    await rig.tell('loaded');
    const message = lines(
      'toHaveReceived:1:10: error[unknown-word] there is no event "strated"',
      '   1 │ { event: strated }',
      '     │          ^^^^^^^',
      '    expected: one of loaded, started, stopped, unloaded, unloaded forcefully, dial mode changed, general info, periodic',
      '    hint:     did you mean "started"?',
    );
    // @ts-expect-error there is no such event
    const misspelt = () => expect(rig.receiver).toHaveReceived({ event: 'strated' });
    // @ts-expect-error there is no such event
    const negated = () => expect(rig.receiver).not.toHaveReceived({ event: 'strated' });
    expect(failureOf(misspelt)).toBe(message);
    expect(failureOf(negated)).toBe(message);
  });

  test('wants a receiver', () => {
    const message = 'toHaveReceived is about a receiver: expect(receiver).toHaveReceived(…)';
    expect(failureOf(() => expect(Promise.resolve()).toHaveReceived('loaded'))).toBe(message);
    expect(failureOf(() => expect(null).not.toHaveReceived('loaded'))).toBe(message);
  });

  test('can be asked again and again by vitest until it holds', async () => {
    await using rig = await watched();
    const polled = expect.poll(() => rig.receiver, { interval: 1 }).toHaveReceived('loaded');
    await rig.tell('loaded');
    await polled;
  });
});
