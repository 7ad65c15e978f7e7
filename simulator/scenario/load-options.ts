import type { ReleaseName } from '../../receiver/contract/releases.ts';
import type { ClockSetting } from './clock-setting.ts';

/** What a command line puts in place of what the file says. */
export interface LoadOptions {
  readonly release?: ReleaseName;
  /** Path of a contract file. */
  readonly contract?: string;
  readonly seed?: number;
  readonly clock?: ClockSetting;
  /** Settings `path=value`, in turn; they change the file itself, not the pieces that it includes. */
  readonly set?: readonly string[];
  /** Values for variables, `name=value`. */
  readonly param?: readonly string[];
  /** Which cases of a matrix: `mode=Predict` has all with that value. Default: all of them. */
  readonly case?: string;
  /** Told of each file just before it is read, whether or not it can be; of one that is read again, again. */
  readonly onRead?: (path: string) => void;
}
