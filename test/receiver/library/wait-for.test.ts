import { describe, expect, expectTypeOf, test } from 'vitest';
import { type NotificationOf, ReceiverError, startReceiver } from '../../../receiver/index.ts';
import { EAST, WEST, watched } from './watched.ts';

/** What a promise rejects with; a test in which it resolves fails. */
async function rejection(promise: Promise<unknown>): Promise<ReceiverError> {
  const outcome: unknown = await promise.then(
    () => 'resolved',
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(ReceiverError);
  return outcome as ReceiverError;
}

describe('waitFor', () => {
  test('resolves with what has come already', async () => {
    await using rig = await watched();
    await rig.tell('loaded');
    await rig.tell('started');
    const [started, ...others] = await rig.receiver.waitFor({ event: 'started', group: EAST });
    expect(others).toEqual([]);
    expect(started).toMatchObject({
      number: 2,
      event: 'started',
      group: EAST,
      state: 'Running',
      dialMode: 'Predict',
    });
    expect(rig.clock.pending).not.toContain('1000 ms');
  });

  test('resolves as soon as as many have come as are wanted, and leaves no timer behind', async () => {
    await using rig = await watched();
    const waiting = rig.receiver.waitFor('periodic', { count: 2, withinMs: 30_000 });
    await rig.tell('loaded');
    await rig.tell('periodic');
    expect(rig.clock.pending).toContain('30000 ms');
    rig.at(10_000);
    await rig.tell('periodic');
    expect((await waiting).map(({ number, atMs }) => [number, atMs])).toEqual([
      [2, 0],
      [3, 10_000],
    ]);
    expect(rig.clock.pending).not.toContain('30000 ms');
  });

  test('wants as many of each group that is named', async () => {
    await using rig = await watched();
    const waiting = rig.receiver.waitFor({ event: 'started', group: [EAST, WEST] });
    await rig.tell('started');
    await rig.tell('started');
    rig.at(1_000);
    expect((await rejection(waiting)).message).toBe(
      [
        'expected a notification of Spring@Agents West that never came',
        'waited  1 s from 00:00:00.000',
        'nearest none: nothing else arrived',
      ].join('\n'),
    );
  });

  test('counts what came after a certain notification, if that is said', async () => {
    await using rig = await watched();
    await rig.tell('periodic');
    const [first] = await rig.receiver.waitFor('periodic');
    const waiting = rig.receiver.waitFor('periodic', { laterThan: first! });
    await rig.tell('periodic');
    expect((await waiting).map(({ number }) => number)).toEqual([2]);
    expect((await rig.receiver.waitFor('periodic', { laterThan: 1 })).map(({ number }) => number)).toEqual([
      2,
    ]);
  });

  test('rejects with the explanation of a scenario: what came nearest, field by field', async () => {
    await using rig = await watched();
    await rig.tell('loaded');
    rig.at(500);
    await rig.tell('dial mode changed', { GSW_DIAL_MODE: 1 });
    const waiting = rig.receiver.waitFor(
      { event: 'dial mode changed', group: EAST, fields: { GSW_DIAL_MODE: 'Progress' } },
      { withinMs: 2_000 },
    );
    rig.at(2_500);
    const error = await rejection(waiting);
    expect(error).toMatchObject({
      code: 'not-received',
      hint: '2 requests came so far: arrivals() gives them',
    });
    expect(error.message).toBe(
      [
        'expected a notification that never came',
        'waited  2 s from 00:00:00.500',
        'nearest #2, posted 00:00:00.500, dial mode changed of Spring@Agents East: one field differs',
        '        GSW_DIAL_MODE   expected 2 (Progress)   got 1 (Predict)',
      ].join('\n'),
    );
  });

  test('says where to post to if nothing has come at all', async () => {
    await using rig = await watched();
    const waiting = rig.receiver.waitFor('loaded');
    rig.at(1_000);
    expect((await rejection(waiting)).hint).toBe(
      `nothing at all has come: the sender has to post to ${rig.receiver.url}/`,
    );
  });

  test('says beside a failure that the release never reports such an event', async () => {
    await using rig = await watched({ release: '8.1.517' });
    const waiting = rig.receiver.waitFor('general info', { withinMs: 10 });
    rig.at(10);
    expect((await rejection(waiting)).message).toBe(
      [
        'expected a notification that never came',
        'waited  10 ms from 00:00:00.000',
        'nearest none: nothing else arrived',
        'waitFor:1:1: warning[never-judged] OCS 8.1.517 never reports the event "general info"',
        '   1 │ general info',
        '     │ ^^^^^^^^^^^^',
        '    expected: one of loaded, started, stopped, unloaded, dial mode changed, periodic',
      ].join('\n'),
    );
  });

  test('is inconclusive where the journal has dropped what it would need', async () => {
    await using rig = await watched({ limits: { journalRecords: 1 } });
    await rig.tell('loaded');
    await rig.tell('started');
    const waiting = rig.receiver.waitFor('loaded');
    rig.at(1_000);
    const error = await rejection(waiting);
    expect(error.code).toBe('inconclusive');
    expect(error.message).toMatch(/^inconclusive: record #1 was not judged: \S/);
  });

  test('ends when the receiver is closed', async () => {
    await using rig = await watched();
    const waiting = rejection(rig.receiver.waitFor('loaded', { withinMs: 77_000 }));
    await rig.receiver.close();
    expect(await waiting).toMatchObject({ code: 'closed', hint: expect.stringContaining('await') });
    expect(rig.clock.pending).not.toContain('77000 ms');
  });

  test.each([
    [{ count: 0 }, 'count: expected a whole number from 1 on; waitForNone waits for none, got 0'],
    [{ count: 1.5 }, 'count: expected a whole number from 1 on; waitForNone waits for none, got 1.5'],
    [{ withinMs: -1 }, 'withinMs: expected a number of milliseconds from 0 on, got -1'],
    [{ withinMs: Number.NaN }, 'withinMs: expected a number of milliseconds from 0 on, got NaN'],
  ])('refuses the options %o', async (options, message) => {
    await using rig = await watched();
    expect(await rejection(rig.receiver.waitFor('loaded', options))).toMatchObject({
      code: 'bad-option',
      message,
    });
  });

  test('shows what is wrong with a selector, all of it, with a caret', async () => {
    await using rig = await watched();
    const selector = { evnt: 'started', fields: { GSW_DAIL_MODE: 2 } };
    const error = await rejection(rig.receiver.waitFor(selector as never));
    expect(error).toMatchObject({ code: 'bad-expectation', hint: 'did you mean "event"?' });
    expect(error.message).toBe(
      [
        'waitFor:1:3: error[unknown-key] a selector has no key "evnt"',
        '   1 │ { evnt: started, fields: { GSW_DAIL_MODE: 2 } }',
        '     │   ^^^^',
        '    expected: one of group, event, fields',
        '    hint:     did you mean "event"?',
      ].join('\n'),
    );
  });
});

describe('What it resolves with', () => {
  test('is typed by the release, where the body is what the contract demands', async () => {
    await using receiver = await startReceiver({ release: '8.1.512' });
    const promise = receiver.waitFor('loaded', { withinMs: 0 });
    expectTypeOf<Awaited<typeof promise>[number]['notification']>().toEqualTypeOf<
      NotificationOf['8.1.512'] | null
    >();
    expect(await rejection(promise)).toMatchObject({ code: 'not-received' });
  });

  test('is typed by the default release where none is named', async () => {
    await using receiver = await startReceiver();
    const promise = receiver.waitFor('loaded', { withinMs: 0 });
    expectTypeOf<Awaited<typeof promise>[number]['notification']>().toEqualTypeOf<
      NotificationOf['8.1.5-draft'] | null
    >();
    expect(await rejection(promise)).toMatchObject({ code: 'not-received' });
  });

  test('has no typed notification where the body is not, but says why and has it untyped', async () => {
    await using rig = await watched();
    await rig.tell('started');
    await rig.tell('started', { GSW_DIAL_MODE: 'Predict', GSW_QUEUE_NAME: undefined });
    const [good, bad] = await rig.receiver.waitFor('started', { count: 2 });
    expect(good!.notification).toBe(good!.body);
    expect(good!.differences).toEqual([]);
    expect(bad!.notification).toBeNull();
    expect(bad!.body).toMatchObject({ GSW_DIAL_MODE: 'Predict' });
    expect(bad!.differences.map(({ field, kind }) => [field, kind])).toEqual([
      ['GSW_QUEUE_NAME', 'missing'],
      ['GSW_DIAL_MODE', 'wrong type'],
    ]);
  });
});

describe('waitForQuiet', () => {
  test('resolves with all that came, once nothing has come for so long', async () => {
    await using rig = await watched();
    await rig.tell('loaded');
    const waiting = rig.receiver.waitForQuiet({ quietMs: 1_000, withinMs: 10_000 });
    rig.at(900);
    await rig.tell('started');
    rig.at(1_899);
    expect(rig.clock.pending).toContain('1000 ms');
    rig.at(1_900);
    expect((await waiting).map(({ event }) => event)).toEqual(['loaded', 'started']);
    expect(rig.clock.pending).not.toContain('10000 ms');
  });

  test('can be about some notifications only', async () => {
    await using rig = await watched();
    const waiting = rig.receiver.waitForQuiet({ quietMs: 1_000, of: { event: 'started', group: EAST } });
    rig.at(900);
    await rig.tell('periodic');
    rig.at(1_000);
    expect(await waiting).toEqual([]);
  });

  test('rejects if they keep coming', async () => {
    await using rig = await watched();
    const waiting = rejection(rig.receiver.waitForQuiet({ quietMs: 1_000, withinMs: 1_500 }));
    rig.at(800);
    await rig.tell('periodic');
    rig.at(1_500);
    const error = await waiting;
    expect(error.code).toBe('not-quiet');
    expect(error.message).toBe(
      [
        'expected 1 s without a notification, which never came',
        'waited  1.5 s from 00:00:00.000',
        'came    1 notification',
        'last    #1, posted 00:00:00.800, periodic of Spring@Agents East',
      ].join('\n'),
    );
  });

  test('refuses to wait less long than it must be quiet', async () => {
    await using rig = await watched();
    expect(await rejection(rig.receiver.waitForQuiet({ quietMs: 100, withinMs: 99 }))).toMatchObject({
      code: 'bad-option',
      message: 'withinMs: expected no fewer milliseconds than quietMs, which is 100, got 99',
    });
  });
});

describe('waitForNone', () => {
  test('resolves when the time is over, whatever came before', async () => {
    await using rig = await watched();
    await rig.tell('stopped');
    const waiting = rig.receiver.waitForNone('stopped');
    await rig.tell('periodic');
    rig.at(1_000);
    await expect(waiting).resolves.toBeUndefined();
  });

  test('rejects as soon as one comes', async () => {
    await using rig = await watched();
    const waiting = rejection(
      rig.receiver.waitForNone({ event: 'stopped', group: EAST }, { withinMs: 60_000 }),
    );
    rig.at(2_000);
    await rig.tell('stopped');
    const error = await waiting;
    expect(error.code).toBe('received');
    expect(error.message).toBe(
      [
        'expected no notifications, 1 came',
        'waited  2 s from 00:00:00.000',
        'surplus #1, posted 00:00:02.000, stopped of Spring@Agents East',
      ].join('\n'),
    );
  });

  test('proves nothing while the receiver does not listen', async () => {
    await using rig = await watched();
    await rig.receiver.stopListening();
    expect(await rejection(rig.receiver.waitForNone('stopped'))).toMatchObject({ code: 'inconclusive' });
    await rig.receiver.startListening();
    const waiting = rejection(rig.receiver.waitForNone('stopped'));
    await rig.receiver.stopListening();
    rig.at(1_000);
    expect(await waiting).toMatchObject({
      code: 'inconclusive',
      message: 'inconclusive: the receiver does not listen, so that silence proves nothing',
    });
  });
});
