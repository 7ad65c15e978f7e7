import { defineCommand } from '../command.ts';

/** `ocs-sim init`. */
export const initCommand = defineCommand({
  name: 'init',
  about: 'Write a commented starter scenario',
  positionals: { dir: { default: 'scenarios', takes: 'folder', describe: 'Folder to write into' } },
  examples: [
    ['ocs-sim init', 'into scenarios/, which is what ocs-sim run plays'],
    ['ocs-sim init e2e/ocs', 'into a folder that is made if need be'],
  ],
  call: async (args, terminal) => (await import('./init.ts')).init(args, terminal),
});
