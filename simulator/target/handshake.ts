// A TLS handshake and nothing more: whether the server shows a certificate that holds, and takes the client's.

import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { TlsSettings } from '../sender/connecting.ts';
import { type Reason, reasonOf, tlsReason } from '../sender/connection-reason.ts';
import { afterHostMs, hostNowMs } from '../time/host-time.ts';
import { certificateReason } from './certificate-words.ts';
import { socketError, socketEvent } from './socket-event.ts';

/** Real milliseconds in which a server that seems to have taken everything can still object. */
const SHORTEST_GRACE_MS = 150;
const LONGEST_GRACE_MS = 1_000;

/** Why there is no connection, with the code of the error. */
export interface Failed {
  readonly code: string;
  readonly reason: Reason;
}

/** Speaks TLS on a connection to `host`; the connection, or why not. */
export async function handshake(
  socket: Socket,
  host: string,
  tls: TlsSettings | null,
  signal: AbortSignal,
): Promise<TLSSocket | Failed> {
  const startedAtMs = hostNowMs();
  const given = Object.entries(tls ?? {}).filter(([, text]) => text !== null);
  let secured: TLSSocket;
  try {
    secured = connect({
      ...Object.fromEntries(given),
      socket,
      host,
      // The certificate is looked at here, so that it can be told which it was.
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
      ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    });
  } catch (error) {
    return failed(error as Error, tls);
  }
  let ticket = false;
  secured.once('session', () => {
    ticket = true;
  });
  const error = await socketEvent(secured, 'secureConnect', signal);
  if (error !== null) return failed(error, tls);
  if (!secured.authorized) {
    // Typed as an error, it is its code.
    const code = String(secured.authorizationError);
    const shown = {
      certificate: secured.getPeerCertificate(true),
      host,
      ownAuthorities: (tls?.ca ?? null) !== null,
    };
    return { code, reason: certificateReason(code, shown) };
  }
  const objection = await objectionAfter(secured, {
    ticket,
    certificate: certificateGiven(tls),
    tookMs: hostNowMs() - startedAtMs,
  });
  return objection === null ? secured : failed(objection, tls);
}

/**
 * What a server says when for the client everything is done: in TLS 1.3 only then it looks at the client's certificate, or misses it.
 * A session ticket is given to a client that has been let in; but some servers look at the certificate even later, and hang up.
 */
function objectionAfter(
  socket: TLSSocket,
  known: { readonly ticket: boolean; readonly certificate: boolean; readonly tookMs: number },
): Promise<NodeJS.ErrnoException | null> {
  const { certificate, tookMs } = known;
  if (!certificate && (known.ticket || socket.getProtocol() !== 'TLSv1.3')) return Promise.resolve(null);
  return new Promise((resolve) => {
    const graceMs = Math.min(LONGEST_GRACE_MS, Math.max(SHORTEST_GRACE_MS, 2 * tookMs));
    const timer = afterHostMs(graceMs, () => end(null));
    const end = (error: NodeJS.ErrnoException | null): void => {
      timer.cancel();
      resolve(error);
    };
    if (!certificate) socket.once('session', () => end(null));
    socket.once('error', end);
    socket.once('close', () => end(socketError(HUNG_UP, 'it closed the connection')));
    socket.resume();
  });
}

/** The code of trouble with a server that let the handshake come to its end. */
const HUNG_UP = 'HUNG_UP_AFTER_HANDSHAKE';

function failed(error: NodeJS.ErrnoException, tls: TlsSettings | null): Failed {
  const code = error.code ?? 'ERROR';
  return { code, reason: handshakeReason(code, tls) ?? reasonOf(error) };
}

function certificateGiven(tls: TlsSettings | null): boolean {
  return (tls?.cert ?? null) !== null;
}

/** Null for what is no matter of TLS. */
function handshakeReason(code: string, tls: TlsSettings | null): Reason | null {
  if (code === HUNG_UP)
    return [
      'it closed the connection right after the TLS handshake',
      'does it want a certificate of the client, or another one than was given?',
    ];
  if (code === 'ECONNRESET')
    return [
      'it closed the connection during the TLS handshake',
      certificateGiven(tls)
        ? 'does it accept the certificate of the client, and speak https there?'
        : 'is it http instead of https?',
    ];
  return tlsReason(code, { certificateGiven: certificateGiven(tls) });
}
