import { defineCommand } from '../command.ts';

/** `ocs-sim help`. */
export const helpCommand = defineCommand({
  name: 'help',
  about: 'Say what there is, or all about a command',
  lineAlone: true,
  positionals: { command: { takes: 'command', describe: 'About this one' } },
  examples: [
    ['ocs-sim help', 'what there is'],
    ['ocs-sim help run', 'all about run'],
  ],
  call: async (args, terminal, table) => (await import('./help.ts')).help(args, terminal, table),
});
