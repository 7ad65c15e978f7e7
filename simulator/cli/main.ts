// The command line: arguments in, one call, exit code out. Each command's code is loaded only when it is called.

import { readFileSync } from 'node:fs';
import yargs, { type Argv } from 'yargs';
import { ELASTICSEARCH_FLAVOURS } from '../../receiver/reply/elasticsearch/flavour.ts';
import { controlOptions } from './control-options.ts';
import { EXIT, EXIT_CODES_TEXT, type ExitCode } from './exit-code.ts';
import { intakeOptions } from './intake-options.ts';
import { journalOptions } from './journal-options.ts';
import { contractOption, loadingOptions, releaseOption } from './options.ts';
import { commandLineArguments, openTerminal, setExitCode } from './terminal.ts';
import { COMMAND_NAMES, usageText } from './usage-text.ts';

const terminal = openTerminal();

function version(): string {
  // From the sources and from dist the package file lies at different depths.
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      return (
        JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { readonly version: string }
      ).version;
    } catch {}
  }
  return 'unknown';
}

/** The command line itself is wrong. */
class UsageError extends Error {}

/** What may be given several times. */
const REPEATABLE: ReadonlySet<string> = new Set(['paths', 'set', 'reply', 'basic', 'bearer']);

/** Runs a command and keeps its exit code for the end. */
async function finish(command: Promise<ExitCode>): Promise<void> {
  setExitCode(await command);
}

const parser: Argv = yargs(commandLineArguments())
  .scriptName('ocs-sim')
  .usage(
    '$0 <command>\n\nPlays what Genesys OCS tells an external system about its campaign groups, receives it, and judges it.',
  )
  .command(
    'run [paths..]',
    'Run scenarios and judge what arrived',
    (args) =>
      args
        .positional('paths', {
          type: 'string',
          array: true,
          describe: 'Scenario files or folders; default: scenarios/',
        })
        .options({
          target: {
            type: 'string',
            requiresArg: true,
            describe: 'URL of an external system, instead of the embedded receiver',
          },
          ...loadingOptions,
          verbose: { type: 'boolean', describe: 'Every notification as it ends, every scenario in full' },
          trace: { type: 'boolean', describe: "OCS's own log lines, on standard error" },
          'trace-json': { type: 'boolean', describe: 'The same as NDJSON' },
          'fail-fast': { type: 'boolean', describe: 'Stop after the first scenario that does not pass' },
          concurrency: {
            type: 'string',
            requiresArg: true,
            describe: 'So many scenarios at once; 1 by default',
          },
          ...journalOptions,
        })
        .example('$0 run scenarios/full-lifecycle.yaml', 'one scenario, reported in full')
        .example('$0 run --target http://127.0.0.1:9200/states/_doc day.yaml', 'against your own system'),
    async (args) => finish((await import('./commands/run.ts')).run(args, terminal)),
  )
  .command(
    'validate <paths..>',
    'Check scenario and contract files, run nothing',
    (args) =>
      args
        .positional('paths', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'Files or folders',
        })
        .options(loadingOptions)
        .example('$0 validate scenarios', 'every problem of every file')
        .example('$0 validate day.yaml --release 8.1.512', 'as that release has it'),
    async (args) => finish((await import('./commands/validate.ts')).validate(args, terminal)),
  )
  .command(
    'generate <file>',
    'Print the notifications of a scenario as NDJSON, without any network',
    (args) =>
      args
        .positional('file', { type: 'string', demandOption: true, describe: 'A scenario file' })
        .options({ bodies: { type: 'boolean', describe: 'The bodies alone' }, ...loadingOptions })
        .example('$0 generate day.yaml > day.ndjson', 'a day of notifications')
        .example('$0 generate day.yaml --bodies | head -1', 'the first body'),
    async (args) => finish((await import('./commands/generate.ts')).generate(args, terminal)),
  )
  .command(
    'receive',
    'Receive notifications and print a line for each, until interrupted',
    (args) =>
      args
        .options({
          host: { type: 'string', default: '127.0.0.1', requiresArg: true, describe: 'Address to listen on' },
          port: {
            type: 'string',
            default: '0',
            requiresArg: true,
            describe: 'Port; 0 picks a free one and prints it',
          },
          judge: {
            type: 'boolean',
            describe: 'Check each notification against the contract; the exit code is the verdict',
          },
          release: releaseOption,
          contract: contractOption,
          reply: {
            type: 'string',
            array: true,
            nargs: 1,
            requiresArg: true,
            describe: 'How to answer, as in a scenario: 503, or "{event: started, status: 503}"; repeatable',
          },
          'answer-as': {
            choices: ['plain', ...ELASTICSEARCH_FLAVOURS] as const,
            requiresArg: true,
            describe: 'What to answer as: a document endpoint with a mapping that grows, or plain 200',
          },
          seed: {
            type: 'string',
            requiresArg: true,
            describe: 'Seed of the chance in answers; 1 by default',
          },
          ...journalOptions,
          ...intakeOptions,
          ...controlOptions,
        })
        .example(
          '$0 receive --port 8080 --judge --control-port 8081',
          'check what a real OCS sends, with a live page',
        )
        .example(
          '$0 receive --reply "{event: periodic, nth: 3, silence: true}"',
          'leave one without an answer',
        ),
    async (args) => finish((await import('./commands/receive.ts')).receive(args, terminal)),
  )
  .command(
    'fields',
    'Print the contract: attributes, events and enumerations with marks and sources',
    (args) =>
      args
        .options({
          release: releaseOption,
          contract: contractOption,
          format: {
            choices: ['table', 'json', 'markdown'] as const,
            default: 'table' as const,
            requiresArg: true,
            describe: 'Form of the output',
          },
        })
        .example('$0 fields --release 8.1.512', 'what that release sends')
        .example('$0 fields --format markdown > fields.md', 'for your own documents'),
    async (args) => finish((await import('./commands/fields.ts')).fields(args, terminal)),
  )
  .command(
    'schema <of>',
    'Print a JSON Schema, for editors and validators',
    (args) =>
      args
        .positional('of', {
          choices: ['scenario', 'contract', 'notification'] as const,
          demandOption: true,
          describe: 'Of what',
        })
        .options({ release: releaseOption, contract: contractOption })
        .example('$0 schema scenario > scenario.schema.json', 'for completion in your editor')
        .example(
          '$0 schema notification --release 8.1.517',
          'what a notification of that release looks like',
        ),
    async (args) => finish((await import('./commands/schema.ts')).schema(args, terminal)),
  )
  .command(
    'init [dir]',
    'Write a commented starter scenario',
    (args) =>
      args
        .positional('dir', { type: 'string', default: '.', describe: 'Folder to write into' })
        .example('$0 init', 'into this folder')
        .example('$0 init e2e/ocs', 'into a folder that is made if need be'),
    async (args) => finish((await import('./commands/init.ts')).init(args, terminal)),
  )
  .check((args) => {
    const twice = Object.entries(args).find(
      ([name, value]) => Array.isArray(value) && !REPEATABLE.has(name) && /^[a-z]/.test(name),
    );
    if (twice !== undefined) throw new UsageError(`--${twice[0]} is given more than once`);
    return true;
  })
  .demandCommand(1, `say what to do: ${COMMAND_NAMES.join(', ')}`)
  .strict()
  .recommendCommands()
  .version(`ocs-sim ${version()} on Node.js ${process.versions.node}`)
  .help()
  .alias({ h: 'help' })
  .wrap(Math.min(terminal.columns, 110))
  .epilog(EXIT_CODES_TEXT)
  // The hints are made from these words.
  .locale('en')
  .exitProcess(false)
  .fail((message, error) => {
    throw error ?? new UsageError(message);
  });

try {
  await parser.parseAsync();
} catch (error) {
  const { name, message, stack } = error as Error;
  if (error instanceof UsageError || name === 'YError') {
    terminal.err(`${terminal.errStyle.error('error')} ${usageText(message)}\n`);
    setExitCode(EXIT.badInput);
  } else {
    terminal.err(`${terminal.errStyle.error('internal error')} ${stack}\n`);
    setExitCode(EXIT.environment);
  }
}
