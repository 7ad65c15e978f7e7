import type { ReleaseName } from '../../receiver/contract/releases.ts';
import type { ClockSetting } from './clock-setting.ts';
import type { Untrusted } from './untrusted.ts';

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
  /** Refuses what its author would have to be trusted with: programs, secrets, other hosts, files outside of its folder. */
  readonly untrusted?: Untrusted;
  /** Told of each file just before it is read, whether or not it can be; of one that is read again, again. */
  readonly onRead?: (path: string) => void;
}
