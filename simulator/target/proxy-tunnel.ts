// A tunnel through a proxy, as the sender has it made for https: CONNECT, and what the proxy says to that.

import { connect, type Socket } from 'node:net';
import { safeText } from '../../receiver/expect/shown-text.ts';
import { type Reason, reasonOf } from '../sender/connection-reason.ts';
import type { Redact } from '../sender/redact.ts';
import { type Failed, handshake } from './handshake.ts';
import { socketEvent } from './socket-event.ts';

/** A connection through the proxy, or why there is none, and on whose account. */
export type Tunnel = Socket | (Failed & { readonly whose: 'proxy' | 'target' });

/** Asks a proxy for a connection to `host:port`; an address of IPv6 in brackets. */
export async function openTunnel(
  proxy: string,
  host: string,
  port: number,
  signal: AbortSignal,
  redact: Redact,
): Promise<Tunnel> {
  const url = new URL(proxy);
  const opened = await openConnection(url, signal, redact);
  if ('reason' in opened) return { ...opened, whose: 'proxy' };
  const answer = await askToJoin(opened, url, `${host}:${port}`, signal);
  if (typeof answer !== 'string') {
    opened.destroy();
    return { code: answer.code ?? 'ERROR', reason: reasonOf(answer, { redact }), whose: 'proxy' };
  }
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? 0);
  if (status >= 200 && status < 300) return opened;
  opened.destroy();
  return refusal(status, safeText(redact(answer.slice(0, 100), answer.length > 100)));
}

/** Also for a proxy that is spoken to in TLS; then the system's authorities count. */
async function openConnection(url: URL, signal: AbortSignal, redact: Redact): Promise<Socket | Failed> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const https = url.protocol === 'https:';
  const socket = connect({ host, port: Number(url.port) || (https ? 443 : 80) });
  const error = await socketEvent(socket, 'connect', signal);
  if (error !== null) return { code: error.code ?? 'ERROR', reason: reasonOf(error, { redact }) };
  return https ? handshake(socket, host, null, signal) : socket;
}

/** So much of an answer's head is waited for. */
const LONGEST_HEAD = 65_536;

/** The status line of the answer; an error if there is none. */
async function askToJoin(
  socket: Socket,
  { username, password }: URL,
  where: string,
  signal: AbortSignal,
): Promise<string | NodeJS.ErrnoException> {
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const credentials =
    username === '' ? [] : [`Proxy-Authorization: Basic ${Buffer.from(user).toString('base64')}`];
  const answered = new Promise<string>((resolve) => {
    let head = '';
    const read = (chunk: Buffer): void => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n') && head.length < LONGEST_HEAD) return;
      socket.off('data', read);
      socket.pause();
      resolve(head.split('\r\n')[0]!);
    };
    socket.on('data', read);
  });
  socket.write(`${[`CONNECT ${where} HTTP/1.1`, `Host: ${where}`, ...credentials].join('\r\n')}\r\n\r\n`);
  // Its own, for the time after the answer is another's to watch.
  const late = new AbortController();
  const pass = (): void => late.abort();
  signal.addEventListener('abort', pass, { once: true });
  if (signal.aborted) pass();
  const ended = socketEvent(socket, 'connect', late.signal);
  const answer = await Promise.race([answered, ended]);
  signal.removeEventListener('abort', pass);
  return answer ?? answered;
}

function refusal(status: number, line: string): Exclude<Tunnel, Socket> {
  const code = `PROXY_${status === 0 ? 'NO_HTTP' : status}`;
  const because = (whose: 'proxy' | 'target', reason: Reason): Exclude<Tunnel, Socket> => ({
    code,
    reason,
    whose,
  });
  if (status === 0) return because('proxy', ['it does not speak HTTP', 'is it a proxy, and the port right?']);
  // Some say 401 of credentials that are wrong.
  if (status === 407 || status === 401)
    return because('proxy', [
      `it does not let this user through (${status})`,
      'give credentials for the proxy: --proxy-basic USER:env:NAME, or proxy: {url: URL, user: NAME, password: {env: NAME}}',
    ]);
  if (status >= 500)
    return because('target', [
      `the proxy could not connect to it (${line})`,
      'is it running, and does the proxy reach it?',
    ]);
  return because('proxy', [
    `it does not make a tunnel to the target (${line})`,
    'does it allow CONNECT to this host and port?',
  ]);
}
