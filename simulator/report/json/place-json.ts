import { lineColumn, type Place } from '../../../receiver/document/place.ts';
import type { JsonSchema } from '../../../receiver/document/shape.ts';
import { count, object, text } from './schema-words.ts';

/** A place in a file, as reports give it. */
export interface PlaceJson {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly source: string;
}

/** Where something stands in the scenario. */
export function placeJson(place: Place): PlaceJson {
  const { line, column, text: source } = lineColumn(place.source, place.start);
  return { file: place.source.name, line, column, source };
}

/** Its schema. */
export const PLACE: JsonSchema = object('A place in a file of the user.', {
  file: text('The file as the user named it.'),
  line: count('The line, from 1.'),
  column: count('The column, from 1, in UTF-16 code units as editors count them.'),
  source: text('The whole line as it stands there.'),
});
