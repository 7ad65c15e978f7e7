import { EVENT_NAMES } from '../../../receiver/contract/vocabulary.ts';
import { defineCommand } from '../command.ts';
import { contractOption, releaseOption } from '../options.ts';

/** `ocs-sim journal`. */
export const journalCommand = defineCommand({
  name: 'journal',
  about: 'Verify a journal that receive or run has kept, or export its requests; it may be in use',
  positionals: {
    action: {
      choices: ['verify', 'export'],
      demanded: true,
      describe: 'Check every line and digest, or print the requests',
    },
    dir: { demanded: true, takes: 'folder', describe: "The journal's folder" },
  },
  options: {
    format: {
      choices: ['ndjson', 'har', 'bodies'],
      byDefault: 'ndjson',
      describe: 'Of the export: a request a line, an HTTP Archive, or the bodies alone',
    },
    group: { array: true, describe: 'Export only this campaign group; * stands for any text' },
    event: { array: true, choices: EVENT_NAMES, describe: 'Export only this event' },
    from: {
      describe: 'Export from this instant on: 2026-01-31T12:00:00Z, 2m50s after the first request, or -5m',
    },
    until: { describe: 'Export up to this instant, written in the same ways' },
    release: releaseOption,
    contract: contractOption,
  },
  examples: [
    ['ocs-sim journal verify received', 'exit code 0 if all is as it was written, 1 if anything is damaged'],
    [
      'ocs-sim journal export received --event started --from -1h > started.ndjson',
      'the starts of the last hour, also while it is received',
    ],
  ],
  call: async (args, terminal) => (await import('./journal.ts')).journal(args, terminal),
});
