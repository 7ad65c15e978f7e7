import { answeredInTls } from '../sender/answered-in-tls.ts';
import type { Redact } from '../sender/redact.ts';
import type { EnvironmentTrouble } from './environment-trouble.ts';

/** Why a connection did not come about, for people, and what to look at. */
export type Reason = readonly [reason: string, hint: string];

const CLOSED: Reason = [
  'it closed the connection',
  'does it speak https there, or is something in between that does not let this through?',
];

const REASONS: Readonly<Record<string, Reason>> = {
  ECONNREFUSED: ['the connection was refused', 'is it running, and is the port right?'],
  ENOTFOUND: ['its name was not found', 'is the host name right?'],
  EAI_AGAIN: ['its name could not be looked up', 'does this machine reach a name server?'],
  ETIMEDOUT: ['it did not answer', 'is there a firewall in between?'],
  UND_ERR_CONNECT_TIMEOUT: ['it did not answer', 'is there a firewall in between?'],
  UND_ERR_HEADERS_TIMEOUT: ['it did not answer in time', 'is it overloaded?'],
  EHOSTUNREACH: ['there is no route to it', 'is the address right?'],
  ENETUNREACH: ['there is no route to it', 'is the address right?'],
  ECONNRESET: CLOSED,
  UND_ERR_SOCKET: CLOSED,
  EPIPE: CLOSED,
};

/** By the code of an error; for any other the error's own words, without secrets. */
export function reasonOf(error: NodeJS.ErrnoException, redact: Redact = (text) => text): Reason {
  const known = REASONS[error.code ?? ''];
  if (known !== undefined) return known;
  if (answeredInTls(error)) return ['it answered in TLS', 'write https instead of http in its URL'];
  // All addresses of a name were tried in vain.
  const [first] = error instanceof AggregateError ? (error.errors as readonly NodeJS.ErrnoException[]) : [];
  if (first !== undefined) return reasonOf(first, redact);
  return [`the connection failed: ${redact(error.message || String(error.code))}`, 'is the URL right?'];
}

/** The same as trouble with the environment; `whom` such as `the target http://127.0.0.1:9200/`. */
export function connectionTrouble(
  whom: string,
  error: NodeJS.ErrnoException,
  redact: Redact,
): EnvironmentTrouble {
  const [reason, hint] = reasonOf(error, redact);
  return {
    kind: 'environment',
    code: error.code ?? 'ERROR',
    message: `${whom} cannot be reached: ${reason}`,
    hint,
  };
}
