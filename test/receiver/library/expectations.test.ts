import { describe, expect, test } from 'vitest';
import type { PlainExpectation, PlainSelector } from '../../../receiver/index.ts';
import { ReceiverError, startReceiver } from '../../../receiver/index.ts';
import { EAST, WEST, watched } from './watched.ts';

/** Code, hint and message of what is thrown. */
function thrownBy(action: () => unknown): Pick<ReceiverError, 'code' | 'hint' | 'message'> {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(ReceiverError);
    const { code, hint, message } = error as ReceiverError;
    return { code, hint, message };
  }
  throw new Error('nothing was thrown');
}

describe('expectations', () => {
  test('judge what came as a scenario would, each with its verdict', async () => {
    await using rig = await watched();
    await rig.tell('loaded');
    for (const second of [10, 20, 30.5]) {
      rig.at(second * 1_000);
      await rig.tell('periodic');
    }
    rig.at(31_000);
    const verdicts = rig.receiver.expectations([
      { every: '10s', after: 'loaded' },
      { count: { atLeast: 3 }, event: 'periodic' },
      { order: ['loaded', 'started'], group: EAST },
      { fieldSets: 'all', group: WEST },
      { event: 'periodic', fields: { GSW_DIAL_MODE: 'Predict', GSW_QUEUE_NAME: { matches: /^\d/ } } },
    ]);
    expect(verdicts.map(({ status, title, summary }) => `${status}: ${title} (${summary})`)).toEqual([
      'failed: every 10 s ± 200 ms (2 of 3, worst 500 ms)',
      'passed: at least 3 periodic notifications (3)',
      'failed: order of 2 events of Spring@Agents East (1 of 2)',
      'inconclusive: field sets of Spring@Agents West (no notification of Spring@Agents West came)',
      'passed: GSW_DIAL_MODE = Predict and GSW_QUEUE_NAME a text that matches /^\\d/ on periodic (3 of 3)',
    ]);
    expect(verdicts.map(({ explanation }) => explanation)).toEqual([
      [
        'periodic of Spring@Agents East came too late: 10.5 s after the one before, expected 10 s ± 200 ms',
        'arrived #4, posted 00:00:30.500, periodic of Spring@Agents East',
        'since   periodic at 00:00:20.000',
      ].join('\n'),
      '',
      [
        'expected started of Spring@Agents East after loaded, which never came',
        'wanted  loaded, started',
        'seen    loaded',
      ].join('\n'),
      [
        'inconclusive: no notification of Spring@Agents West came',
        'nearest #1, posted 00:00:00.000, loaded of Spring@Agents East: group differs',
        '        group   expected Spring@Agents West   got Spring@Agents East',
      ].join('\n'),
      '',
    ]);
  });

  test('are inconclusive where the journal has dropped records, and say which', async () => {
    await using rig = await watched({ limits: { journalRecords: 2 } });
    for (let n = 0; n < 5; n += 1) await rig.tell('periodic');
    const [fieldSets, enough] = rig.receiver.expectations([{ fieldSets: 'all' }, { count: { atLeast: 2 } }]);
    expect(fieldSets).toMatchObject({ status: 'inconclusive' });
    expect(fieldSets!.summary).toMatch(/^records #1 to #3 were not judged: /);
    expect(enough).toMatchObject({ status: 'passed' });
    expect(rig.receiver.arrivals().map(({ number }) => number)).toEqual([4, 5]);
  });

  test('that are followed see what the journal drops later', async () => {
    await using rig = await watched({ limits: { journalRecords: 2 } });
    await rig.tell('loaded');
    const following = rig.receiver.follow([{ fieldSets: 'all' }, { count: 5 }]);
    for (let n = 0; n < 4; n += 1) await rig.tell('periodic');
    expect(following.verdicts().map(({ status, summary }) => `${status} ${summary}`)).toEqual([
      'passed 5 of 5',
      'passed 5',
    ]);
    following[Symbol.dispose]();
    await rig.tell('periodic');
    expect(following.verdicts()[1]).toMatchObject({ status: 'passed', summary: '5' });
  });

  test('that ask the sender for its books judge nothing', async () => {
    await using rig = await watched();
    await rig.tell('loaded');
    // @ts-expect-error they are not offered
    const list: PlainExpectation[] = [{ lost: 'none' }, { attempts: 'exactly one' }];
    expect(rig.receiver.expectations(list).map(({ status }) => status)).toEqual([
      'inconclusive',
      'inconclusive',
    ]);
  });

  test('that are misspelt are refused like those of a file, each mistake under its own line', async () => {
    await using rig = await watched();
    const list = [{ every: '10s' }, { every: '10 sec', aftr: 'loaded' }] as never;
    expect(thrownBy(() => rig.receiver.expectations(list))).toEqual({
      code: 'bad-expectation',
      hint: 'write 10s',
      message: [
        'expectations[1]:1:10: error[bad-value] expected a duration such as 500ms, 90s, 5m, 2m50s or 24h',
        '   1 │ { every: 10 sec, aftr: loaded }',
        '     │          ^^^^^^',
        '    found:    "10 sec"',
        '    hint:     write 10s',
        'expectations[1]:1:18: error[unknown-key] the expectation every has no key "aftr"',
        '   1 │ { every: 10 sec, aftr: loaded }',
        '     │                  ^^^^',
        '    expected: one of every, event, tolerance, first, after, noneAfter, group, from, until',
        '    hint:     did you mean "after"?',
      ].join('\n'),
    });
  });

  test('that name what the contract does not have are refused', async () => {
    await using rig = await watched({ release: '8.1.512' });
    const { code, message } = thrownBy(() =>
      rig.receiver.expectations([{ fields: { GSW_STAT_HIT_RATIO: 0.3 } }]),
    );
    expect(code).toBe('bad-expectation');
    expect(message.split('\n')[0]).toBe(
      'expectations[0]:1:13: error[unknown-word] OCS 8.1.512 has no attribute "GSW_STAT_HIT_RATIO" here',
    );
  });
});

describe('arrivals', () => {
  test('are all that came, or what is selected of it', async () => {
    await using rig = await watched();
    await rig.tell('loaded');
    await rig.post('{"half":');
    await rig.tell('started', { GSW_CAMPAIGN_GROUP_NAME: WEST });
    const { receiver } = rig;
    expect(receiver.arrivals().map(({ number, event, body }) => [number, event, body === null])).toEqual([
      [1, 'loaded', false],
      [2, null, true],
      [3, 'started', false],
    ]);
    const selections: PlainSelector[] = [
      { group: 'Spring@*' },
      { event: ['started', 'stopped'] },
      { fields: { GSW_CAMPAIGN_GROUP_NAME: WEST } },
      { event: 'unloaded' },
    ];
    expect(selections.map((selector) => receiver.arrivals(selector).map(({ number }) => number))).toEqual([
      [1, 3],
      [3],
      [3],
      [],
    ]);
  });

  test('begin anew after clear, and time does too', async () => {
    await using rig = await watched();
    rig.at(5_000);
    await rig.tell('loaded');
    rig.receiver.clear();
    expect(rig.receiver.arrivals()).toEqual([]);
    rig.at(7_000);
    await rig.tell('started');
    expect(rig.receiver.arrivals().map(({ number, atMs }) => [number, atMs])).toEqual([[2, 2_000]]);
    const [all, order] = rig.receiver.expectations([{ count: 1 }, { order: ['loaded'] }]);
    expect(all).toMatchObject({ status: 'passed' });
    expect(order).toMatchObject({ status: 'failed' });
  });
});

describe('A receiver of the library', () => {
  test('answers as it is told, by event and group too', async () => {
    await using rig = await watched();
    rig.receiver.reply({ event: 'started', group: EAST, status: 503, times: 1 });
    expect([await rig.tell('loaded'), await rig.tell('started'), await rig.tell('started')]).toEqual([
      200, 503, 200,
    ]);
    rig.receiver.reply(500);
    expect(await rig.tell('stopped')).toBe(500);
    rig.receiver.reply('default');
    expect(await rig.tell('unloaded')).toBe(200);
  });

  test('refuses an answer that it does not know', async () => {
    await using rig = await watched();
    expect(thrownBy(() => rig.receiver.reply({ event: 'started', statuss: 503 }))).toEqual({
      code: 'bad-reply',
      hint: 'did you mean "status"?',
      message: expect.stringContaining('reply:1:19: error[unknown-key] a reply rule has no key "statuss"'),
    });
  });

  test('that cannot listen throws, and says what to do', async () => {
    await using first = await startReceiver();
    await expect(startReceiver({ port: first.port })).rejects.toMatchObject({
      name: 'ReceiverError',
      code: 'cannot-listen',
      message: `cannot listen on 127.0.0.1:${first.port}: the port is in use (EADDRINUSE)`,
      hint: 'choose another port, or 0 for a free one',
    });
  });
});

test('groups of two tenants with one name are told apart, and each can be asked for', async () => {
  await using rig = await watched();
  const south = { GSW_TENANT_CCID: 'south' };
  const north = { GSW_TENANT_CCID: 'north' };
  for (const event of ['loaded', 'unloaded'] as const)
    for (const tenant of [north, south]) await rig.tell(event, tenant);
  // Without a tenant it is neither of the two.
  await rig.tell('loaded', { GSW_TENANT_CCID: '' });
  expect(rig.receiver.arrivals().map(({ group }) => group)).toEqual([EAST, EAST, EAST, EAST, EAST]);
  expect(rig.receiver.arrivals({ group: `south/${EAST}` }).map(({ number }) => number)).toEqual([2, 4]);
  expect(rig.receiver.arrivals({ group: 'north/*' }).map(({ number }) => number)).toEqual([1, 3]);
  expect(
    (await rig.receiver.waitFor({ group: `south/${EAST}`, event: 'unloaded' })).map(({ number }) => number),
  ).toEqual([4]);
  const verdicts = rig.receiver.expectations([
    { order: ['loaded', 'unloaded'], strict: true, group: `north/${EAST}` },
    { order: ['loaded', 'unloaded'], strict: true, group: `south/${EAST}` },
    { order: ['loaded', 'unloaded'] },
  ]);
  expect(verdicts.map(({ status, summary }) => [status, summary])).toEqual([
    ['passed', '2 of 2'],
    ['passed', '2 of 2'],
    ['failed', '2 of 3 groups'],
  ]);
});
