import { referenceJson, referenceMarkdown } from '../../../receiver/contract/derive/reference.ts';
import { referenceTable } from '../../../receiver/contract/derive/reference-table.ts';
import type { ReleaseName } from '../../../receiver/contract/releases.ts';
import { loadContract } from '../../../receiver/contract/site.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';

export interface FieldsArguments {
  readonly release?: ReleaseName | undefined;
  readonly contract?: string | undefined;
  readonly format: 'table' | 'json' | 'markdown';
}

/** Prints the contract in force: every attribute, event and enumeration with its mark and source. */
export async function fields(args: FieldsArguments, terminal: Terminal): Promise<ExitCode> {
  const { contract, problems } = loadContract({ release: args.release, file: args.contract });
  if (showProblems(problems, terminal) || contract === null) return EXIT.badInput;
  if (args.format === 'json') terminal.document(referenceJson(contract));
  else if (args.format === 'markdown') terminal.document(referenceMarkdown(contract));
  else terminal.out(referenceTable(contract, { columns: terminal.columns, emphasis: terminal.outStyle }));
  return EXIT.passed;
}
