// Command-line options of `receive` about TLS, access and limits; what their values mean is in intake-settings.ts.

import type { CliOptions } from './command.ts';

/** The options, for `receive`. */
export const intakeOptions = {
  tls: { type: 'boolean', describe: 'Speak https, with a self-made certificate unless --tls-cert names one' },
  'tls-cert': { takes: 'file', describe: 'Certificate to show, a PEM file; speaks https' },
  'tls-key': { takes: 'file', describe: 'Its private key, a PEM file' },
  'tls-passphrase': {
    takes: 'secret reference',
    describe: 'Of the key, where it is encrypted: env:NAME or @FILE',
  },
  'tls-write-cert': { takes: 'file', describe: 'Write the certificate to a file, for clients to trust' },
  'tls-client-ca': {
    takes: 'file',
    describe: 'Receive only clients with a certificate of these, a PEM file',
  },
  basic: {
    array: true,
    takes: 'user and secret reference',
    describe: 'Receive only from those who show USER:SECRET; SECRET is env:NAME or @FILE',
  },
  bearer: {
    array: true,
    takes: 'secret reference',
    describe: 'Receive only from those who show this token: env:NAME or @FILE',
  },
  'lenient-host': {
    type: 'boolean',
    describe: 'Accept requests with no Host header or several, which are answered 400 else',
  },
  'max-body': {
    takes: 'size',
    byDefault: '16MiB',
    describe: 'Largest body, such as 64kB; more is answered 413',
  },
  'max-head': {
    takes: 'size',
    byDefault: '16KiB',
    describe: 'Largest request line and headers; more is answered 431',
  },
  'max-connections': {
    takes: 'number',
    byDefault: '12000',
    describe: 'Open at a time; more are answered 503',
  },
  'head-timeout': { takes: 'duration', byDefault: '60s', describe: 'For the headers of a request; then 408' },
  'request-timeout': { takes: 'duration', byDefault: '5m', describe: 'For a whole request; then 408' },
  'idle-timeout': {
    takes: 'duration',
    byDefault: '1h',
    describe: 'For a connection between requests; then it is closed',
  },
} as const satisfies CliOptions;

type TextName = Exclude<keyof typeof intakeOptions, 'tls' | 'lenient-host' | 'basic' | 'bearer'>;

/** Their values. */
export type IntakeArguments = { readonly [name in TextName]?: string | undefined } & {
  readonly tls?: boolean | undefined;
  readonly 'lenient-host'?: boolean | undefined;
  readonly basic?: readonly string[] | undefined;
  readonly bearer?: readonly string[] | undefined;
};
