// The library's front door: whatever a scenario is given as, it is run to the same result.

import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import { showDiagnostic } from '../../receiver/document/show-diagnostic.ts';
import { type LoadOptions, type LoadResult, loadScenario, readScenario } from '../scenario/load.ts';
import type { RunResult } from '../scenario/result.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ScenarioDocument } from '../scenario/scenario-document.generated.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import { resolveTarget } from '../target/resolve-target.ts';
import type { Environment } from '../target/secrets.ts';
import { type RunOptions, runScenario as runLoaded } from './run-scenario.ts';

/** A scenario that cannot be played, with everything that is wrong with it. */
export interface InvalidScenario {
  readonly kind: 'invalid';
  readonly problems: readonly Diagnostic[];
  /** All of them as a text, each with its place, as the command line shows them. */
  readonly message: string;
}

/** How a scenario is loaded and run. */
export interface GivenOptions extends RunOptions, LoadOptions {
  /** Where the secrets of the scenario's own target are looked up, such as `process.env`; default: nowhere. */
  readonly environment?: Environment;
}

/** Gives the document back as it is: for completion and checks in the editor, as a scenario file has them by its schema. */
export function defineScenario(document: ScenarioDocument): ScenarioDocument {
  return document;
}

/**
 * Runs a scenario and judges it: the path or URL of a file, an object with what such a file says, or one that is loaded already.
 * Never rejects for what a scenario, a receiver or a target may do: what is wrong with the scenario comes back as `invalid`, what
 * is wrong around it as `environment`, everything else stands in the result, which is the one that the reports show.
 *
 * @param options how it is run, and with which release, contract, seed or clock it is loaded
 */
export async function runScenario(
  given: string | URL | ScenarioDocument | Scenario,
  options: GivenOptions = {},
): Promise<RunResult | EnvironmentTrouble | InvalidScenario> {
  const loaded = typeof given === 'object' && 'expectations' in given;
  const { scenario, problems } = loaded ? { scenario: given, problems: [] } : await load(given, options);
  if (scenario === null) return invalid(problems);
  if (scenario.target === null || options.destination !== undefined) return runLoaded(scenario, options);
  const { target, problems: lacking } = resolveTarget(scenario.target, options.environment ?? {});
  if (target === null) return invalid(lacking);
  return runLoaded(scenario, { ...options, destination: { kind: 'target', target } });
}

function invalid(problems: readonly Diagnostic[]): InvalidScenario {
  const message = problems.map((problem) => showDiagnostic(problem)).join('\n');
  return { kind: 'invalid', problems, message };
}

function load(given: string | URL | ScenarioDocument, options: LoadOptions): Promise<LoadResult> {
  if (typeof given === 'string') return loadScenario(given, options);
  if (given instanceof URL) return loadScenario(fileURLToPath(given), options);
  // JSON is YAML: so mistakes in an object have places as well.
  return readScenario({ name: 'scenario', text: JSON.stringify(given, null, 2) }, options);
}
