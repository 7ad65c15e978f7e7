import { defineCommand } from '../command.ts';

/** `ocs-sim completion`. */
export const completionCommand = defineCommand({
  name: 'completion',
  about: 'Print the script by which a shell completes ocs-sim',
  lineAlone: true,
  positionals: { shell: { choices: ['bash', 'zsh', 'fish'], demanded: true, describe: 'Of which shell' } },
  examples: [
    ['source <(ocs-sim completion bash)', 'in ~/.bashrc; with zsh in ~/.zshrc'],
    ['ocs-sim completion fish > ~/.config/fish/completions/ocs-sim.fish', 'once, for fish'],
  ],
  call: async (args, terminal) => (await import('./completion.ts')).completion(args, terminal),
});

/** Answers the scripts: the words of the line up to the cursor, the last one as far as it is written. */
export const completeCommand = defineCommand({
  name: '__complete',
  about: 'Answer a shell that completes a line',
  lineAlone: true,
  hidden: true,
  positionals: {
    shell: { choices: ['bash', 'zsh', 'fish'], demanded: true, describe: 'Which shell' },
    words: { array: true, describe: 'What stands on the line' },
  },
  examples: [],
  call: async (args, terminal, table) => (await import('./completion.ts')).complete(args, terminal, table),
});
