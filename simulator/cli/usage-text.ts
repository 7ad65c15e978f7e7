import type { Emphasis } from '../../receiver/document/show-diagnostic.ts';
import type { UsageProblem } from './read-line.ts';

/** What is wrong with a command line, and what to do about it, for people. */
export function usageText({ wrong, hint }: UsageProblem, style: Pick<Emphasis, 'error'>): string {
  return `${style.error('error')} ${wrong}\n    hint:     ${hint}\n`;
}
