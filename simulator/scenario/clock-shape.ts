import { text } from '../../receiver/document/scalar-shapes.ts';
import { complain, refine, type Shape } from '../../receiver/document/shape.ts';
import { CLOCK_WORDS, type ClockSetting, parseClock } from './clock-setting.ts';

/** A clock as a scenario writes it. */
export const clockShape: Shape<ClockSetting> = refine(
  text(CLOCK_WORDS, { pattern: '^(virtual|real|[0-9]+([.][0-9]+)?x)$' }),
  (value, node, reading) =>
    parseClock(value) ??
    complain(reading, 'bad-value', node.place, `expected ${CLOCK_WORDS}`, { found: JSON.stringify(value) }),
);
