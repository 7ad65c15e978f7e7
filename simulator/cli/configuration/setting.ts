import type { Place } from '../../../receiver/document/place.ts';
import type { GivenValue } from '../read-line.ts';

/** Who says what an option is; the first of these that does counts. */
export type Origin =
  | { readonly from: 'flag' }
  | { readonly from: 'environment'; readonly variable: string }
  /** A place in the project file. */
  | { readonly from: 'file'; readonly place: Place }
  | { readonly from: 'default' };

/** What an option is, and who says so. */
export interface Setting {
  readonly option: string;
  /** Undefined where nobody says so: the command then does what it does by default. */
  readonly value: GivenValue | undefined;
  readonly origin: Origin;
}
