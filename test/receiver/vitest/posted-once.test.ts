import '../../../receiver/vitest/index.ts';
import { expect, test } from 'vitest';
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

test('Bodies that all differ were posted once', async () => {
  await using rig = await watched();
  await rig.tell('loaded');
  await rig.tell('loaded', { GSW_CAMPAIGN_GROUP_NAME: WEST });
  await rig.tell('started');
  await rig.tell('periodic', { GSW_STAT_HIT_RATIO: 0.3 });
  await rig.tell('periodic', { GSW_STAT_HIT_RATIO: 0.31 });
  expect(rig.receiver).toHaveBeenPostedOnce();
  expect(failureOf(() => expect(rig.receiver).not.toHaveBeenPostedOnce())).toBe(
    'not.toHaveBeenPostedOnce: no body posted twice\n\nit holds, and was expected not to: 5 of 5',
  );
});

test('A start that comes twice in succession was posted twice', async () => {
  await using rig = await watched();
  await rig.tell('loaded');
  await rig.tell('started');
  await rig.tell('periodic');
  rig.at(15_000);
  await rig.tell('started');
  const [first] = rig.receiver.arrivals('started');
  expect(failureOf(() => expect(rig.receiver).toHaveBeenPostedOnce())).toBe(
    [
      'toHaveBeenPostedOnce: no body posted twice',
      '',
      `#4 is #2 once more: the same ${first!.record.bodyBytes} bytes`,
      'arrived #4, posted 00:00:15.000, started of Spring@Agents East',
      'first   #2, posted 00:00:00.000, started of Spring@Agents East',
    ].join('\n'),
  );
  expect(rig.receiver).not.toHaveBeenPostedOnce({ event: 'started', group: EAST });
  expect(rig.receiver).toHaveBeenPostedOnce('loaded');
});

test('The same load of the same session was posted twice, whatever came between', async () => {
  await using rig = await watched();
  for (const event of ['loaded', 'started', 'loaded'] as const) await rig.tell(event);
  expect(rig.receiver).not.toHaveBeenPostedOnce();
});

test('A load of another session is another notification', async () => {
  await using rig = await watched();
  await rig.tell('loaded', { GSW_CAMPAIGN_GROUP_GUID: 'a' });
  await rig.tell('loaded', { GSW_CAMPAIGN_GROUP_GUID: 'b' });
  expect(rig.receiver).toHaveBeenPostedOnce();
});

test('Without a session that it names, the same load may be another one', async () => {
  await using rig = await watched();
  for (const event of ['loaded', 'started', 'loaded'] as const)
    await rig.tell(event, { GSW_CAMPAIGN_GROUP_GUID: '' });
  expect(failureOf(() => expect(rig.receiver).toHaveBeenPostedOnce())).toContain('inconclusive: #3');
});

test('A start after a stop may say the same as the start before: nobody can tell', async () => {
  await using rig = await watched();
  for (const event of ['started', 'stopped', 'started'] as const) await rig.tell(event);
  expect(failureOf(() => expect(rig.receiver).toHaveBeenPostedOnce('started'))).toBe(
    [
      'toHaveBeenPostedOnce: no body posted twice',
      '',
      'inconclusive: #3 has the body of #1, and may be another notification all the same',
      'arrived #3, posted 00:00:00.000, started of Spring@Agents East',
      'first   #1, posted 00:00:00.000, started of Spring@Agents East',
      'hint    name events that cannot follow themselves, such as loaded or started',
    ].join('\n'),
  );
});

test.each(['periodic', 'general info'] as const)(
  'Two equal bodies of %s may be two notifications',
  async (event) => {
    await using rig = await watched();
    await rig.tell(event);
    await rig.tell(event);
    expect(failureOf(() => expect(rig.receiver).toHaveBeenPostedOnce())).toContain('inconclusive: #2');
    expect(failureOf(() => expect(rig.receiver).not.toHaveBeenPostedOnce())).toContain('inconclusive: #2');
  },
);

test('Two bodies that cannot be read may be anything', async () => {
  await using rig = await watched();
  await rig.post('{');
  await rig.post('{');
  expect(failureOf(() => expect(rig.receiver).toHaveBeenPostedOnce())).toContain('inconclusive: #2');
});

test('Where nothing came, and where records are gone, nothing is known', async () => {
  await using rig = await watched({ limits: { journalRecords: 1 } });
  expect(failureOf(() => expect(rig.receiver).toHaveBeenPostedOnce())).toContain(
    'inconclusive: no notification came',
  );
  await rig.tell('loaded');
  await rig.tell('started');
  expect(failureOf(() => expect(rig.receiver).toHaveBeenPostedOnce())).toContain(
    'inconclusive: record #1 was not judged',
  );
});
