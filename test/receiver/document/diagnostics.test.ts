import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../../../receiver/document/diagnostic.ts';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import { BROKEN_FILES, DIAGNOSTICS_FOLDER, problemsOf } from './golden-diagnostics.ts';

describe('what is said about a broken file', () => {
  test('there are as many broken files as there were', () => {
    expect(BROKEN_FILES).toHaveLength(74);
  });

  test.each(BROKEN_FILES)('%s', async (file) => {
    const problems = await problemsOf(join(DIAGNOSTICS_FOLDER, file));
    const shown = problems.map((problem) => `${showDiagnostic(problem)}\n`).join('');
    expect(problems).not.toHaveLength(0);
    await expect(shown.replaceAll(`${DIAGNOSTICS_FOLDER}/`, '')).toMatchFileSnapshot(
      join(DIAGNOSTICS_FOLDER, file.replace('.yaml', '.err')),
    );
  });

  test('every text of a golden file belongs to a broken file', () => {
    const texts = readdirSync(DIAGNOSTICS_FOLDER).filter((file) => file.endsWith('.err'));
    expect(texts.map((file) => file.replace('.err', '.yaml'))).toEqual(BROKEN_FILES);
  });
});

test('every code of a complaint is met in some broken file', async () => {
  const met = new Set<DiagnosticCode>();
  for (const file of BROKEN_FILES)
    for (const { code } of await problemsOf(join(DIAGNOSTICS_FOLDER, file))) met.add(code);
  expect([...met].sort()).toEqual(Object.keys(DIAGNOSTIC_CODES).sort());
});
