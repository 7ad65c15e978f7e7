import type { EventName } from '../contract/vocabulary.ts';
import { eventWordShape } from '../contract/word-shapes.ts';
import { oneOrMany } from '../document/composite-shapes.ts';
import { groupNamesShape } from '../document/group-names.ts';
import { type Fields, optional } from '../document/record.ts';
import { duration } from '../document/scalar-shapes.ts';
import { type Placed, placed } from '../document/shape.ts';

/** Which notifications an expectation looks at, as written in YAML. What is not given does not restrict. */
export interface Selectors {
  /** Labels, or patterns in which `*` stands for any characters; with their places so that references can be checked. */
  readonly group?: readonly Placed<string>[];
  readonly event?: readonly Placed<EventName>[];
  /** Milliseconds of campaign time since the start; this instant belongs to it. */
  readonly from?: number;
  /** Milliseconds of campaign time since the start; this instant does not belong to it. */
  readonly until?: number;
}

/** An event by its name, with its place. */
export const eventShape = placed(eventWordShape);

/** The key `group`. */
export const groupFields = {
  group: optional(
    groupNamesShape,
    'only notifications of these campaign groups: a name, a list, a pattern with * (\\* is the character itself), or all; every one named must have been judged',
  ),
} as const satisfies Fields;

/** The keys `from` and `until`. */
export const windowFields = {
  from: optional(duration(), 'only from this campaign time on (the instant itself counts)', {
    example: '1m',
  }),
  until: optional(duration(), 'only before this campaign time (the instant itself does not count)', {
    example: '5m',
  }),
} as const satisfies Fields;

/** The keys that every final expectation shares. */
export const selectorFields = {
  ...groupFields,
  event: optional(oneOrMany(eventShape), 'only notifications of this event, or of one of a list'),
  ...windowFields,
} as const satisfies Fields;
