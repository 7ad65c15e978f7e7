import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { placeText } from '../../../../receiver/document/place.ts';
import { type CasesResult, type LoadOptions, loadCases } from '../../../../simulator/scenario/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-reuse-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

/** Writes files into a folder of their own; gives the folder. */
export function written(files: Readonly<Record<string, string>>): string {
  count += 1;
  const own = join(folder, String(count));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(own, name)), { recursive: true });
    writeFileSync(join(own, name), text);
  }
  return own;
}

/** Loads `day.yaml` among other files. */
export function loaded(files: Readonly<Record<string, string>>, options?: LoadOptions): Promise<CasesResult> {
  return loadCases(join(written(files), 'day.yaml'), options);
}

/** Each problem as `day.yaml:3:5 message`. */
export function said({ problems }: CasesResult): readonly string[] {
  return problems.map(({ place, message }) => {
    const at = place.source.name.startsWith('--')
      ? place.source.name
      : placeText(place).slice(folder.length + 1);
    return `${at.replace(/^\d+\//, '')} ${message.replaceAll(`${folder}/`, '').replaceAll(/(^|\s)\d+\//g, '$1')}`;
  });
}

/** The rest of a scenario that passes. */
export const REST = 'steps: [{ load: spring }]\nexpect: [{ lost: none }]\n';
