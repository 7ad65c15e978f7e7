import {
  type Field,
  type Fields,
  type Need,
  optional,
  record,
  required,
} from '../../../receiver/document/record.ts';
import { text } from '../../../receiver/document/scalar-shapes.ts';
import { type JsonSchema, type Shape, schemaDocument } from '../../../receiver/document/shape.ts';
import { scenarioFields } from '../scenario-shape.ts';
import { BENEATH_KEYS, PIECE_KEY, STEPS_KEYS } from './piece-files.ts';
import { withVariablesAnywhere } from './variable-schema.ts';

const ofPiece: Fields = {
  [PIECE_KEY]: required(
    text('text, what it is', { example: 'Options that every campaign has' }),
    'what the piece is, in a few words: this key makes a file a piece',
  ),
};

/** A piece that lies beneath a scenario. */
export const beneathShape: Shape<unknown> = record(
  { ...ofPiece, ...someOf(BENEATH_KEYS) },
  { what: 'a piece' },
);

/** A piece that comes in as a step. */
export const stepsShape: Shape<unknown> = record(
  { ...ofPiece, ...someOf(STEPS_KEYS), steps: scenarioFields.steps },
  { what: 'a piece with steps' },
);

/** The JSON Schema of pieces, for editors: derived from the same shapes that read them. */
export function pieceSchema(): JsonSchema {
  const either: Shape<unknown> = {
    expects: 'a piece',
    read: () => undefined,
    schema: (definitions) => ({
      if: { type: 'object', properties: { steps: true }, required: ['steps'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: stepsShape.schema(definitions),
      else: beneathShape.schema(definitions),
    }),
  };
  return withVariablesAnywhere(
    schemaDocument(either, {
      title: 'ocs-sim piece',
      description: 'What several scenarios share: what lies beneath them, or steps.',
    }),
  );
}

/** The same keys as a scenario has them, none of which a piece must have. */
function someOf(keys: readonly string[]): Fields {
  const fields: Readonly<Record<string, Field<unknown, Need>>> = scenarioFields;
  return Object.fromEntries(
    keys.flatMap((key) => {
      const field = fields[key];
      return field === undefined ? [] : [[key, optional(field.shape, field.about, field.teaching)]];
    }),
  );
}
