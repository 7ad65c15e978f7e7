import { checkOptions } from '../check-options.ts';
import { defineCommand } from '../command.ts';

/** `ocs-sim check`. */
export const checkCommand = defineCommand({
  name: 'check',
  about: 'Check a system for compatibility with what OCS sends, case by case',
  positionals: {
    cases: {
      array: true,
      takes: 'check case',
      describe: 'Numbers (7.3), families (7, names), names or patterns (names-*); default: all',
    },
  },
  options: checkOptions,
  examples: [
    ['ocs-sim check --target http://127.0.0.1:9200/states/_doc', 'every case against your own system'],
    ['ocs-sim check names-* --target target.yaml --json result.json', 'some cases, and a file to keep'],
  ],
  call: async (args, terminal) => (await import('./check.ts')).check(args, terminal),
});
