import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../../../receiver/document/diagnostic.ts';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import { BROKEN_FILES, problemsOf, SAID_OF_THEM } from './golden-diagnostics.ts';

describe('what is said about a broken file', () => {
  test('there are as many broken files as there were', () => {
    expect(BROKEN_FILES).toHaveLength(104);
  });

  test.each(BROKEN_FILES.map((path) => [basename(path), path] as const))('%s', async (file, path) => {
    const problems = await problemsOf(path);
    const shown = problems.map((problem) => `${showDiagnostic(problem)}\n`).join('');
    expect(problems).not.toHaveLength(0);
    const text = join(dirname(path), file.replace('.yaml', '.err'));
    await expect(shown.replaceAll(`${dirname(path)}/`, '')).toMatchFileSnapshot(text);
  });

  test('every text of a golden file belongs to a broken file', () => {
    expect(SAID_OF_THEM.map((path) => path.replace('.err', '.yaml'))).toEqual(BROKEN_FILES);
  });
});

test('every code of a complaint is met in some broken file', async () => {
  const met = new Set<DiagnosticCode>();
  for (const file of BROKEN_FILES) for (const { code } of await problemsOf(file)) met.add(code);
  // What an untrusted scenario may not do is complained of by --untrusted alone.
  expect([...met, 'untrusted'].sort()).toEqual(Object.keys(DIAGNOSTIC_CODES).sort());
});
