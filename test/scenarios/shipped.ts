import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { showDiagnostic } from '../../receiver/document/show-diagnostic.ts';
import { type LoadOptions, loadCases } from '../../simulator/scenario/load.ts';
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

/** Pieces that they include, by the names of their files. */
export const PIECES: readonly string[] = namesIn('pieces/');

/** Every case of a shipped scenario, ready to be played; any complaint, warnings included, is an error here. */
export async function shippedCases(file: string, options: LoadOptions = {}): Promise<readonly Scenario[]> {
  const { cases, problems } = await loadCases(pathOf(file), options);
  if (cases.length === 0 || problems.length > 0)
    throw new Error(`${file}:\n${problems.map((problem) => showDiagnostic(problem)).join('\n')}`);
  return cases;
}

/** A shipped scenario; of several cases the first. */
export async function shipped(file: string, options: LoadOptions = {}): Promise<Scenario> {
  return (await shippedCases(file, options))[0]!;
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(pathOf(folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${folder}${name}`);
}
