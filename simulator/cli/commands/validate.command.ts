import { defineCommand } from '../command.ts';
import { DIAGNOSTIC_FORMATS } from '../diagnostic-formats.ts';
import { loadingOptions } from '../options.ts';

/** `ocs-sim validate`. */
export const validateCommand = defineCommand({
  name: 'validate',
  about: 'Check scenario, target and contract files, run nothing',
  positionals: {
    paths: { array: true, takes: 'YAML file or folder', describe: 'Files or folders' },
  },
  options: {
    stdin: { type: 'boolean', describe: 'Check what stands in standard input, for editors' },
    'stdin-name': {
      takes: 'file',
      byDefault: 'stdin.yaml',
      describe: 'The file that standard input is the text of; paths in it are relative to its folder',
    },
    format: {
      choices: DIAGNOSTIC_FORMATS,
      default: 'text',
      describe: 'Form of the output: for people, or on standard output for machines',
    },
    ...loadingOptions,
  },
  examples: [
    ['ocs-sim validate scenarios', 'every problem of every file'],
    ['ocs-sim validate day.yaml --release 8.1.512', 'as that release has it'],
    ['ocs-sim validate --stdin --stdin-name day.yaml --format gcc', 'what an editor asks as you type'],
  ],
  call: async (args, terminal) => (await import('./validate.ts')).validate(args, terminal),
});
