import { ELASTICSEARCH_FLAVOURS } from '../../../receiver/reply/elasticsearch/flavour.ts';
import { defineCommand } from '../command.ts';
import { controlOptions } from '../control-options.ts';
import { intakeOptions } from '../intake-options.ts';
import { journalOptions } from '../journal-options.ts';
import { contractOption, releaseOption } from '../options.ts';

/** `ocs-sim receive`. */
export const receiveCommand = defineCommand({
  name: 'receive',
  about: 'Receive notifications and print a line for each, until interrupted',
  options: {
    host: { default: '127.0.0.1', takes: 'host', describe: 'Address to listen on' },
    port: { default: '0', takes: 'port', describe: 'Port; 0 picks a free one and prints it' },
    judge: {
      type: 'boolean',
      describe: 'Check each notification against the contract; the exit code is the verdict',
    },
    release: releaseOption,
    contract: contractOption,
    reply: {
      array: true,
      takes: 'reply',
      describe: 'How to answer, as in a scenario: 503, or "{event: started, status: 503}"',
    },
    'answer-as': {
      choices: ['plain', ...ELASTICSEARCH_FLAVOURS],
      byDefault: 'plain',
      describe: 'What to answer as: a document endpoint with a mapping that grows, or plain 200',
    },
    seed: { takes: 'number', byDefault: '1', describe: 'Seed of the chance in answers' },
    ...journalOptions,
    ...intakeOptions,
    ...controlOptions,
  },
  examples: [
    [
      'ocs-sim receive --port 8080 --judge --control-port 8081',
      'check what a real OCS sends, with a live page',
    ],
    ['ocs-sim receive --reply "{event: periodic, nth: 3, silence: true}"', 'leave one without an answer'],
  ],
  call: async (args, terminal) => (await import('./receive.ts')).receive(args, terminal),
});
