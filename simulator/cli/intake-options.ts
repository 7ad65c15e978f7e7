// Command-line options of `receive` about TLS, access and limits; what their values mean is in intake-settings.ts.

import type { Options } from 'yargs';

const one = { type: 'string', requiresArg: true } as const;
const several = { type: 'string', array: true, nargs: 1, requiresArg: true } as const;

/** The options, for `receive`. */
export const intakeOptions = {
  tls: { type: 'boolean', describe: 'Speak https, with a self-made certificate unless --tls-cert names one' },
  'tls-cert': { ...one, describe: 'Certificate to show, a PEM file; speaks https' },
  'tls-key': { ...one, describe: 'Its private key, a PEM file' },
  'tls-passphrase': { ...one, describe: 'Of the key, where it is encrypted; @FILE reads it from a file' },
  'tls-write-cert': { ...one, describe: 'Write the certificate to a file, for clients to trust' },
  'tls-client-ca': { ...one, describe: 'Receive only clients with a certificate of these, a PEM file' },
  basic: { ...several, describe: 'Receive only who shows USER:PASSWORD, or @FILE with it; repeatable' },
  bearer: { ...several, describe: 'Receive only who shows this token, or @FILE with it; repeatable' },
  'max-body': { ...one, describe: 'Largest body, such as 64kB or 16MiB (the default); more is answered 413' },
  'max-head': {
    ...one,
    describe: 'Largest request line and headers; 16KiB by default; more is answered 431',
  },
  'max-connections': { ...one, describe: 'Open at a time; 12000 by default; more are answered 503' },
  'head-timeout': { ...one, describe: 'For the headers of a request; 60s by default; then 408' },
  'request-timeout': { ...one, describe: 'For a whole request; 5m by default; then 408' },
  'idle-timeout': { ...one, describe: 'For a connection between requests; 1h by default; then it is closed' },
} as const satisfies Record<string, Options>;

type TextName = Exclude<keyof typeof intakeOptions, 'tls' | 'basic' | 'bearer'>;

/** Their values as yargs gives them. */
export type IntakeArguments = { readonly [name in TextName]?: string | undefined } & {
  readonly tls?: boolean | undefined;
  readonly basic?: readonly string[] | undefined;
  readonly bearer?: readonly string[] | undefined;
};
