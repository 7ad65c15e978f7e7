import type { JudgedExpectation, RunResult } from '../../scenario/result.ts';
import type { StepFailure } from '../../scenario/stage.ts';

/** A number that is another one than last time. */
export interface ChangedCount {
  /** `sent`, `lost`. */
  readonly what: string;
  readonly before: number;
  readonly after: number;
}

/** What is different between two runs of a scenario. */
export interface ResultDifference {
  /** Expectations that do not pass, and did before or were not there. */
  readonly newlyFailing: readonly JudgedExpectation[];
  readonly newStepFailures: readonly StepFailure[];
  /** Titles of what did not pass and does now. */
  readonly mended: readonly string[];
  readonly counts: readonly ChangedCount[];
  /** So many that did not pass before do not pass now. */
  readonly stillFailing: number;
}

/** Compares a run with the one before. */
export function differenceOf(before: RunResult, after: RunResult): ResultDifference {
  const failedBefore = titlesOf(before);
  const failedAfter = titlesOf(after);
  const newly = (title: string): boolean => !failedBefore.has(title);
  const ofExpectations = numbered(after.judged, ({ verdict }) => verdict.title);
  const ofSteps = numbered(after.stepFailures, ({ title }) => title);
  return {
    newlyFailing: ofExpectations
      .filter(([title, { verdict }]) => verdict.status !== 'passed' && newly(title))
      .map(([, judged]) => judged),
    newStepFailures: ofSteps.filter(([title]) => newly(`step ${title}`)).map(([, failure]) => failure),
    mended: [...failedBefore].filter((title) => !failedAfter.has(title)),
    counts: changedCounts(before, after),
    stillFailing: [...failedAfter].filter((title) => failedBefore.has(title)).length,
  };
}

/** Whether there is anything to be told. */
export function isDifferent(
  { newlyFailing, newStepFailures, mended, counts }: ResultDifference,
  before: RunResult,
  after: RunResult,
): boolean {
  return (
    before.status !== after.status ||
    [newlyFailing, newStepFailures, mended, counts].some((each) => each.length > 0)
  );
}

/** What did not pass, each under a title of its own. */
function titlesOf({ judged, stepFailures }: RunResult): ReadonlySet<string> {
  return new Set([
    ...numbered(judged, ({ verdict }) => verdict.title)
      .filter(([, { verdict }]) => verdict.status !== 'passed')
      .map(([title]) => title),
    ...numbered(stepFailures, ({ title }) => title).map(([title]) => `step ${title}`),
  ]);
}

/** Things of one title are numbered from the second on, so that each stays itself when others come or go elsewhere. */
function numbered<T>(things: readonly T[], titleOf: (thing: T) => string): readonly (readonly [string, T])[] {
  const seen = new Map<string, number>();
  return things.map((thing) => {
    const title = titleOf(thing);
    const times = (seen.get(title) ?? 0) + 1;
    seen.set(title, times);
    return [times === 1 ? title : `${title} (${times})`, thing];
  });
}

const COUNTS: readonly (readonly [what: string, of: (result: RunResult) => number])[] = [
  ['notifications', ({ counts }) => counts.intended],
  ['sent', ({ counts }) => counts.attempted],
  ['answered with 2xx', ({ counts }) => counts.delivered],
  ['recorded', ({ counts }) => counts.recorded ?? 0],
  ['unusable', ({ counts }) => counts.unusable],
  ['arrived twice', ({ counts }) => counts.strays],
  ['expectations', ({ judged }) => judged.length],
];

function changedCounts(before: RunResult, after: RunResult): readonly ChangedCount[] {
  return COUNTS.map(([what, of]) => ({ what, before: of(before), after: of(after) })).filter(
    (count) => count.before !== count.after,
  );
}
