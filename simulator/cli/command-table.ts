// All commands, in the order in which help lists them.

import type { CommandTable } from './command.ts';
import { checkCommand } from './commands/check.command.ts';
import { completeCommand, completionCommand } from './commands/completion.command.ts';
import { configCommand } from './commands/config.command.ts';
import { exportCommand } from './commands/export.command.ts';
import { fieldsCommand } from './commands/fields.command.ts';
import { generateCommand } from './commands/generate.command.ts';
import { helpCommand } from './commands/help.command.ts';
import { initCommand } from './commands/init.command.ts';
import { journalCommand } from './commands/journal.command.ts';
import { receiveCommand } from './commands/receive.command.ts';
import { runCommand } from './commands/run.command.ts';
import { schemaCommand } from './commands/schema.command.ts';
import { validateCommand } from './commands/validate.command.ts';

/** The commands, and what every one of them takes. */
export const COMMAND_TABLE: CommandTable = {
  commands: [
    runCommand,
    checkCommand,
    validateCommand,
    generateCommand,
    receiveCommand,
    journalCommand,
    fieldsCommand,
    schemaCommand,
    exportCommand,
    initCommand,
    configCommand,
    completionCommand,
    helpCommand,
    completeCommand,
  ],
  shared: {
    config: {
      type: 'boolean',
      default: true,
      describe: 'Read the project file ocs-sim.config.yaml (the default)',
      describeNo: 'Do not read the project file ocs-sim.config.yaml',
    },
  },
};
