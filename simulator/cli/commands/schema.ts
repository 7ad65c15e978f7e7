import { notificationSchema } from '../../../receiver/contract/derive/json-schema.ts';
import type { ReleaseName } from '../../../receiver/contract/releases.ts';
import { loadContract } from '../../../receiver/contract/site.ts';
import { siteContractSchema } from '../../../receiver/contract/site-file.ts';
import type { JsonSchema } from '../../../receiver/document/shape.ts';
import { reportSchema } from '../../report/json/report-schema.ts';
import { eventsSchema } from '../../report/ndjson/events-schema.ts';
import { pieceSchema } from '../../scenario/reuse/piece-shape.ts';
import { scenarioSchema } from '../../scenario/scenario-schema.ts';
import { targetSchema } from '../../target/target-shape.ts';
import type { CommandTable } from '../command.ts';
import { projectSchema } from '../configuration/project-file.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';

export interface SchemaArguments {
  readonly of: 'scenario' | 'piece' | 'target' | 'contract' | 'config' | 'notification' | 'report' | 'events';
  readonly release?: ReleaseName | undefined;
  readonly contract?: string | undefined;
}

const SCHEMAS = {
  scenario: scenarioSchema,
  piece: pieceSchema,
  target: targetSchema,
  contract: siteContractSchema,
  report: reportSchema,
  events: eventsSchema,
} as const;

/**
 * Prints a JSON Schema (2020-12): of scenarios, pieces, target, contract and project files, of the notifications of a release and site, or of the
 * reports json and ndjson.
 */
export async function schema(
  args: SchemaArguments,
  terminal: Terminal,
  table: CommandTable,
): Promise<ExitCode> {
  if (args.of === 'config') {
    print(projectSchema(table), terminal);
    return EXIT.passed;
  }
  if (args.of !== 'notification') {
    print(SCHEMAS[args.of](), terminal);
    return EXIT.passed;
  }
  const { contract, problems } = loadContract({ release: args.release, file: args.contract });
  if (showProblems(problems, terminal) || contract === null) return EXIT.badInput;
  print(notificationSchema(contract), terminal);
  return EXIT.passed;
}

function print(document: JsonSchema, terminal: Terminal): void {
  terminal.document(`${JSON.stringify(document, null, 2)}\n`);
}
