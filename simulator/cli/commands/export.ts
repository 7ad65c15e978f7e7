import type { Contract } from '../../../receiver/contract/contract.ts';
import { contractAsyncApi } from '../../../receiver/contract/derive/asyncapi.ts';
import { elasticsearchMapping } from '../../../receiver/contract/derive/elasticsearch-mapping.ts';
import { notificationSchema } from '../../../receiver/contract/derive/json-schema.ts';
import { contractOpenApi } from '../../../receiver/contract/derive/openapi.ts';
import { referenceMarkdown } from '../../../receiver/contract/derive/reference.ts';
import type { ReleaseName } from '../../../receiver/contract/releases.ts';
import { loadContract } from '../../../receiver/contract/site.ts';
import { contractSamples } from '../../harness/contract-samples.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';

/** The documents that a contract can be exported as. */
export const DOCUMENTS = ['openapi', 'asyncapi', 'json-schema', 'elasticsearch-mapping', 'markdown'] as const;

/** What `export` is asked for. */
export interface ExportArguments {
  readonly document: (typeof DOCUMENTS)[number];
  readonly release?: ReleaseName | undefined;
  readonly contract?: string | undefined;
}

/** Prints the contract of a release, with a site's changes, as a document for other tools. */
export async function exportDocument(args: ExportArguments, terminal: Terminal): Promise<ExitCode> {
  const { contract, problems } = loadContract({ release: args.release, file: args.contract });
  if (showProblems(problems, terminal) || contract === null) return EXIT.badInput;
  terminal.document(await textOf(args.document, contract));
  return EXIT.passed;
}

async function textOf(document: ExportArguments['document'], contract: Contract): Promise<string> {
  switch (document) {
    case 'openapi':
      return json(contractOpenApi(contract, version(), await contractSamples(contract)));
    case 'asyncapi':
      return json(contractAsyncApi(contract, version(), await contractSamples(contract)));
    case 'json-schema':
      return json(notificationSchema(contract));
    case 'elasticsearch-mapping':
      return json(elasticsearchMapping(contract));
    case 'markdown':
      return referenceMarkdown(contract);
  }
}

function json(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
