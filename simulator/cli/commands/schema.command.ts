import { defineCommand } from '../command.ts';
import { contractOption, releaseOption } from '../options.ts';

/** `ocs-sim schema`. */
export const schemaCommand = defineCommand({
  name: 'schema',
  about: 'Print a JSON Schema, for editors and validators',
  positionals: {
    of: {
      choices: ['scenario', 'piece', 'target', 'contract', 'config', 'notification', 'report', 'events'],
      demanded: true,
      describe: 'Of what',
    },
  },
  options: { release: releaseOption, contract: contractOption },
  examples: [
    ['ocs-sim schema scenario > scenario.schema.json', 'for completion in your editor'],
    ['ocs-sim schema notification --release 8.1.517', 'what a notification of that release looks like'],
  ],
  call: async (args, terminal, table) => (await import('./schema.ts')).schema(args, terminal, table),
});
