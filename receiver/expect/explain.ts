// Words for what expectations found. Short first: a headline, then labelled lines with what was expected and what was there.

import { sinceEpochText } from '../document/instant-text.ts';
import { type Emphasis, PLAIN } from '../document/show-diagnostic.ts';
import { countDemandText, demandedText } from './count-demand.ts';
import { spacedDuration } from './duration-text.ts';
import type { Verdict } from './expectation.ts';
import {
  arrivalText,
  bodyProblemText,
  fateText,
  fieldCountText,
  labelled,
  missLines,
  nearestLines,
  sentText,
} from './explain-arrival.ts';
import type { Failure, NearMiss } from './failure.ts';
import { plural, safeText } from './shown-text.ts';

/** A failure in words: the place in the YAML stands between the two when the caller knows it. */
export interface Explanation {
  readonly headline: string;
  readonly lines: readonly string[];
}

type Of<Kind extends Failure['kind']> = Extract<Failure, { readonly kind: Kind }>;

/** Words one failure; received text in it is made harmless and short. */
export function explainFailure(failure: Failure, emphasis: Emphasis = PLAIN): Explanation {
  const line = (label: string, text: string): string => labelled(label, text, emphasis);
  switch (failure.kind) {
    case 'fields':
      return {
        headline: `#${failure.arrival.record.number} is not as demanded: ${fieldCountText(failure.misses)}`,
        lines: [line('arrived', arrivalText(failure.arrival)), ...missLines(failure.misses, emphasis)],
      };
    case 'unusable body':
      return {
        headline: `#${failure.arrival.record.number} has no body that can be judged`,
        lines: [
          line('arrived', arrivalText(failure.arrival)),
          line('body', bodyProblemText(failure.arrival)),
        ],
      };
    case 'count':
      return explainCount(failure, emphasis);
    case 'order':
      return explainOrder(failure, emphasis);
    case 'interval':
      return explainInterval(failure, emphasis);
    case 'after the end': {
      const { group, arrival, end } = failure;
      const later = spacedDuration(arrival.atMs - end.atMs);
      return {
        headline: `${arrival.event} of ${safeText(group)} came after ${end.event}`,
        lines: [
          line('arrived', arrivalText(arrival)),
          line('end', `${end.event} at ${sinceEpochText(end.atMs)}, ${later} before`),
        ],
      };
    }
    case 'repeated':
      return {
        headline: `notification ${failure.sent.number} arrived ${failure.sent.arrivals} times, expected one attempt`,
        lines: [line('sent', sentText(failure.sent))],
      };
    case 'stray':
      return {
        headline: `#${failure.arrival.record.number} arrived once more than it was sent`,
        lines: [line('arrived', arrivalText(failure.arrival))],
      };
    case 'tally': {
      const { what, wanted, counted, named } = failure;
      const rest = counted - named.length;
      return {
        headline: `expected ${countDemandText(wanted)} ${what}, counted ${counted}`,
        lines: [
          ...named.map((sent) => line(what === 'lost' ? 'lost' : 'counted', sentText(sent))),
          ...(rest > 0 ? [line('', `and ${rest} more`)] : []),
          ...(what === 'unacknowledged' ? [line('hint', MEANT_HINT)] : []),
        ],
      };
    }
    case 'ledger':
      return explainLedger(failure, emphasis);
  }
}

const MEANT_HINT = 'OCS never sends them again; if that is meant, expect it with lost, outcome or ledger';

function explainLedger(failure: Of<'ledger'>, emphasis: Emphasis): Explanation {
  const { what, wanted, counted, perhaps, of, named, count } = failure;
  const rest = count - named.length;
  const more = perhaps > 0 ? ` and at most ${perhaps} more` : '';
  const label = of === 'others' ? 'instead' : what === 'gone' ? 'gone' : 'counted';
  return {
    headline: `expected ${countDemandText(wanted)} ${what}, counted ${counted}${more}`,
    lines: [
      ...named.map((fate) => labelled(label, fateText(fate), emphasis)),
      ...(rest > 0 ? [labelled('', `and ${rest} more`, emphasis)] : []),
    ],
  };
}

function explainCount(failure: Of<'count'>, emphasis: Emphasis): Explanation {
  const { wanted, counted, group, waited, surplus, nearest } = failure;
  const of = group === null ? '' : ` of ${safeText(group)}`;
  const lines: string[] = [];
  if (waited !== null) {
    const length = spacedDuration(waited.untilMs - waited.fromMs);
    const ofTime = waited.time === 'real' ? '' : ' of campaign time';
    lines.push(labelled('waited', `${length}${ofTime} from ${sinceEpochText(waited.fromMs)}`, emphasis));
  }
  if (surplus !== null) lines.push(labelled('surplus', arrivalText(surplus), emphasis));
  else if (counted === 0 || isInstructive(nearest)) lines.push(...nearestLines(nearest, emphasis));
  const isPlain = counted === 0 && wanted.min === 1 && wanted.max !== 0;
  const came = counted === 0 ? 'none came' : `${counted} came`;
  return {
    headline: isPlain
      ? `expected a notification${of} that never came`
      : `expected ${demandedText(wanted)}${of}, ${came}`,
    lines,
  };
}

/** Beside some that came, one of another event or group explains nothing. */
function isInstructive(near: NearMiss | null): boolean {
  return near?.differences.every(({ kind }) => kind === 'fields' || kind === 'time') ?? false;
}

function explainOrder(failure: Of<'order'>, emphasis: Emphasis): Explanation {
  const { wanted, matched, instead, seen, seenCount } = failure;
  const group = safeText(failure.group);
  const before = matched === 0 ? '' : ` after ${wanted[matched - 1]}`;
  const next = wanted[matched];
  const expected =
    next === undefined ? `no state change of ${group}${before}` : `${next} of ${group}${before}`;
  const rest = seenCount - seen.length;
  const shown =
    seenCount === 0 ? 'no event of this group' : `${seen.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return {
    headline:
      instead === null
        ? `expected ${expected}, which never came`
        : `expected ${expected}, but ${instead.event} came`,
    lines: [
      ...(instead === null ? [] : [labelled('instead', arrivalText(instead), emphasis)]),
      labelled('wanted', wanted.join(', '), emphasis),
      labelled('seen', shown, emphasis),
    ],
  };
}

function explainInterval(failure: Of<'interval'>, emphasis: Emphasis): Explanation {
  const { event, problem, since, intervalMs, toleranceMs, mayBeEarly, atMs, arrival } = failure;
  const subject = `${event} of ${safeText(failure.group)}`;
  const tolerance =
    toleranceMs === 0
      ? ''
      : ` ${mayBeEarly || problem === 'none' ? '+' : '±'} ${spacedDuration(toleranceMs)}`;
  const demand = `${mayBeEarly || problem === 'none' ? 'at most ' : ''}${spacedDuration(intervalMs)}${tolerance}`;
  const passed = spacedDuration(atMs - since.atMs);
  const from =
    since.what === 'window' ? 'the window began' : since.what === event ? 'the one before' : since.what;
  return {
    headline:
      problem === 'none'
        ? `no ${subject} came for ${passed} after ${from}, expected ${demand}`
        : `${subject} came too ${problem}: ${passed} after ${from}, expected ${demand}`,
    lines: [
      ...(arrival === null ? [] : [labelled('arrived', arrivalText(arrival), emphasis)]),
      labelled(
        'since',
        `${since.what === 'window' ? 'the window began' : since.what} at ${sinceEpochText(since.atMs)}`,
        emphasis,
      ),
      ...(arrival === null ? [labelled('until', sinceEpochText(atMs), emphasis)] : []),
    ],
  };
}

/**
 * All that there is to say about a verdict that did not pass: every failure kept with its lines, how many more there are, or why
 * it is inconclusive. Empty for one that passed.
 */
export function explainVerdict(verdict: Verdict, emphasis: Emphasis = PLAIN): string[] {
  if (verdict.status === 'passed') return [];
  if (verdict.status === 'inconclusive') {
    const headline = emphasis.warning(`inconclusive: ${verdict.summary}`);
    return [headline, ...(verdict.nearest === null ? [] : nearestLines(verdict.nearest, emphasis))];
  }
  const lines = verdict.failures.flatMap((failure) => {
    const explanation = explainFailure(failure, emphasis);
    return [emphasis.error(explanation.headline), ...explanation.lines];
  });
  const rest = verdict.failureCount - verdict.failures.length;
  return rest > 0 ? [...lines, `and ${plural(rest, 'more failure', 'more failures')}`] : lines;
}
