// What a receiver by itself can know of repetitions. OCS stamps its notifications with no time and no number, so that two of them may
// be the same, byte for byte; and an attempt that never arrived leaves no trace here at all. The expectation `attempts` of a scenario
// has the sender's books beside and knows better.

import type { Contract } from '../contract/contract.ts';
import type { EventName } from '../contract/vocabulary.ts';
import { DEFAULT_MAX_SHOWN } from '../expect/expectation.ts';
import { arrivalText, labelled } from '../expect/explain-arrival.ts';
import type { Arrival, Gap } from '../expect/observation.ts';
import { plural } from '../expect/shown-text.ts';
import { gapText } from '../expect/verdict.ts';
import type { ExplainedVerdict } from './judging.ts';

/** A verdict as far as it is told. */
export type Finding = Pick<ExplainedVerdict, 'status' | 'title' | 'summary' | 'explanation'>;

/** Begin and end of a session from load to unload, which its GUID names: neither happens twice in it. */
const ONCE_A_SESSION: ReadonlySet<EventName | null> = new Set(['loaded', 'unloaded', 'unloaded forcefully']);
/** The next one may well say the same. */
const MAY_REPEAT: ReadonlySet<EventName | null> = new Set([null, 'periodic', 'general info']);

interface Pair {
  readonly first: Arrival;
  readonly again: Arrival;
}

/**
 * Whether a body arrived twice that cannot be two notifications: the same load or unload of one session, or the same start, stop or
 * change of mode without another state change of the group between. Inconclusive where equal bodies may be two notifications (two
 * periodic messages, or starts with a stop between), where records are gone, and where nothing was selected.
 * @assumption the GUID is fresh at each load
 */
export function postedOnce(
  observations: Iterable<Arrival | Gap>,
  selects: (arrival: Arrival) => boolean,
  { rows }: Contract,
): Finding {
  const guid = rows.find(({ key }) => key === 'campaignGroupGuid')?.name;
  const seen = new Map<string, Arrival>();
  const lastChange = new Map<string | null, string>();
  const repeated: Pair[] = [];
  let doubtful: Pair | null = null;
  let gap: Gap | null = null;
  let judged = 0;

  for (const observation of observations) {
    if (observation.kind === 'gap') {
      gap ??= observation;
      lastChange.clear();
      continue;
    }
    const { event, group, body, record } = observation;
    const bytes = record.body.toString('latin1');
    const inSuccession = lastChange.get(group) === bytes;
    if (!MAY_REPEAT.has(event)) lastChange.set(group, bytes);
    if (!selects(observation)) continue;
    judged += 1;
    const first = seen.get(bytes);
    if (first === undefined) {
      seen.set(bytes, observation);
      continue;
    }
    const hasSession = guid !== undefined && typeof body?.[guid] === 'string' && body[guid] !== '';
    const pair = { first, again: observation };
    const isProof = !MAY_REPEAT.has(event) && (inSuccession || (hasSession && ONCE_A_SESSION.has(event)));
    if (isProof) repeated.push(pair);
    else doubtful ??= pair;
  }

  const title = 'no body posted twice';
  const counted = `${judged - repeated.length} of ${judged}`;
  if (repeated.length > 0)
    return { status: 'failed', title, summary: counted, explanation: repetitionsText(repeated) };
  const why =
    gap !== null
      ? gapText(gap)
      : doubtful !== null
        ? `#${doubtful.again.record.number} has the body of #${doubtful.first.record.number}, and may be another notification all the same`
        : judged === 0
          ? 'no notification came'
          : null;
  if (why === null) return { status: 'passed', title, summary: counted, explanation: '' };
  const lines = [`inconclusive: ${why}`, ...(gap === null && doubtful !== null ? doubtLines(doubtful) : [])];
  return { status: 'inconclusive', title, summary: why, explanation: lines.join('\n') };
}

function pairLines({ first, again }: Pair): string[] {
  return [labelled('arrived', arrivalText(again)), labelled('first', arrivalText(first))];
}

function repetitionsText(repeated: readonly Pair[]): string {
  const shown = repeated.slice(0, DEFAULT_MAX_SHOWN);
  const rest = repeated.length - shown.length;
  return [
    ...shown.flatMap((pair) => [
      `#${pair.again.record.number} is #${pair.first.record.number} once more: the same ${plural(pair.again.record.body.length, 'byte')}`,
      ...pairLines(pair),
    ]),
    ...(rest > 0 ? [`and ${plural(rest, 'more failure', 'more failures')}`] : []),
  ].join('\n');
}

function doubtLines(pair: Pair): string[] {
  return [
    ...pairLines(pair),
    labelled('hint', 'name events that cannot follow themselves, such as loaded or started'),
  ];
}
