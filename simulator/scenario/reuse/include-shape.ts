import { mapOf, oneOrMany } from '../../../receiver/document/composite-shapes.ts';
import { optional, record, required } from '../../../receiver/document/record.ts';
import { text } from '../../../receiver/document/scalar-shapes.ts';
import { type Placed, placed, type Shape } from '../../../receiver/document/shape.ts';
import { anyValue } from './variables.ts';

/** The path of a piece. */
export const piecePath = placed(
  text('the path of a piece, relative to this file', { example: 'pieces/load-and-start.yaml' }),
);

/** `include:` at the top of a scenario or of a piece: the paths of pieces that lie beneath. */
export const includeShape: Shape<readonly Placed<string>[]> = oneOrMany(piecePath);

/** The step `- include: PATH`, in the place of which the steps of a piece are put. */
export const includeStepShape = record(
  {
    include: required(piecePath, 'a piece with steps, which come in the place of this one'),
    with: optional(
      mapOf(anyValue, 'variables of the piece to values'),
      'values for the variables of the piece',
      { example: { group: 'spring' } },
    ),
  },
  { what: 'the step include' },
);
