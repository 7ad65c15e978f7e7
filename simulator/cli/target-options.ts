// Command-line options about an external system; what their values mean is in target-settings.ts.

import type { CliOptions } from './command.ts';

/** The options, for commands that speak to a target. */
export const targetOptions = {
  target: {
    takes: 'target',
    byDefault: "the scenario's, or embedded",
    describe: 'URL or file of an external system, instead of the embedded receiver; "embedded" for that',
  },
  'target-kind': {
    choices: ['http', 'elasticsearch', 'opensearch'],
    byDefault: 'http',
    describe: 'What the target is',
  },
  index: { describe: 'Index of Elasticsearch or OpenSearch; {run} stands for a word of the run' },
  mapping: {
    choices: ['contract', 'dynamic'],
    byDefault: 'contract',
    describe: "Make the index beforehand with the contract's mapping, or leave it to documents",
  },
  header: {
    array: true,
    takes: 'header',
    describe: '"Name: value" to show to the target; the value may be env:NAME or @FILE',
  },
  basic: {
    takes: 'user and secret reference',
    describe: 'Show USER:SECRET to the target; SECRET is env:NAME or @FILE',
  },
  bearer: { takes: 'secret reference', describe: 'Show this token to the target: env:NAME or @FILE' },
  ca: { takes: 'file', describe: 'Trust these authorities instead of those of the system, a PEM file' },
  cert: { takes: 'file', describe: "The client's own certificate, a PEM file" },
  key: { takes: 'file', describe: 'Its private key, a PEM file' },
  passphrase: { takes: 'secret reference', describe: 'Of the key, where it is encrypted: env:NAME or @FILE' },
  proxy: { takes: 'URL', describe: 'URL of a tunnelling proxy for https, whatever http-proxy says' },
  'proxy-basic': {
    takes: 'user and secret reference',
    describe: 'Show USER:SECRET to the proxy; SECRET is env:NAME or @FILE',
  },
  'pool-size': { takes: 'number', describe: 'Connections at most, whatever http-connection-pool-size says' },
  'response-timeout': {
    takes: 'duration',
    describe: 'For an answer, such as 5s or 300ms, whatever http-response-timeout says',
  },
} as const satisfies CliOptions;

type Name = keyof typeof targetOptions;

/** Their values. */
export type TargetArguments = { readonly [name in Exclude<Name, 'header'>]?: string | undefined } & {
  readonly header?: readonly string[] | undefined;
};

/** The same options with their values, for a command line that does it again: secrets stand in none of them. */
export function targetWords(args: TargetArguments): readonly string[] {
  return (Object.keys(targetOptions) as Name[]).flatMap((name) =>
    [args[name] ?? []].flat().flatMap((value) => [`--${name}`, value]),
  );
}
