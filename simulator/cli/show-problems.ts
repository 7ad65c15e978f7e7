import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import { showDiagnostic } from '../../receiver/document/show-diagnostic.ts';
import type { Terminal } from './terminal.ts';

/** Prints every problem and a line that counts them; true if there is an error among them. */
export function showProblems(problems: readonly Diagnostic[], terminal: Terminal): boolean {
  for (const problem of problems) terminal.err(`${showDiagnostic(problem, terminal.errStyle)}\n`);
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length === 0) return false;
  const files = new Set(errors.map((problem) => problem.place.source.name)).size;
  terminal.err(
    `\n${errors.length} error${errors.length === 1 ? '' : 's'} in ${files} file${files === 1 ? '' : 's'}\n`,
  );
  return true;
}
