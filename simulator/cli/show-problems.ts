import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import { harmless } from '../../receiver/document/harmless.ts';
import { showDiagnostic } from '../../receiver/document/show-diagnostic.ts';
import type { Terminal } from './terminal.ts';

/** A file that is wrong throughout would otherwise push all that matters off the screen. */
const MOST_SHOWN = 100;
const MOST_NAMED = 10;

/** One line for the files of a folder that were written for other programs. */
export function passedOver(files: readonly string[], { err, errStyle }: Terminal): void {
  if (files.length === 0) return;
  const shown = files.slice(0, MOST_NAMED).map((file) => harmless(file));
  const more = files.length > MOST_NAMED ? ` and ${files.length - MOST_NAMED} more` : '';
  err(`${errStyle.faint(`passed over, since they are no scenarios: ${shown.join(', ')}${more}`)}\n`);
}

/** Prints the problems, the first hundred of them, and a line that counts all; true if there is an error among them. */
export function showProblems(problems: readonly Diagnostic[], terminal: Terminal): boolean {
  // What an option brings is the same in every scenario.
  const texts = new Map(
    problems.map((each) => [showDiagnostic(each, terminal.errStyle, terminal.columns), each]),
  );
  for (const text of [...texts.keys()].slice(0, MOST_SHOWN)) terminal.err(`${text}\n`);
  if (texts.size > MOST_SHOWN) terminal.err(`… and ${texts.size - MOST_SHOWN} more\n`);
  const errors = [...texts.values()].filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return false;
  const files = new Set(errors.map((problem) => problem.place.source.name)).size;
  terminal.err(
    `\n${errors.length} error${errors.length === 1 ? '' : 's'} in ${files} file${files === 1 ? '' : 's'}\n`,
  );
  return true;
}
