import { complain, type Reading } from '../document/shape.ts';
import type { DocNode } from '../document/source.ts';
import type { ReplyCondition } from './reply-plan.ts';
import { placeOf, type RuleFields } from './rule-fields.ts';

/** When a rule applies; a rule that never does is complained of. */
export function ruleCondition(
  fields: RuleFields,
  node: DocNode,
  reading: Reading,
): ReplyCondition | undefined {
  const { event, group, state, nth, every, first, after, times, probability, from, until } = fields;
  const never = (keys: readonly string[], hint: string): undefined =>
    complain(reading, 'conflicting-keys', placeOf(node, keys[0]), 'this rule never applies', { hint });
  const beyond = (place: number): boolean =>
    (first !== undefined && place > first) ||
    (after !== undefined && place <= after) ||
    (every !== undefined && place % every !== 0);
  if (
    nth?.every(beyond) ||
    (first !== undefined && after !== undefined && after >= first) ||
    (first !== undefined && every !== undefined && every > first)
  ) {
    const keys = ['nth', 'every', 'first', 'after'].filter((key) => key in fields);
    return never(keys, `no request is within ${keys.join(' and ')} at once`);
  }
  if (from !== undefined && until !== undefined && until <= from)
    return never(['until'], 'it ends before it begins');
  if (probability === 0) return never(['probability'], 'with a chance of 0 nothing is ever hit');
  return {
    ...(event ? { events: event } : {}),
    ...(group ? { groups: group.map((each) => each.value) } : {}),
    ...(state ? { states: state } : {}),
    ...(nth ? { nth } : {}),
    ...(every === undefined ? {} : { every }),
    ...(first === undefined ? {} : { first }),
    ...(after === undefined ? {} : { after }),
    ...(times === undefined ? {} : { times }),
    ...(probability === undefined ? {} : { probability }),
    ...(from === undefined ? {} : { fromMs: from }),
    ...(until === undefined ? {} : { untilMs: until }),
    ...(fields.for === undefined ? {} : { forMs: fields.for }),
  };
}
