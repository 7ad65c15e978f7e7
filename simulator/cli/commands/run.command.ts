import { defineCommand } from '../command.ts';
import { journalOptions } from '../journal-options.ts';
import { ledgerOptions } from '../ledger-options.ts';
import { liveOptions } from '../live-options.ts';
import { loadingOptions } from '../options.ts';
import { reportOptions } from '../report-options.ts';
import { selectionOptions } from '../selection-options.ts';
import { targetOptions } from '../target-options.ts';

/** `ocs-sim run`. */
export const runCommand = defineCommand({
  name: 'run',
  about: 'Run scenarios and judge what arrived',
  positionals: {
    paths: {
      array: true,
      takes: 'scenario',
      describe: 'Scenario files or folders; default: scenarios/',
    },
  },
  options: {
    ...targetOptions,
    ...loadingOptions,
    ...selectionOptions,
    verbose: {
      type: 'boolean',
      describe: 'Every notification as it ends, every scenario in full, every loss by name',
    },
    trace: { type: 'boolean', describe: "OCS's own log lines, on standard error" },
    'trace-json': { type: 'boolean', describe: 'The same as NDJSON' },
    'fail-fast': {
      type: 'boolean',
      describe: 'Stop after the first scenario that does not pass; play nothing where a file is invalid',
    },
    concurrency: { takes: 'number', byDefault: '1', describe: 'So many scenarios at once' },
    ...journalOptions,
    ...ledgerOptions,
    ...reportOptions,
    ...liveOptions,
  },
  examples: [
    ['ocs-sim run scenarios/full-lifecycle.yaml', 'one scenario, reported in full'],
    ['ocs-sim run --target http://127.0.0.1:9200/states/_doc day.yaml', 'against your own system'],
    ['ocs-sim run --untrusted pull-request.yaml', 'a scenario is code: one of somebody else'],
  ],
  call: async (args, terminal) => (await import('./run.ts')).run(args, terminal),
});
