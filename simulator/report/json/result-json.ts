import { EVENT_NAMES, GROUP_STATE_NAMES } from '../../../receiver/contract/vocabulary.ts';
import type { JsonSchema } from '../../../receiver/document/shape.ts';
import type { RunCounts, RunResult } from '../../scenario/result.ts';
import type { Timeline } from '../../scenario/timeline.ts';
import { isoInstant } from '../iso-instant.ts';
import { ledgerJson } from './ledger-json.ts';
import { settledJson } from './notification-json.ts';
import {
  count,
  flag,
  instant,
  list,
  mapOf,
  nullOr,
  number,
  object,
  ref,
  text,
  word,
} from './schema-words.ts';
import { sorted } from './sorted.ts';
import { storeJson } from './store-json.ts';

/** What a scenario that was played came to, beside its verdicts. */
export function resultJson(result: RunResult) {
  const { clock, campaignMs, realMs, receiver, interrupted } = result;
  return {
    interrupted,
    release: result.release,
    epoch: isoInstant(result.epochMs),
    clock: { kind: clock.kind, speed: clock.speed },
    campaignMs,
    realMs: Math.round(realMs),
    receiver: { kind: receiver.kind, url: receiver.url },
    counts: countsJson(result.counts),
    notAttempted: sorted(result.notAttempted),
    unheard: result.unheard,
    groups: result.timelines.map(timelineJson),
    networkFaults: {
      spans: result.networkFaults.spans.map(({ fromMs, untilMs, fault }) => ({ fromMs, untilMs, fault })),
      leftOut: result.networkFaults.leftOut,
    },
    lost: result.lost.map(settledJson),
    ledger: ledgerJson(result.ledger),
    store: result.store && storeJson(result.store),
  };
}

/** The totals of a scenario. */
export function countsJson({ outcomes, connections, ...counts }: RunCounts) {
  return { ...counts, connections: connections ?? null, outcomes: sorted(outcomes) };
}

function timelineJson({ label, events, eventsLeftOut, periodicMessages, statistics }: Timeline) {
  return {
    group: label,
    events: events.map(({ atMs, event, state, dialMode }) => ({
      campaignMs: atMs,
      ocsEvent: event,
      state,
      dialMode,
    })),
    eventsLeftOut,
    periodicMessages,
    statistics: statistics.map(({ atMs, ...values }) => ({ campaignMs: atMs, ...values })),
  };
}

const campaignMs = number('When, in milliseconds of campaign time since the beginning.');
const fraction = (what: string): JsonSchema =>
  nullOr(number(`${what}, a fraction of 1; null while not known.`));

/** Its schema. */
export const COUNTS: JsonSchema = object('The totals of a scenario.', {
  intended: count('Notifications that the groups gave cause for.'),
  attempted: count('Of those, the ones that were sent.'),
  delivered: count('Of those, the ones that were answered with 2xx.'),
  recorded: nullOr(count('Requests that the embedded receiver recorded; null behind an external target.')),
  unusable: count('Recorded bodies that are no JSON object.'),
  strays: count('Bodies that arrived although all of their kind had arrived before.'),
  bytesOut: count('Bytes handed to sockets, request lines and headers included.'),
  connections: nullOr(
    object("The sender's connections; null where nothing was sent over any.", {
      opened: count('Connections that were made.'),
      reused: count('POSTs that went out on a connection that had carried another one before.'),
      closedByTarget: count('Connections that the other side ended.'),
      closedBySender: count('Connections that the sender ended, at the end of the run at the latest.'),
    }),
  ),
  outcomes: mapOf('How many attempts ended in which way, such as `answered 200`.', count('So many.')),
});

const GROUP = object('What a campaign group went through.', {
  group: text("The campaign group, by the scenario's name for it."),
  events: list(
    'Its changes of state and dial mode, the first 199 and the last; `periodic` where a periodic message is the first to report a state.',
    object('A change.', {
      campaignMs,
      ocsEvent: word('What OCS reports.', EVENT_NAMES),
      state: word('The state after it, as the vendor names it.', GROUP_STATE_NAMES),
      dialMode: nullOr(text('The dial mode after it; null while it does not dial.')),
    }),
  ),
  eventsLeftOut: count('Changes left out before the last one.'),
  periodicMessages: count('How many periodic messages it caused.'),
  statistics: list(
    'Its statistics while it dialed, thinned out evenly to 256 at most.',
    object('The statistics of a periodic message.', {
      campaignMs,
      busyFactor: fraction('How busy its agents were'),
      hitRatio: fraction('How many calls reached somebody'),
      overdialRate: fraction('How many answered calls found no agent'),
      timeToComplete: nullOr(
        number('Estimated seconds to the end of its calling lists; null while not known.'),
      ),
    }),
  ),
});

/** Its schema. */
export const RESULT: JsonSchema = object('What a scenario that was played came to.', {
  interrupted: flag('It was stopped from outside before its end.'),
  release: text('The release of OCS that was played.'),
  epoch: instant('The instant at which campaign time begins.'),
  clock: object('How campaign time passed.', {
    kind: word('The clock.', ['virtual', 'real', 'scaled']),
    speed: nullOr(number('How many times faster than real time; null where that means nothing.')),
  }),
  campaignMs: number('Campaign time that passed, in milliseconds.'),
  realMs: count('Real milliseconds that it took.'),
  receiver: object('Who received.', {
    kind: word('The embedded receiver, an external target, or nobody.', ['embedded', 'target', 'none']),
    url: text('Its address.'),
  }),
  counts: ref('counts', 'The totals.'),
  notAttempted: mapOf('Why notifications were not attempted, with how many each.', count('So many.')),
  unheard: count(
    'How often the scenario told the receiver how to behave, and an external target could not hear it.',
  ),
  groups: list('The campaign groups.', GROUP),
  networkFaults: object('When network faults were in force.', {
    spans: list(
      'The first 200 of them.',
      object('A network fault.', {
        fromMs: number('Its beginning, in milliseconds of campaign time.'),
        untilMs: number('Its end, in milliseconds of campaign time.'),
        fault: text('What it did.'),
      }),
    ),
    leftOut: count('Faults beyond those listed.'),
  }),
  lost: list(
    'The first 100 notifications that were sent and not answered with 2xx.',
    ref('settled', 'A notification.'),
  ),
  ledger: ref('ledger', 'What became of every notification in the end.'),
  store: nullOr(
    ref('store', "What the target's store was found to hold; null where there was none to be read."),
  ),
});
