import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import { showDiagnostic } from '../../receiver/document/show-diagnostic.ts';
import type { Terminal } from './terminal.ts';

/** A file that is wrong throughout would otherwise push all that matters off the screen. */
const MOST_SHOWN = 100;

/** Prints the problems, the first hundred of them, and a line that counts all; true if there is an error among them. */
export function showProblems(problems: readonly Diagnostic[], terminal: Terminal): boolean {
  for (const problem of problems.slice(0, MOST_SHOWN))
    terminal.err(`${showDiagnostic(problem, terminal.errStyle, terminal.columns)}\n`);
  if (problems.length > MOST_SHOWN) terminal.err(`… and ${problems.length - MOST_SHOWN} more\n`);
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length === 0) return false;
  const files = new Set(errors.map((problem) => problem.place.source.name)).size;
  terminal.err(
    `\n${errors.length} error${errors.length === 1 ? '' : 's'} in ${files} file${files === 1 ? '' : 's'}\n`,
  );
  return true;
}
