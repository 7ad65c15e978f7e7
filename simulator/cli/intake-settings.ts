// What the command line says about TLS, access and limits of a receiver, and the ways in which it can be wrong.

import type { Credentials } from '../../receiver/access.ts';
import { parseDurationMs } from '../../receiver/document/duration.ts';
import { isDiagnostic, readSource } from '../../receiver/document/read-file.ts';
import { parseSize } from '../../receiver/document/size.ts';
import { DEFAULT_RECEIVER_LIMITS, type ReceiverLimits } from '../../receiver/limits.ts';
import type { ReceiverOptions } from '../../receiver/receiver.ts';
import type { ReceiverTls } from '../../receiver/tls.ts';
import type { Environment } from '../target/secrets.ts';
import type { IntakeArguments } from './intake-options.ts';
import { wholeNumber } from './options.ts';
import { secretOf } from './secret-reference.ts';

/** What a receiver is told by them. */
export type IntakeSettings = Pick<ReceiverOptions, 'tls' | 'access' | 'limits' | 'lenientHost'>;

/** What the options say, or the first thing that is wrong with them. */
export function intakeSettingsOf(
  args: IntakeArguments,
  environment: Environment,
): IntakeSettings | { readonly wrong: string } {
  try {
    const tls = tlsOf(args, environment);
    const access = accessOf(args, environment);
    return {
      limits: limitsOf(args),
      lenientHost: args['lenient-host'] === true,
      ...(tls === null ? {} : { tls }),
      ...(access.length > 0 ? { access } : {}),
    };
  } catch (error) {
    if (error instanceof WrongOption) return { wrong: error.message };
    throw error;
  }
}

/** Ends the reading of the options; never leaves this file. */
class WrongOption extends Error {
  constructor(name: string, expected: string) {
    super(`--${name}: ${expected}`);
  }
}

function tlsOf(args: IntakeArguments, environment: Environment): ReceiverTls | null {
  const { 'tls-cert': cert, 'tls-key': key, 'tls-passphrase': passphrase, 'tls-client-ca': clientCa } = args;
  if ((cert === undefined) !== (key === undefined)) {
    throw new WrongOption(cert === undefined ? 'tls-key' : 'tls-cert', 'give both --tls-cert and --tls-key');
  }
  if (passphrase !== undefined && key === undefined) {
    throw new WrongOption('tls-passphrase', 'give --tls-cert and --tls-key as well');
  }
  const speaksTls = args.tls === true || cert !== undefined;
  if (!speaksTls) {
    const needing = (['tls-client-ca', 'tls-write-cert'] as const).find((name) => args[name] !== undefined);
    if (needing !== undefined)
      throw new WrongOption(needing, 'give --tls as well, or --tls-cert and --tls-key');
    return null;
  }
  const clients = clientCa === undefined ? {} : { clientAuthorities: contentsOf('tls-client-ca', clientCa) };
  if (cert === undefined || key === undefined) return { certificate: 'self-made', ...clients };
  return {
    certificate: {
      cert: contentsOf('tls-cert', cert),
      key: contentsOf('tls-key', key),
      ...(passphrase === undefined ? {} : { passphrase: secret('tls-passphrase', passphrase, environment) }),
    },
    ...clients,
  };
}

function accessOf(
  { basic = [], bearer = [] }: IntakeArguments,
  environment: Environment,
): readonly Credentials[] {
  return [
    ...basic.map((given): Credentials => {
      const colon = given.indexOf(':');
      if (colon < 1 || given.startsWith('env:'))
        throw new WrongOption('basic', 'expected USER:env:NAME or USER:@FILE, such as ocs:env:PASSWORD');
      return {
        scheme: 'basic',
        user: given.slice(0, colon),
        password: secret('basic', given, environment, colon + 1),
      };
    }),
    ...bearer.map((given): Credentials => {
      const token = secret('bearer', given, environment);
      // What a header cannot carry, no client could show.
      if (!/^[!-~]+$/.test(token)) {
        throw new WrongOption('bearer', 'expected visible ASCII characters without blanks');
      }
      return { scheme: 'bearer', token };
    }),
  ];
}

function limitsOf(args: IntakeArguments): Partial<ReceiverLimits> {
  const bodyBytes = bytesOf(args, 'max-body');
  const connections = args['max-connections'];
  const open = connections === undefined ? undefined : wholeNumber(connections);
  if (open === null || open === 0) {
    throw new WrongOption('max-connections', `${connections}: expected a whole number >= 1, such as 100`);
  }
  const limits = {
    bodyBytes,
    // One body of the largest size always has room.
    incomingBytes:
      bodyBytes === undefined ? undefined : Math.max(bodyBytes, DEFAULT_RECEIVER_LIMITS.incomingBytes),
    headerBytes: bytesOf(args, 'max-head'),
    connections: open,
    headMs: durationOf(args, 'head-timeout'),
    requestMs: durationOf(args, 'request-timeout'),
    idleMs: durationOf(args, 'idle-timeout'),
  };
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
}

/** Larger ones could not be kept in one piece. */
const MOST_BYTES = 1_024 ** 3;

function bytesOf(args: IntakeArguments, name: 'max-body' | 'max-head'): number | undefined {
  const given = args[name];
  if (given === undefined) return undefined;
  const bytes = parseSize(given);
  if (bytes !== null && bytes >= 1 && bytes <= MOST_BYTES) return bytes;
  throw new WrongOption(name, `${given}: expected a size from 1 to 1GiB, such as 64kB or 16MiB`);
}

function durationOf(
  args: IntakeArguments,
  name: 'head-timeout' | 'request-timeout' | 'idle-timeout',
): number | undefined {
  const given = args[name];
  if (given === undefined) return undefined;
  const ms = parseDurationMs(given);
  // What a timer of the host can count.
  if (ms !== null && ms >= 1 && ms < 2 ** 31) return ms;
  throw new WrongOption(name, `${given}: expected a duration from 1ms to 24d, such as 500ms, 30s or 5m`);
}

function secret(option: string, given: string, environment: Environment, from = 0): string {
  const found = secretOf(option, given, environment, from);
  if (typeof found === 'string') return found;
  throw new WrongOption(option, found.wrong.slice(`--${option}: `.length));
}

function contentsOf(name: string, path: string): string {
  const source = readSource(path);
  if (isDiagnostic(source)) throw new WrongOption(name, `${path}: ${source.message}`);
  return source.text;
}
