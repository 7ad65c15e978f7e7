import type { Contract } from '../contract/contract.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import { showDiagnostic } from '../document/show-diagnostic.ts';
import { createExpectation } from '../expect/create-expectation.ts';
import type { Verdict } from '../expect/expectation.ts';
import { explainVerdict } from '../expect/explain.ts';
import type { Observation } from '../expect/observation.ts';
import { type ExpectationSpec, expectationShape } from '../expect/vocabulary.ts';
import type { History } from './history.ts';
import { type Checked, readExpectation } from './read-expectation.ts';

/** What an expectation found, with the words for it. */
export interface ExplainedVerdict extends Verdict {
  /** As below a scenario's failure, line by line; empty where it passed. */
  readonly explanation: string;
}

/** Expectations that are fed from the time on at which they were given, so that a bounded journal may forget what they saw. */
export interface Following extends Disposable {
  /** The verdicts if judging ended now, in the order in which the expectations were given; may be asked for again and again. */
  verdicts(): readonly ExplainedVerdict[];
}

/** Reads a list of expectations as a program writes them. @throws ReceiverError `bad-expectation` */
export function readExpectations(
  list: readonly unknown[],
  contract: Contract,
): readonly Checked<ExpectationSpec>[] {
  return list.map((each, index) =>
    readExpectation(expectationShape, each, `expectations[${index}]`, contract),
  );
}

/** Judges what has arrived so far, and what arrives until it is disposed of. Where the journal has forgotten something, that is a gap. */
export function followed(
  expectations: readonly Checked<ExpectationSpec>[],
  history: History,
  contract: Contract,
): Following {
  const judged = expectations.map(({ spec, warnings }) => ({
    expectation: createExpectation(spec, { contract, groups: [] }),
    warnings,
  }));
  const feed = (observation: Observation): void => {
    for (const { expectation } of judged) expectation.feed(observation);
  };
  for (const observation of history.observations()) feed(observation);
  const unfollow = history.follow(feed);
  return {
    verdicts: () =>
      judged.map(({ expectation, warnings }) => explained(expectation.verdict(history.nowMs), warnings)),
    [Symbol.dispose]: unfollow,
  };
}

/** The verdicts on what has arrived so far. */
export function judged(
  expectations: readonly Checked<ExpectationSpec>[],
  history: History,
  contract: Contract,
): readonly ExplainedVerdict[] {
  const following = followed(expectations, history, contract);
  const verdicts = following.verdicts();
  following[Symbol.dispose]();
  return verdicts;
}

/** A verdict with its words; what was odd about the expectation is told where it did not pass. */
export function explained(verdict: Verdict, warnings: readonly Diagnostic[] = []): ExplainedVerdict {
  const lines = explainVerdict(verdict);
  if (lines.length > 0) lines.push(...warnings.map((warning) => showDiagnostic(warning)));
  return { ...verdict, explanation: lines.join('\n') };
}
