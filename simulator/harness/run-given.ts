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
import { type GivenOptions, optionProblems, problemAbout } from './given-options.ts';
import { runScenario as runLoaded } from './run-scenario.ts';

/** A scenario that cannot be played, with everything that is wrong with it. */
export interface InvalidScenario {
  readonly kind: 'invalid';
  readonly problems: readonly Diagnostic[];
  /** All of them as a text, each with its place, as the command line shows them. */
  readonly message: string;
}

/** Gives the document back as it is: for completion and checks in the editor, as a scenario file has them by its schema. */
export function defineScenario(document: ScenarioDocument): ScenarioDocument {
  return document;
}

/**
 * Runs a scenario and judges it: the path or URL of a file, an object with what such a file says, or one that is loaded already.
 * Never rejects for what a scenario, a receiver or a target may do: what is wrong with the scenario or the options comes back as
 * `invalid`, what is wrong around it as `environment`, everything else stands in the result, which is the one that the reports
 * show. Where a listener in the options throws, the run is ended, and it rejects with just that.
 *
 * @param options how it is run, and with which release, contract, seed or clock it is loaded
 */
export async function runScenario(
  given: string | URL | ScenarioDocument | Scenario,
  options: GivenOptions = {},
): Promise<RunResult | EnvironmentTrouble | InvalidScenario> {
  const wrong = optionProblems(options);
  if (wrong.length > 0) return invalid(wrong);
  const { scenario, problems } = isLoaded(given)
    ? { scenario: given, problems: [] }
    : await load(given, options);
  if (scenario === null) return invalid(problems);
  if (scenario.target === null || options.destination !== undefined) return runHeard(scenario, options);
  const { target, problems: lacking } = resolveTarget(scenario.target, options.environment ?? {});
  if (target === null) return invalid(lacking);
  return runHeard(scenario, { ...options, destination: { kind: 'target', target } });
}

/** In a document `contract` is the path of a file. */
function isLoaded(given: unknown): given is Scenario {
  return (
    typeof given === 'object' && given !== null && 'contract' in given && typeof given.contract === 'object'
  );
}

/** Runs it, and ends it where a listener of the caller throws: called from far below, that would end the whole process. */
async function runHeard(scenario: Scenario, options: GivenOptions): Promise<RunResult | EnvironmentTrouble> {
  const thrown: unknown[] = [];
  const stop = new AbortController();
  const heard = <Arguments extends readonly unknown[]>(
    listener: ((...args: Arguments) => void) | undefined,
  ): ((...args: Arguments) => void) | undefined =>
    listener &&
    ((...args) => {
      if (thrown.length > 0) return;
      try {
        listener(...args);
      } catch (error) {
        thrown.push(error);
        stop.abort();
      }
    });
  const listeners = {
    onBody: heard(options.onBody),
    onSettled: heard(options.onSettled),
    onFate: heard(options.onFate),
    onBegin: heard(options.onBegin),
    onJudged: heard(options.onJudged),
    onStepFailed: heard(options.onStepFailed),
  };
  const given = Object.fromEntries(Object.entries(listeners).filter(([, each]) => each !== undefined));
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  const result = await runLoaded(scenario, { ...options, ...given, signal });
  if (thrown.length > 0) throw thrown[0];
  return result;
}

function invalid(problems: readonly Diagnostic[]): InvalidScenario {
  const message = problems.map((problem) => showDiagnostic(problem)).join('\n');
  return { kind: 'invalid', problems, message };
}

function load(given: string | URL | ScenarioDocument, options: LoadOptions): Promise<LoadResult> {
  if (typeof given === 'string') return loadScenario(given, options);
  if (given instanceof URL) {
    const path = pathOf(given);
    return path === null ? nothing('it is no URL of a file') : loadScenario(path, options);
  }
  const text = jsonOf(given);
  if (text instanceof Error) return nothing('it cannot be written as JSON', text.message.split('\n')[0]);
  // JSON is YAML: so mistakes in an object have places as well.
  return readScenario({ name: 'scenario', text }, options);
}

async function nothing(message: string, hint?: string): Promise<LoadResult> {
  return { scenario: null, problems: [problemAbout('scenario', 'unreadable-file', message, hint)] };
}

function pathOf(url: URL): string | null {
  try {
    return fileURLToPath(url);
  } catch {
    return null;
  }
}

/** A circle and a bigint throw; of what is nothing at all, such as a function, there is no JSON. */
function jsonOf(given: unknown): string | Error {
  try {
    return (
      JSON.stringify(given, null, 2) ?? new Error(`it is ${given === undefined ? '' : 'a '}${typeof given}`)
    );
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
