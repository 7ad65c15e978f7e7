import { type Control, type ControlOptions, startControl } from '../../receiver/control/control.ts';
import type { Controlled } from '../../receiver/control/desk.ts';
import type { ControlSettings } from './control-options.ts';
import type { Terminal } from './terminal.ts';

const LOOPBACK = /^(?:127\.|::1$|localhost$)/;

/** Starts the control API of a receiver and says where it is; null where it cannot listen, which is said as well. */
export async function openControl(
  receiver: Controlled,
  { host, port, token, allowedHosts }: ControlSettings,
  options: Omit<ControlOptions, 'host' | 'port' | 'token' | 'allowedHosts'>,
  terminal: Terminal,
): Promise<Control | null> {
  const { err, errStyle: style } = terminal;
  const control = await startControl(receiver, {
    ...options,
    host,
    port,
    allowedHosts,
    ...(token === null ? {} : { token }),
  });
  if (control.kind !== 'control') {
    err(`${style.error('error')} ${control.message}\n    hint:     ${control.hint}\n`);
    return null;
  }
  err(`page and control API at ${style.accent(`${control.url}/`)}\n`);
  if (token === null && !LOOPBACK.test(host))
    err(
      `${style.warning('warning')} anybody who reaches ${host} can read and reset what came\n    hint:     set --control-token, or leave out --control-host\n`,
    );
  return control;
}
