import { defineCommand } from '../command.ts';
import { contractOption, releaseOption } from '../options.ts';

/** `ocs-sim fields`. */
export const fieldsCommand = defineCommand({
  name: 'fields',
  about: 'Print the contract: attributes, events and enumerations with marks and sources',
  options: {
    release: releaseOption,
    contract: contractOption,
    format: { choices: ['table', 'json', 'markdown'], default: 'table', describe: 'Form of the output' },
  },
  examples: [
    ['ocs-sim fields --release 8.1.512', 'what that release sends'],
    ['ocs-sim fields --format markdown > fields.md', 'for your own documents'],
  ],
  call: async (args, terminal) => (await import('./fields.ts')).fields(args, terminal),
});
