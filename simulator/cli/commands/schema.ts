import { notificationSchema } from '../../../receiver/contract/derive/json-schema.ts';
import type { ReleaseName } from '../../../receiver/contract/releases.ts';
import { loadContract } from '../../../receiver/contract/site.ts';
import { siteContractSchema } from '../../../receiver/contract/site-file.ts';
import type { JsonSchema } from '../../../receiver/document/shape.ts';
import { scenarioSchema } from '../../scenario/scenario-schema.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';

export interface SchemaArguments {
  readonly of: 'scenario' | 'contract' | 'notification';
  readonly release?: ReleaseName | undefined;
  readonly contract?: string | undefined;
}

/** Prints a JSON Schema (2020-12): of scenario files, of contract files, or of the notifications of a release and site. */
export async function schema(args: SchemaArguments, terminal: Terminal): Promise<ExitCode> {
  if (args.of !== 'notification') {
    print(args.of === 'scenario' ? scenarioSchema() : siteContractSchema(), terminal);
    return EXIT.passed;
  }
  const { contract, problems } = loadContract({ release: args.release, file: args.contract });
  if (showProblems(problems, terminal) || contract === null) return EXIT.badInput;
  print(notificationSchema(contract), terminal);
  return EXIT.passed;
}

function print(document: JsonSchema, terminal: Terminal): void {
  terminal.out(`${JSON.stringify(document, null, 2)}\n`);
}
