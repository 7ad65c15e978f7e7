// Reads expectations from YAML as a scenario would, and judges observations by them.

import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { newReading, type Shape } from '../../../receiver/document/shape.ts';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import { readYaml } from '../../../receiver/document/source.ts';
import { createExpectation } from '../../../receiver/expect/create-expectation.ts';
import type { Expectation, JudgingContext, Verdict } from '../../../receiver/expect/expectation.ts';
import { explainVerdict } from '../../../receiver/expect/explain.ts';
import type { Observation } from '../../../receiver/expect/observation.ts';
import {
  type ExpectationSpec,
  expectationShape,
  expectStepShape,
} from '../../../receiver/expect/vocabulary.ts';
import { CONTRACT } from './observations.ts';

function readAs<T>(shape: Shape<T>, yaml: string): { value: T | undefined; problems: readonly Diagnostic[] } {
  const { root, problems } = readYaml({ name: 'scenario.yaml', text: yaml });
  const reading = newReading();
  const value = root === null ? undefined : shape.read(root, reading);
  return { value, problems: [...problems, ...reading.problems] };
}

/** What the reader has to say about a text that is not an expectation. */
export function complaintsAbout(yaml: string, shape: Shape<unknown> = expectationShape): string {
  const { problems } = readAs(shape, yaml);
  return problems.map((problem) => showDiagnostic(problem)).join('\n');
}

export function readFinal(yaml: string): ExpectationSpec {
  return demanded(readAs(expectationShape, yaml));
}

export function readStep(yaml: string): ExpectationSpec {
  return demanded(readAs(expectStepShape, yaml));
}

function demanded<T>({ value, problems }: { value: T | undefined; problems: readonly Diagnostic[] }): T {
  if (value !== undefined && problems.length === 0) return value;
  throw new Error(problems.map((problem) => showDiagnostic(problem)).join('\n'));
}

export type JudgingOptions = Partial<JudgingContext> & { readonly endMs?: number };

function fed(
  spec: ExpectationSpec,
  observations: Iterable<Observation>,
  options: JudgingOptions,
): { expectation: Expectation; verdict: Verdict } {
  const { endMs = 60_000, ...context } = options;
  const expectation = createExpectation(spec, { contract: CONTRACT, groups: ['spring'], ...context });
  for (const observation of observations) expectation.feed(observation);
  return { expectation, verdict: expectation.verdict(endMs) };
}

/** The verdict of an item of a scenario's `expect:` list. */
export function judge(
  yaml: string,
  observations: Iterable<Observation>,
  options: JudgingOptions = {},
): Verdict {
  return fed(readFinal(yaml), observations, options).verdict;
}

/** The expectation of an `expect` step after it was fed, with its verdict. */
export function judgeStep(
  yaml: string,
  observations: Iterable<Observation>,
  options: JudgingOptions = {},
): { expectation: Expectation; verdict: Verdict } {
  return fed(readStep(yaml), observations, options);
}

/** The whole of what a user reads about a verdict. */
export function told(verdict: Verdict): string {
  const summary = verdict.status === 'inconclusive' ? '' : ` (${verdict.summary})`;
  return [`${verdict.status}: ${verdict.title}${summary}`, ...explainVerdict(verdict)].join('\n');
}
