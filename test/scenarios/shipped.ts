import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { showDiagnostic } from '../../receiver/document/show-diagnostic.ts';
import { type LoadOptions, loadScenario } from '../../simulator/scenario/load.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';

const FOLDER = fileURLToPath(new URL('../../scenarios/', import.meta.url));

/** The names of the shipped scenarios' files, without what they refer to. */
export const SHIPPED: readonly string[] = namesIn('');

/** Contract files beside them, as scenarios name them. */
export const CONTRACTS: readonly string[] = namesIn('contracts/');

export function pathOf(file: string): string {
  return `${FOLDER}${file}`;
}

export function textOf(file: string): string {
  return readFileSync(pathOf(file), 'utf8');
}

/** A shipped scenario, ready to be played; any complaint, warnings included, is an error here. */
export async function shipped(file: string, options: LoadOptions = {}): Promise<Scenario> {
  const { scenario, problems } = await loadScenario(pathOf(file), options);
  if (scenario === null || problems.length > 0)
    throw new Error(`${file}:\n${problems.map((problem) => showDiagnostic(problem)).join('\n')}`);
  return scenario;
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(pathOf(folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${folder}${name}`);
}
