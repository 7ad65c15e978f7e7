import { defineCommand } from '../command.ts';
import { contractOption, releaseOption } from '../options.ts';

/** `ocs-sim export`. */
export const exportCommand = defineCommand({
  name: 'export',
  about: 'Print the contract as a document for other tools: OpenAPI, AsyncAPI and others',
  positionals: {
    document: {
      choices: ['openapi', 'asyncapi', 'json-schema', 'elasticsearch-mapping', 'markdown'],
      demanded: true,
      describe: 'Which document',
    },
  },
  options: { release: releaseOption, contract: contractOption },
  examples: [
    ['ocs-sim export openapi > openapi.json', 'for tools that know webhooks'],
    ['ocs-sim export elasticsearch-mapping --release 8.1.512', 'to set up an index'],
  ],
  call: async (args, terminal) => (await import('./export.ts')).exportDocument(args, terminal),
});
