import { describe, expect, test } from 'vitest';
import { contractOf } from '../../../receiver/contract/contract.ts';
import type { Facts } from '../../../receiver/contract/facts.ts';
import type { ReleaseName } from '../../../receiver/contract/releases.ts';
import { Ledger, type LedgerEntry, outcomeWord } from '../../../simulator/sender/ledger.ts';
import { Notifier, type SendingOptions } from '../../../simulator/sender/notifier.ts';
import type { TraceLog } from '../../../simulator/sender/tracing.ts';
import type { Post, PostOutcome, Transport } from '../../../simulator/sender/transport.ts';
import type { Clock } from '../../../simulator/time/clock.ts';
import { RealClock } from '../../../simulator/time/real-clock.ts';
import { VirtualClock } from '../../../simulator/time/virtual-clock.ts';
import { loadedFacts, SPRING } from './facts.ts';

const OPTIONS: SendingOptions = {
  application: 'OCServer_1',
  enabled: true,
  enabledWhere: 'OCServer of the application OCServer_1',
  uri: 'http://receiver/states',
  poolSize: 3,
  responseTimeoutSeconds: 7,
  proxy: 'http://proxy:3128',
  headers: { 'X-Site': 'east' },
};
const ANSWERED: PostOutcome = { kind: 'answered', status: 200, detail: '', bytesOut: 100, durationMs: 1 };

/** A notifier on a transport that the test answers for. */
function staged({
  release,
  clock = new VirtualClock(),
  options = () => OPTIONS,
}: {
  readonly release?: ReleaseName;
  readonly clock?: Clock;
  readonly options?: (group: string) => SendingOptions;
} = {}) {
  const posts: { readonly post: Post; end(outcome?: PostOutcome): void }[] = [];
  const transport: Transport = {
    post: (post) =>
      new Promise((resolve) => {
        posts.push({ post, end: (outcome = ANSWERED) => resolve(outcome) });
      }),
    close: async () => {},
  };
  const lines: string[] = [];
  const traceLog: TraceLog = {
    sending: ({ periodic, campaignGroup, uri, instantMs }) =>
      void lines.push(
        `${instantMs - clock.epochMs} ${periodic ? 'periodic' : 'change'} ${campaignGroup} ${uri}`,
      ),
    notSending: ({ campaignGroup, reason, instantMs }) =>
      void lines.push(`${instantMs - clock.epochMs} not ${campaignGroup}: ${reason}`),
  };
  const ledger = new Ledger();
  const settled: LedgerEntry[] = [];
  ledger.listen({ settled: (entry) => settled.push(entry) });
  const bodies: string[] = [];
  const notifier = new Notifier({
    contract: contractOf(release),
    clock,
    transport,
    ledger,
    traceLog,
    optionsOf: options,
    onBody: (group, facts, body, atMs) =>
      bodies.push(`${atMs} ${group} ${facts.event} ${body.GSW_USER_EVENT}`),
  });
  return { clock, notifier, ledger, settled, lines, posts, bodies };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a notification is posted as its options say at that instant, with one line in the log', async () => {
  const { notifier, posts, lines, bodies, ledger, settled } = staged();
  notifier.notify('spring', loadedFacts());
  const { body, ...post } = posts[0]!.post;
  expect(post).toEqual({
    application: 'OCServer_1',
    uri: 'http://receiver/states',
    headers: { 'X-Site': 'east' },
    poolSize: 3,
    responseTimeoutSeconds: 7,
    proxy: 'http://proxy:3128',
  });
  expect(JSON.parse(body)).toMatchObject({ GSW_USER_EVENT: 'CampaignLoaded', GSW_GROUP_NAME: 'Agents East' });
  expect(lines).toEqual(['0 change Spring@Agents East http://receiver/states']);
  expect(bodies).toEqual(['0 spring loaded CampaignLoaded']);
  expect([ledger.underWay.size, outcomeWord([...ledger.underWay][0]!)]).toEqual([1, 'under way']);
  posts[0]!.end();
  await notifier.idle();
  expect(settled).toMatchObject([
    { number: 1, group: 'spring', event: 'loaded', atMs: 0, body, outcome: ANSWERED },
  ]);
  expect([ledger.intended, ledger.attempted, ledger.delivered, ledger.bytesOut]).toEqual([1, 1, 1, 100]);
});

test('a periodic message has the log line of its own', () => {
  const { notifier, lines } = staged();
  notifier.notify('spring', SPRING);
  expect(lines).toEqual(['0 periodic Spring@Agents East http://receiver/states']);
});

describe('Nothing is sent, and the books and the log say why,', () => {
  test.each([
    [
      'while the feature is off',
      { ...OPTIONS, enabled: false, enabledWhere: 'the default' },
      'send-campaigngroup-states is false (the default)',
    ],
    ['without a URI', { ...OPTIONS, uri: null }, 'campaigngroup-states-uri is not set'],
  ])('%s', async (_when, options, reason) => {
    const { notifier, ledger, settled, posts, lines, bodies } = staged({ options: () => options });
    notifier.notify('spring', loadedFacts());
    await notifier.idle();
    expect([posts, bodies]).toEqual([[], []]);
    expect(lines).toEqual([`0 not Spring@Agents East: ${reason}`]);
    expect(settled).toMatchObject([{ number: 1, body: null, outcome: null, notAttempted: reason }]);
    expect([ledger.intended, ledger.attempted, ledger.delivered]).toEqual([1, 0, 0]);
    expect([...ledger.outcomes]).toEqual([['not attempted', 1]]);
  });

  test('and what happened meanwhile is not kept for later', async () => {
    let options = { ...OPTIONS, enabled: false };
    const { notifier, posts } = staged({ options: () => options });
    notifier.notify('spring', loadedFacts());
    options = OPTIONS;
    notifier.notify('spring', SPRING);
    await turn();
    expect(posts.map(({ post }) => JSON.parse(post.body).GSW_USER_EVENT)).toEqual(['CampaignActivity']);
  });
});

describe('A release', () => {
  const told = (release: ReleaseName, facts: Facts) => {
    const { notifier, posts, lines, ledger } = staged({ release });
    notifier.notify('spring', facts);
    return {
      events: posts.map(({ post }) => JSON.parse(post.body).GSW_USER_EVENT),
      lines,
      intended: ledger.intended,
    };
  };

  test.each(['8.1.512', '8.1.517'] as const)(
    '%s says nothing of general info, and it is no notification',
    (release) => {
      expect(told(release, { ...SPRING, event: 'general info' })).toEqual({
        events: [],
        lines: [`0 not Spring@Agents East: release ${release} does not report general info`],
        intended: 0,
      });
    },
  );

  test.each([
    ['8.1.5-draft', 'CampaignForceUnloaded'],
    ['8.1.512', 'CampaignUnloaded'],
    ['8.1.517', 'CampaignUnloaded'],
  ] as const)('%s reports a forced unload as %s', (release, userEvent) => {
    const { events } = told(release, { ...SPRING, event: 'unloaded forcefully', state: 'NotLoaded' });
    expect(events).toEqual([userEvent]);
  });
});

test('on the virtual clock those of one group go out one after another, those of others do not wait', async () => {
  const { notifier, posts } = staged();
  notifier.notify('spring', loadedFacts());
  notifier.notify('spring', SPRING);
  notifier.notify('autumn', { ...SPRING, campaignGroupName: 'Autumn@Agents East' });
  await turn();
  const sent = (): readonly string[] =>
    posts.map(({ post }) => {
      const { GSW_CAMPAIGN_GROUP_NAME: name, GSW_USER_EVENT: event } = JSON.parse(post.body);
      return `${name} ${event}`;
    });
  expect(sent()).toEqual(['Spring@Agents East CampaignLoaded', 'Autumn@Agents East CampaignActivity']);
  posts[0]!.end({ kind: 'refused', status: null, detail: 'refused', bytesOut: 0, durationMs: 1 });
  await turn();
  expect(sent().slice(2)).toEqual(['Spring@Agents East CampaignActivity']);
});

test('on a real clock a notification does not wait for the answer to the one before it', async () => {
  const { notifier, posts } = staged({ clock: new RealClock() });
  notifier.notify('spring', loadedFacts());
  notifier.notify('spring', SPRING);
  expect(posts).toHaveLength(2);
  for (const { end } of posts) end();
  await notifier.idle();
});

test('it is idle only once nothing is under way, what begins meanwhile included', async () => {
  const { notifier, posts, ledger } = staged();
  notifier.notify('spring', loadedFacts());
  notifier.notify('spring', SPRING);
  let idle = false;
  const waiting = notifier.idle().then(() => {
    idle = true;
  });
  posts[0]!.end();
  await turn();
  expect([idle, posts.length]).toEqual([false, 2]);
  posts[1]!.end();
  await waiting;
  expect(ledger.underWay.size).toBe(0);
});

test('the books count by outcome; only 2xx is delivered', async () => {
  const { notifier, posts, ledger } = staged();
  const outcomes: readonly PostOutcome[] = [
    ANSWERED,
    { ...ANSWERED, status: 201 },
    { ...ANSWERED, status: 302 },
    { ...ANSWERED, status: 503 },
    { ...ANSWERED, kind: 'reset', status: null, bytesOut: null },
    { ...ANSWERED, kind: 'timed out', status: null },
  ];
  for (const [index, outcome] of outcomes.entries()) {
    notifier.notify(`group-${index}`, SPRING);
    posts[index]!.end(outcome);
  }
  await notifier.idle();
  expect([...ledger.outcomes]).toEqual([
    ['answered 200', 1],
    ['answered 201', 1],
    ['answered 302', 1],
    ['answered 503', 1],
    ['reset', 1],
    ['timed out', 1],
  ]);
  expect([ledger.attempted, ledger.delivered, ledger.bytesOut]).toEqual([6, 2, 500]);
});
