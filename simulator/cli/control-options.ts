// The command-line options of a receiver's control API, and the ways in which their values can be wrong.

import type { CliOptions } from './command.ts';
import { wholeNumber } from './options.ts';

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
  'control-token': {
    takes: 'secret',
    describe: 'Bearer token without which the control API tells nothing',
  },
} as const satisfies CliOptions;

export interface ControlArguments {
  readonly controlPort?: string | undefined;
  readonly controlHost?: string | undefined;
  readonly controlToken?: string | undefined;
}

/** Where the control API is to listen, and what it wants to be shown. */
export interface ControlSettings {
  readonly host: string;
  readonly port: number;
  readonly token: string | null;
}

/** What the options say: null where there is to be none, or what is wrong with them. */
export function controlSettingsOf(
  args: ControlArguments,
): ControlSettings | null | { readonly wrong: string } {
  const { controlPort, controlHost, controlToken } = args;
  if (controlPort === undefined) {
    const given =
      controlHost !== undefined ? '--control-host' : controlToken !== undefined ? '--control-token' : null;
    return given === null ? null : { wrong: `${given} means nothing without --control-port` };
  }
  const port = wholeNumber(controlPort);
  if (port === null || port > 65_535)
    return {
      wrong: `--control-port ${controlPort}: expected a whole number from 0 to 65535; 0 picks a free port`,
    };
  if (controlHost?.trim() === '')
    return { wrong: '--control-host is empty: expected an address of this machine, such as 127.0.0.1' };
  // What a header cannot carry, no client could show.
  if (controlToken !== undefined && !/^[!-~]+$/.test(controlToken))
    return { wrong: '--control-token: expected visible ASCII characters without blanks' };
  return { host: controlHost ?? '127.0.0.1', port, token: controlToken ?? null };
}
