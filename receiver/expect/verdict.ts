import { DEFAULT_MAX_SHOWN, type Verdict } from './expectation.ts';
import type { Failure, NearMiss } from './failure.ts';
import type { Gap } from './observation.ts';
import { listText, safeText } from './shown-text.ts';

/** Counts failures and keeps the first few. */
export class FailureLog {
  readonly #shown: Failure[] = [];
  readonly #max: number;
  #count = 0;

  constructor(max: number = DEFAULT_MAX_SHOWN) {
    this.#max = max;
  }

  /** `make` is called only while the failure is one to be kept. */
  add(make: () => Failure): void {
    this.#count += 1;
    if (this.#shown.length < this.#max) this.#shown.push(make());
  }

  get count(): number {
    return this.#count;
  }

  /** So many are kept. */
  get max(): number {
    return this.#max;
  }

  get shown(): readonly Failure[] {
    return this.#shown;
  }

  /** A log that goes on from here without changing this one: for verdicts before the end. */
  branch(): FailureLog {
    const log = new FailureLog(this.#max);
    log.#shown.push(...this.#shown);
    log.#count = this.#count;
    return log;
  }
}

/** All that a verdict is made from. */
export interface Findings {
  readonly title: string;
  readonly judged: number;
  readonly failures: FailureLog;
  /** The gap that swallowed what would have been needed; null where none did. */
  readonly gap: Gap | null;
  /** Why nothing, or not enough, could be judged; null where it could. */
  readonly lacking: string | null;
  readonly summary: string;
  readonly nearest?: NearMiss | null;
}

/** A failure seen outweighs a gap, a gap outweighs what is lacking. */
export function verdictOf({
  title,
  judged,
  failures,
  gap,
  lacking,
  summary,
  nearest = null,
}: Findings): Verdict {
  const base = {
    title,
    judged,
    failures: failures.shown,
    failureCount: failures.count,
    restsOn: 'receiver' as const,
  };
  if (failures.count > 0) return { status: 'failed', ...base, summary, nearest: null };
  if (gap !== null) return { status: 'inconclusive', ...base, summary: gapText(gap), nearest: null };
  if (lacking !== null) return { status: 'inconclusive', ...base, summary: lacking, nearest };
  return { status: 'passed', ...base, summary, nearest: null };
}

/** `records #3 to #7 were not judged: …`. */
export function gapText({ first, last, reason }: Gap): string {
  const records = first === last ? `record #${first} was` : `records #${first} to #${last} were`;
  return `${records} not judged: ${safeText(reason, 200)}`;
}

/** Of the groups that were named, those that were not judged, for `lacking`; null where none is missing. */
export function unjudgedGroups(
  named: readonly string[],
  judged: { has(group: string): boolean },
  what: string,
): string | null {
  const missing = named.filter((group) => !judged.has(group));
  if (missing.length === 0) return null;
  const shown = missing.slice(0, 5).map((group) => safeText(group));
  const rest = missing.length - shown.length;
  return `no ${what} of ${listText(rest > 0 ? [...shown, `${rest} more`] : shown, rest > 0 ? 'and' : 'or')} came`;
}
