import { defineCommand } from '../command.ts';

/** `ocs-sim config`. */
export const configCommand = defineCommand({
  name: 'config',
  about: 'Print what each option would be, and where that comes from',
  lineAlone: true,
  positionals: { command: { takes: 'command', describe: 'Of this command alone' } },
  options: {
    all: { type: 'boolean', describe: 'Those too that nobody has set' },
    format: { choices: ['table', 'json'], default: 'table', describe: 'Form of the output' },
  },
  examples: [
    ['ocs-sim config', 'what is set, by whom'],
    ['ocs-sim config run --all --format json', 'all that run would do, for a script'],
  ],
  call: async (args, terminal, table) => (await import('./config.ts')).config(args, terminal, table),
});
