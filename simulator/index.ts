// The simulator as a library: load a scenario, run it, read the result.

export type { Diagnostic, DiagnosticCode } from '../receiver/document/diagnostic.ts';
export { showDiagnostic } from '../receiver/document/show-diagnostic.ts';
export type { Verdict } from '../receiver/expect/expectation.ts';
export type { FateName, LostWhere } from '../receiver/expect/fates.ts';
export type { Fate } from '../receiver/expect/observation.ts';
export type { Destination } from './harness/other-end.ts';
export { resultText } from './harness/result-text.ts';
export { defineScenario, type InvalidScenario, runScenario } from './harness/run-given.ts';
export type { RunOptions } from './harness/run-scenario.ts';
export type { Belief, FateCount, LedgerAccount, LossRun } from './scenario/ledger-account.ts';
export {
  type CasesResult,
  type LoadOptions,
  type LoadResult,
  loadCases,
  loadScenario,
  readCases,
  readScenario,
} from './scenario/load.ts';
export type { JudgedExpectation, RunResult, RunStatus } from './scenario/result.ts';
export type { ScenarioCase } from './scenario/reuse/case-name.ts';
export type { Scenario } from './scenario/scenario.ts';
export type * from './scenario/scenario-document.generated.ts';
export type { LedgerEntry } from './sender/ledger.ts';
export type { EnvironmentTrouble } from './target/environment-trouble.ts';
export { readTargetFile, type TargetFile } from './target/read-target-file.ts';
export { type ResolvedTarget, resolveTarget } from './target/resolve-target.ts';
export type { Environment } from './target/secrets.ts';
export { plainTarget, type Target } from './target/target.ts';
export type { TargetSpec } from './target/target-parts-shape.ts';
