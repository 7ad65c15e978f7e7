import { EVENT_NAMES } from '../../../receiver/contract/vocabulary.ts';
import type { JsonSchema } from '../../../receiver/document/shape.ts';
import { conditionText, valueText } from '../../../receiver/expect/demand-text.ts';
import { explainFailure } from '../../../receiver/expect/explain.ts';
import type { Failure, FieldMiss, NearMiss } from '../../../receiver/expect/failure.ts';
import { arrivalJson, fateJson, sentJson } from './notification-json.ts';
import {
  anything,
  constant,
  count,
  list,
  nullOr,
  number,
  object,
  oneOf,
  optional,
  ref,
  text,
  word,
} from './schema-words.ts';

/** One failure: its words, and what they are made of. */
export function failureJson(failure: Failure) {
  const { headline, lines } = explainFailure(failure);
  return { text: [headline, ...lines], ...partsOf(failure) };
}

function partsOf(failure: Failure) {
  switch (failure.kind) {
    case 'fields':
      return {
        kind: failure.kind,
        arrival: arrivalJson(failure.arrival),
        misses: failure.misses.map(missJson),
      };
    case 'unusable body':
    case 'stray':
      return { kind: failure.kind, arrival: arrivalJson(failure.arrival) };
    case 'count': {
      const { kind, wanted, counted, group, waited, surplus, nearest } = failure;
      return {
        kind,
        wanted,
        counted,
        group,
        waited: waited && { fromMs: waited.fromMs, untilMs: waited.untilMs, time: waited.time ?? 'campaign' },
        surplus: surplus && arrivalJson(surplus),
        nearest: nearest && nearestJson(nearest),
      };
    }
    case 'order': {
      const { kind, group, wanted, matched, instead, seen, seenCount } = failure;
      return { kind, group, wanted, matched, instead: instead && arrivalJson(instead), seen, seenCount };
    }
    case 'interval': {
      const { kind, group, event, problem, since, intervalMs, toleranceMs, atMs, arrival } = failure;
      return {
        kind,
        group,
        ocsEvent: event,
        problem,
        since: { campaignMs: since.atMs, what: since.what },
        intervalMs,
        toleranceMs,
        campaignMs: atMs,
        arrival: arrival && arrivalJson(arrival),
      };
    }
    case 'after the end': {
      const { kind, group, arrival, end } = failure;
      return {
        kind,
        group,
        arrival: arrivalJson(arrival),
        end: { ocsEvent: end.event, campaignMs: end.atMs },
      };
    }
    case 'repeated':
      return { kind: failure.kind, sent: sentJson(failure.sent) };
    case 'tally': {
      const { kind, what, wanted, counted, named } = failure;
      return { kind, what, wanted, counted, named: named.map(sentJson) };
    }
    case 'ledger': {
      const { kind, what, wanted, counted, perhaps, of, named, count: all } = failure;
      return { kind, what, wanted, counted, perhaps, of, named: named.map(fateJson), count: all };
    }
  }
}

/** The arrival that came closest, and what keeps it from being what was looked for. */
export function nearestJson({ arrival, differences }: NearMiss) {
  return {
    arrival: arrivalJson(arrival),
    differences: differences.map((difference) =>
      difference.kind === 'fields'
        ? { kind: difference.kind, misses: difference.misses.map(missJson) }
        : difference,
    ),
  };
}

function missJson(miss: FieldMiss) {
  if (miss.kind === 'duplicate key')
    return { kind: miss.kind, field: miss.field, expected: 'once', got: 'more than once' };
  if (miss.kind === 'contract') {
    const { field, expected, got, mark } = miss.difference;
    return { kind: miss.kind, field, expected, got, mark };
  }
  const { kind, field, row, condition, got } = miss;
  return {
    kind,
    field,
    expected: conditionText(condition, row),
    got: valueText(got, row),
    // Absent where the attribute is.
    ...(got === undefined ? {} : { value: got }),
  };
}

const MISS = object('An attribute that is not as demanded.', {
  kind: word('Who demands it: the scenario, the contract, or JSON itself.', [
    'demand',
    'contract',
    'duplicate key',
  ]),
  field: text('The path of the attribute within the body.'),
  expected: text('For people: what it should have been.'),
  got: text('For people: what it was.'),
  value: optional(
    anything('What it was, as it came; missing where the attribute was, and where the contract demands.'),
  ),
  mark: optional(
    nullOr(text('What the row of the contract rests on: documented, inferred, assumed or site.')),
  ),
});

const MISSES = list('The attributes that are not as demanded.', MISS);
const arrival = ref('arrival', 'The request that it is about.');
const orNoArrival = (description: string): JsonSchema => nullOr(ref('arrival', description));
const group = text('The campaign group.');
const ocsEvent = word('The event.', EVENT_NAMES);
const campaignMs = number('When, in milliseconds of campaign time since the beginning.');
const wanted = object('How many there must be; both ends count.', {
  min: count('At least so many.'),
  max: nullOr(count('At most so many; null for any number.')),
});
const counted = count('How many there were.');

/** Its schema. */
export const NEAREST: JsonSchema = object('What came closest to what was looked for.', {
  arrival,
  differences: list(
    'All that keeps it from being it.',
    oneOf('One criterion that it misses.', [
      object('It reports another event.', {
        kind: constant('The criterion.', 'event'),
        expected: list('The events that were looked for.', ocsEvent),
        got: nullOr(text('The event that it reports.')),
      }),
      object('It is about another group.', {
        kind: constant('The criterion.', 'group'),
        expected: list('The groups that were looked for.', group),
        got: nullOr(text('The group that it is about.')),
      }),
      object('It came at another time.', {
        kind: constant('The criterion.', 'time'),
        offMs: number('By how many milliseconds it missed the window; negative is too early.'),
      }),
      object('Its attributes are others.', { kind: constant('The criterion.', 'fields'), misses: MISSES }),
    ]),
  ),
});

/** A kind of failure, by what it tells beside its words. */
function kind(name: Failure['kind'], description: string, parts: Parameters<typeof object>[1]): JsonSchema {
  return object(description, {
    text: list('The failure in words, a line each: the headline first.', text('A line.')),
    kind: constant('What kind of failure it is.', name),
    ...parts,
  });
}

/** Its schema. */
export const FAILURE: JsonSchema = oneOf('One thing that is wrong.', [
  kind('fields', 'A body is not as demanded.', { arrival, misses: MISSES }),
  kind('unusable body', 'A body cannot be judged.', { arrival }),
  kind('stray', 'A body arrived once more than it was sent.', { arrival }),
  kind('count', 'There were not as many as demanded.', {
    wanted,
    counted,
    group: nullOr(text('The group whose count it is; null for all that was selected.')),
    waited: nullOr(
      object('What was waited for; null for the whole run.', {
        fromMs: number('From when, in milliseconds since the beginning.'),
        untilMs: number('Until when; that instant belongs to it.'),
        time: word('Which time passed.', ['campaign', 'real']),
      }),
    ),
    surplus: orNoArrival('The first that was one too many.'),
    nearest: nullOr(ref('nearest', 'The closest one that did not count.')),
  }),
  kind('order', 'The events of a group did not come in the demanded order.', {
    group,
    wanted: list('The demanded order.', ocsEvent),
    matched: count('How many of them came, from the first on.'),
    instead: orNoArrival('What came where another one, or the end, was demanded.'),
    seen: list('The events that came; the first ones where there are many.', ocsEvent),
    seenCount: count('How many events came.'),
  }),
  kind('interval', 'A notification came too early, too late or not at all.', {
    group,
    ocsEvent,
    problem: word('What is wrong with it; `none`: nothing came.', ['late', 'early', 'none']),
    since: object('Since when it is counted.', {
      campaignMs,
      what: text('The event before, or `window`.'),
    }),
    intervalMs: number('The demanded interval in milliseconds.'),
    toleranceMs: number('The tolerance in milliseconds.'),
    campaignMs,
    arrival: orNoArrival('The notification; null where none came.'),
  }),
  kind('after the end', 'A notification came after the event that should have ended them.', {
    group,
    arrival,
    end: object('The event that should have ended them.', { ocsEvent, campaignMs }),
  }),
  kind('repeated', 'The body of a notification arrived more than once.', {
    sent: ref('sent', 'The notification.'),
  }),
  kind('tally', 'Not as many as demanded ended in such a way.', {
    what: text('What is counted, such as `lost` or `answered 503`.'),
    wanted,
    counted,
    named: list('The first of them.', ref('sent', 'A notification that counts.')),
  }),
  kind('ledger', 'Not as many as demanded came to such an end.', {
    what: text('What is counted: a fate, or a sum of several such as `gone`.'),
    wanted,
    counted,
    perhaps: count('So many more belong to it perhaps: nobody can tell.'),
    of: word('Whether those are named that count, or those that should have and do not.', [
      'counted',
      'others',
    ]),
    named: list('The first of them.', ref('fate', 'A notification.')),
    count: count('How many of those there are.'),
  }),
]);
