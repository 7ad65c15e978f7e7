import { byKind, listOf } from '../document/composite-shapes.ts';
import { optional, record } from '../document/record.ts';
import { duration, number } from '../document/scalar-shapes.ts';
import { complain, refine, type Shape } from '../document/shape.ts';
import { headOf } from '../document/source.ts';
import type { PlannedDelay } from './delay.ts';

const spread = record(
  {
    between: optional(
      listOf(duration()),
      'the shortest and the longest delay; anything between them is as likely',
      { example: ['100ms', '2s'] },
    ),
    median: optional(duration(), 'half of the delays are shorter; the others may be far longer', {
      example: '300ms',
    }),
    sigma: optional(
      number('a number from 0 to 5', { min: 0, max: 5 }),
      'how far delays spread around the median: 0.5 (the default) mildly, 1 wildly',
      { default: 0.5 },
    ),
    atMost: optional(duration(), 'no delay is longer'),
  },
  { what: 'a delay' },
);

const drawn: Shape<PlannedDelay> = refine(spread, (fields, node, reading): PlannedDelay | undefined => {
  const { between, median, sigma = 0.5, atMost } = fields;
  const place = node.kind === 'mapping' ? headOf(node) : node.place;
  if ((between === undefined) === (median === undefined)) {
    return complain(reading, 'bad-value', place, 'a delay has either "between" or "median"', {
      expected: 'between: [100ms, 2s], or median: 200ms',
    });
  }
  if (between === undefined) {
    return { kind: 'log-normal', medianMs: median!, sigma, atMostMs: atMost ?? null };
  }
  const [fromMs, toMs] = between;
  if (between.length !== 2 || fromMs! > toMs!) {
    return complain(reading, 'bad-value', place, 'expected the shortest and the longest delay', {
      expected: 'between: [100ms, 2s]',
    });
  }
  const idle = (['sigma', 'atMost'] as const).find((key) => fields[key] !== undefined);
  if (idle !== undefined) {
    return complain(reading, 'conflicting-keys', place, `"${idle}" has no effect beside "between"`, {
      hint: 'leave one of them out',
    });
  }
  return { kind: 'uniform', fromMs: fromMs!, toMs: toMs! };
});

/** `2s`, `{ between: [100ms, 2s] }` or `{ median: 200ms, sigma: 0.5, atMost: 10s }`. */
export const delayShape: Shape<PlannedDelay> = byKind<PlannedDelay, never, PlannedDelay>({
  scalar: duration(),
  mapping: drawn,
});
