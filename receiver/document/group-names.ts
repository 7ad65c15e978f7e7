import { oneOrMany } from './composite-shapes.ts';
import { text } from './scalar-shapes.ts';
import { named, type Placed, placed, refine, type Shape } from './shape.ts';

/** The pattern that every name fits, and the word for it. */
export const ANY_GROUP = '*';

const name = refine(
  text('the name of a group, a pattern such as bank-*, or all', { example: 'spring' }),
  (written) => (written === 'all' ? ANY_GROUP : written),
);

const oneOrMore: Shape<readonly Placed<string>[]> = oneOrMany(placed(name));

/** Names of campaign groups: one, or a list; with `*` for any text, and the word `all` for every group. Keeps their places. */
export const groupNamesShape: Shape<readonly Placed<string>[]> = named(
  'groupNames',
  oneOrMore.expects,
  () => oneOrMore,
);
