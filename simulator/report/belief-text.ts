// What a sender that never tries again makes unrecoverable: the states that a receiver is left to believe in.

import type { EventName } from '../../receiver/contract/vocabulary.ts';
import type { Belief, StateChange } from '../scenario/ledger-account.ts';
import { eventAtText, groupsText } from './loss-text.ts';
import { count } from './numbers.ts';

const MOST_SHOWN = 4;

/** What a group is, or several groups are, believed to be still. */
interface Picture {
  readonly one: string;
  readonly many: string;
}

const IDLE: Picture = { one: 'is still loaded and does not dial', many: 'are still loaded and do not dial' };
const DIALING: Picture = { one: 'still dials', many: 'still dial' };
const GONE: Picture = { one: 'is still not loaded', many: 'are still not loaded' };

const PICTURES: Readonly<Partial<Record<EventName, Picture>>> = {
  loaded: IDLE,
  stopped: IDLE,
  started: DIALING,
  'dial mode changed': DIALING,
  unloaded: GONE,
  'unloaded forcefully': GONE,
};

/** A sentence for each wrong picture, groups with the same one together; none where every picture happens to be right. */
export function beliefSentences(beliefs: readonly Belief[], who: string): string[] {
  const together = new Map<string, Belief[]>();
  for (const belief of beliefs) {
    const picture = pictureText(belief);
    if (picture === null) continue;
    const same = together.get(picture);
    if (same === undefined) together.set(picture, [belief]);
    else same.push(belief);
  }
  const sentences = [...together.values()].map((same) => sentenceOf(same, who));
  const rest = sentences.length - MOST_SHOWN;
  return rest > 0
    ? [...sentences.slice(0, MOST_SHOWN), `And ${count(rest, 'more such picture')}.`]
    : sentences;
}

/** What is believed and what is true, without instants; null where both are the same. */
function pictureText({ kept, last, toldByPeriodic }: Belief): string | null {
  const believed = kept === null ? null : PICTURES[kept.event];
  if (believed === PICTURES[last.event] && last.event !== 'dial mode changed') return null;
  return [believed?.one, last.event, last.fate === 'not attempted', toldByPeriodic].join('\n');
}

function sentenceOf(beliefs: readonly Belief[], who: string): string {
  const [{ kept, last, toldByPeriodic }] = beliefs as readonly [Belief, ...Belief[]];
  const groups = groupsText(beliefs.map(({ group }) => group));
  const many = beliefs.length > 1;
  const told = last.fate === 'not attempted' ? 'was never sent' : 'is gone';
  const lost = `${many ? `their "${last.event}"` : eventAtText(last)} ${told}`;
  if (toldByPeriodic) return `Of ${groups} ${lost}: ${who} can know of it from periodic messages alone.`;
  if (kept === null) return `${capital(who)} has never heard of a state of ${groups}: ${lost}.`;
  return `${capital(who)} believes that ${groups} ${stillText(kept, last, many)}: ${lost}.`;
}

function stillText(kept: StateChange, last: StateChange, many: boolean): string {
  const picture = PICTURES[kept.event]!;
  if (last.event !== 'dial mode changed' || picture !== DIALING) return many ? picture.many : picture.one;
  return many ? 'still dial in their earlier modes' : `still dials in the mode of ${eventAtText(kept)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
