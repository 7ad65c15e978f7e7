// The simulator as a library: load a scenario, run it, read the result.

export type { Diagnostic, DiagnosticCode } from '../receiver/document/diagnostic.ts';
export { showDiagnostic } from '../receiver/document/show-diagnostic.ts';
export type { Verdict } from '../receiver/expect/expectation.ts';
export type { Destination } from './harness/other-end.ts';
export type { EnvironmentTrouble } from './harness/reach.ts';
export { type RunOptions, runScenario } from './harness/run-scenario.ts';
export { type LoadOptions, type LoadResult, loadScenario, readScenario } from './scenario/load.ts';
export type { JudgedExpectation, RunResult, RunStatus } from './scenario/result.ts';
export type { Scenario } from './scenario/scenario.ts';
export type { LedgerEntry } from './sender/ledger.ts';
