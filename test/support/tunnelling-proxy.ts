import { connect, type Socket } from 'node:net';
import { answerOf, type RawServer, type RawServerOptions, rawServer } from './raw-server.ts';

export interface ProxyOptions extends RawServerOptions {
  /** `user:password` that must be shown. */
  readonly credentials?: string;
}

/** A proxy that joins what CONNECT names, and counts. */
export async function tunnellingProxy({ credentials, ...options }: ProxyOptions = {}): Promise<RawServer> {
  const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
  return rawServer((socket, { head }) => {
    const [, host, port] = /^CONNECT ([^ :]+):(\d+) HTTP\/1\.1\r\n/.exec(head) ?? [];
    if (host === undefined) {
      socket.end(answerOf(405));
      return;
    }
    if (wanted !== /^proxy-authorization: (.*)$/im.exec(head)?.[1]) {
      socket.end(answerOf(407, ['Proxy-Authenticate: Basic realm="proxy"']));
      return;
    }
    const onwards = connect({ host, port: Number(port) }, () => {
      socket.removeAllListeners('data');
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onwards);
      onwards.pipe(socket);
      onwards.off('error', refuse);
      for (const each of [socket, onwards] as readonly Socket[]) {
        each.on('error', end);
        each.on('close', end);
      }
    });
    const refuse = (): void => void socket.end(answerOf(502));
    onwards.once('error', refuse);
    const end = (): void => {
      onwards.destroy();
      socket.destroy();
    };
  }, options);
}
