import { byKind } from '../document/composite-shapes.ts';
import { optional, record } from '../document/record.ts';
import { integer, scalar } from '../document/scalar-shapes.ts';
import {
  complain,
  foundText,
  named,
  refine,
  type Scalar,
  type Shape,
  withExample,
} from '../document/shape.ts';

/** How many of something there must be; `max` null: any number from `min` on. Both ends count. */
export interface CountDemand {
  readonly min: number;
  readonly max: number | null;
}

/** Not a single one. */
export const NONE: CountDemand = { min: 0, max: 0 };
/** One or more: the default of the step. */
export const AT_LEAST_ONE: CountDemand = { min: 1, max: null };

const EXPECTS = 'none, a whole number, or one of exactly, atLeast, atMost';

const plain: Shape<CountDemand> = {
  ...refine(scalar(EXPECTS), (value: Scalar, node, reading) => {
    if (value === 'none') return NONE;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0)
      return { min: value, max: value };
    return complain(reading, 'bad-value', node.place, `expected ${EXPECTS}`, {
      found: foundText(node),
      expected: EXPECTS,
    });
  }),
  schema: () => ({
    anyOf: [{ const: 'none' }, { type: 'integer', minimum: 0 }, { type: 'string', pattern: '^\\$\\{.+\\}$' }],
  }),
};

const whole = integer('a whole number from 0', { min: 0 });

const bounds = refine(
  record(
    {
      exactly: optional(whole, 'this many, neither more nor fewer', { example: 24 }),
      atLeast: optional(whole, 'this many or more'),
      atMost: optional(whole, 'this many or fewer', { example: 3 }),
    },
    {
      what: 'a count',
      hintFor: (key) =>
        key === 'min' ? 'did you mean "atLeast"?' : key === 'max' ? 'did you mean "atMost"?' : undefined,
    },
  ),
  ({ exactly, atLeast, atMost }, node, reading): CountDemand | undefined => {
    if (exactly !== undefined && (atLeast !== undefined || atMost !== undefined))
      return complain(
        reading,
        'conflicting-keys',
        node.place,
        'exactly cannot stand beside atLeast or atMost',
      );
    if (exactly !== undefined) return { min: exactly, max: exactly };
    if (atLeast === undefined && atMost === undefined)
      return complain(reading, 'missing-key', node.place, 'a count needs exactly, atLeast or atMost');
    if (atLeast !== undefined && atMost !== undefined && atLeast > atMost)
      return complain(
        reading,
        'bad-value',
        node.place,
        `no count is at least ${atLeast} and at most ${atMost}`,
      );
    if (atLeast === 0 && atMost === undefined)
      return complain(reading, 'bad-value', node.place, 'at least 0 demands nothing', {
        hint: 'atLeast: 1, or atMost, or none',
      });
    return { min: atLeast ?? 0, max: atMost ?? null };
  },
);

const anyCount: Shape<CountDemand> = byKind({ scalar: plain, mapping: bounds });

/** `24`, `none`, `{ exactly: 24 }`, `{ atLeast: 1, atMost: 3 }`. */
export const countDemandShape: Shape<CountDemand> = withExample(
  named('count', EXPECTS, () => anyCount),
  'none',
);

/** Whether a count is as demanded. */
export function meets(count: number, { min, max }: CountDemand): boolean {
  return count >= min && (max === null || count <= max);
}

/** `exactly 24`, `at least 1`, `at most 3`, `2 to 4`, `none`. */
export function countDemandText({ min, max }: CountDemand): string {
  if (max === null) return `at least ${min}`;
  if (max === 0) return 'none';
  if (min === max) return `exactly ${min}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}

/** `exactly 24 notifications`, `at least 1 notification`, `no notifications`. */
export function demandedText(wanted: CountDemand, noun = 'notification'): string {
  if (wanted.max === 0) return `no ${noun}s`;
  const last = wanted.max ?? wanted.min;
  return `${countDemandText(wanted)} ${noun}${last === 1 ? '' : 's'}`;
}
