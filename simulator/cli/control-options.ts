// The command-line options of a receiver's control API, and the ways in which their values can be wrong.

import type { Environment } from '../target/secrets.ts';
import type { CliOptions } from './command.ts';
import { wholeNumber } from './options.ts';
import { secretOf } from './secret-reference.ts';

export const controlOptions = {
  'control-port': {
    takes: 'port',
    describe: 'Port of the control API and the live page; 0 picks a free one and prints it',
  },
  'control-host': {
    takes: 'host',
    byDefault: '127.0.0.1',
    describe: 'Address for these to listen on',
  },
  'control-allow-host': {
    array: true,
    takes: 'host',
    describe: 'Name of a host by which these may be asked, besides localhost and IP addresses',
  },
  'control-token': {
    takes: 'secret reference',
    describe: 'Bearer token without which the control API tells nothing: env:NAME or @FILE',
  },
} as const satisfies CliOptions;

export interface ControlArguments {
  readonly controlPort?: string | undefined;
  readonly controlHost?: string | undefined;
  readonly controlToken?: string | undefined;
  readonly controlAllowHost?: readonly string[] | undefined;
}

/** Where the control API is to listen, and what it wants to be shown. */
export interface ControlSettings {
  readonly host: string;
  readonly port: number;
  readonly token: string | null;
  /** Names besides by which it may be asked. */
  readonly allowedHosts: readonly string[];
}

/** What the options say: null where there is to be none, or what is wrong with them. */
export function controlSettingsOf(
  args: ControlArguments,
  environment: Environment,
): ControlSettings | null | { readonly wrong: string } {
  const { controlPort, controlHost, controlToken, controlAllowHost } = args;
  if (controlPort === undefined) {
    const [given] = [
      ['--control-host', controlHost] as const,
      ['--control-allow-host', controlAllowHost] as const,
      ['--control-token', controlToken] as const,
    ].filter(([, value]) => value !== undefined);
    return given === undefined ? null : { wrong: `${given[0]} means nothing without --control-port` };
  }
  const port = wholeNumber(controlPort);
  if (port === null || port > 65_535)
    return {
      wrong: `--control-port ${controlPort}: expected a whole number from 0 to 65535; 0 picks a free port`,
    };
  if (controlHost?.trim() === '')
    return { wrong: '--control-host is empty: expected an address of this machine, such as 127.0.0.1' };
  const token = controlToken === undefined ? null : secretOf('control-token', controlToken, environment);
  if (token !== null && typeof token !== 'string') return token;
  // What a header cannot carry, no client could show.
  if (token !== null && !/^[!-~]+$/.test(token))
    return { wrong: '--control-token: expected visible ASCII characters without blanks' };
  const allowedHosts = controlAllowHost ?? [];
  const noName = allowedHosts.find((name) => !/^[a-z0-9._-]+$/i.test(name));
  if (noName !== undefined)
    return {
      wrong: `--control-allow-host ${noName}: expected the name of a host without scheme and port, such as receiver.lan`,
    };
  return { host: controlHost ?? '127.0.0.1', port, token, allowedHosts };
}
