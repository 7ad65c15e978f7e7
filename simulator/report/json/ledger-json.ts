import { EVENT_NAMES } from '../../../receiver/contract/vocabulary.ts';
import type { JsonSchema } from '../../../receiver/document/shape.ts';
import { FATE_NAMES, FATES } from '../../../receiver/expect/fates.ts';
import type { LedgerAccount, StateChange } from '../../scenario/ledger-account.ts';
import { fateJson } from './notification-json.ts';
import { count, flag, list, mapOf, nullOr, number, object, ref, text, word } from './schema-words.ts';
import { sorted } from './sorted.ts';

/** What became of all notifications, class by class, and of those by name that did not simply arrive and stay. */
export function ledgerJson(ledger: LedgerAccount) {
  const { counts, lostWhere, losses, lossesLeftOut, lostStateChanges, beliefs, notable } = ledger;
  return {
    classes: counts.map(({ fate, where, count: times, first }) => ({
      fate,
      lostBy: where,
      count: times,
      stored: FATES[fate].stored,
      about: FATES[fate].about,
      first: fateJson(first),
    })),
    lostBy: sorted(lostWhere),
    losses: losses.map(({ first, last, count: times, alike }) => ({
      count: times,
      alike,
      first: fateJson(first),
      last: fateJson(last),
    })),
    lossesLeftOut,
    lostStateChanges,
    beliefs: beliefs.map(({ group, kept, last, toldByPeriodic }) => ({
      group,
      kept: kept && changeJson(kept),
      last: { ...changeJson(last), fate: last.fate },
      toldByPeriodic,
    })),
    notable: notable.map(fateJson),
    notableLeftOut: notableLeftOut(ledger),
  };
}

/** So many notable notifications are counted and not named. */
export function notableLeftOut({ fates, notable }: LedgerAccount): number {
  const plain = (fates.get('stored') ?? 0) + (fates.get('answered') ?? 0);
  const all = [...fates.values()].reduce((sum, times) => sum + times, 0);
  return Math.max(0, all - plain - notable.length);
}

function changeJson({ number: of, event, atMs }: StateChange) {
  return { number: of, ocsEvent: event, campaignMs: atMs };
}

const PLACES = ['sender', 'network', 'target'];
const CHANGE = {
  number: count("The notification's number."),
  ocsEvent: word('What it tells.', EVENT_NAMES),
  campaignMs: number('When, in milliseconds of campaign time since the beginning.'),
} as const;

/** Its schema. */
export const LEDGER: JsonSchema = object('What became of every notification in the end.', {
  classes: list(
    'Every class that has any, by where they were lost.',
    object('A class.', {
      fate: word('Its name.', FATE_NAMES),
      lostBy: nullOr(word('Where they were lost; null where they were not, or nobody can tell.', PLACES)),
      count: count('How many notifications it has.'),
      stored: word('Whether those are kept by the target.', ['no', 'yes', 'perhaps']),
      about: text('What it means, after "which".'),
      first: ref('fate', 'The one with the lowest number.'),
    }),
  ),
  lostBy: mapOf(
    'Of the lost ones, how many were lost by the sender, the network or the target.',
    count('So many.'),
  ),
  losses: list(
    'What was lost, or may be: notifications of one group and one event that were lost one after another in one way.',
    object('Such a row of notifications.', {
      count: count('How many they are.'),
      alike: flag('Every one has the very detail of the first.'),
      first: ref('fate', 'The first of them.'),
      last: ref('fate', 'The last of them.'),
    }),
  ),
  lossesLeftOut: count('Notifications that were lost beyond those rows.'),
  lostStateChanges: count('State changes that were sent and are gone for ever.'),
  beliefs: list(
    'Groups of which the last state change is lost, so that whoever reads what is kept believes an older one.',
    object('A group.', {
      group: text("The campaign group, by the scenario's name for it."),
      kept: nullOr(object('The last state change that is kept; null where none is.', CHANGE)),
      last: object('The last state change that there was.', {
        ...CHANGE,
        fate: word('What became of it.', FATE_NAMES),
      }),
      toldByPeriodic: flag('A later periodic message, which tells the state too, is kept.'),
    }),
  ),
  notable: list(
    'Every notification that was not simply answered or stored, the first 10,000.',
    ref('fate', 'A notification.'),
  ),
  notableLeftOut: count('Such notifications beyond those listed.'),
});
