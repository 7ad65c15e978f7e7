import { defineCommand } from '../command.ts';
import { loadingOptions } from '../options.ts';
import { selectionOptions } from '../selection-options.ts';

/** `ocs-sim generate`. */
export const generateCommand = defineCommand({
  name: 'generate',
  about: 'Print the notifications of a scenario as NDJSON, without any network',
  positionals: { file: { demanded: true, takes: 'scenario', describe: 'A scenario file' } },
  options: {
    bodies: { type: 'boolean', describe: 'The bodies alone' },
    case: selectionOptions.case,
    ...loadingOptions,
  },
  examples: [
    ['ocs-sim generate day.yaml > day.ndjson', 'a day of notifications'],
    ['ocs-sim generate day.yaml --bodies | head -1', 'the first body'],
  ],
  call: async (args, terminal) => (await import('./generate.ts')).generate(args, terminal),
});
