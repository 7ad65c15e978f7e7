import { type Missing, missingPrograms, programPath } from './missing.ts';
import { onFreePort } from './on-free-port.ts';
import { startTied, temporaryFolder } from './tied-process.ts';

/** An HTTP proxy of the kind that a company's network has. */
export interface Tunnel {
  /** `http://127.0.0.1:PORT`, without the credentials that it may ask for. */
  readonly url: string;
  readonly port: number;
  /** What it wrote so far; a line `Request (file descriptor 6): CONNECT 127.0.0.1:443 HTTP/1.1` for each request. */
  readonly log: string;
  /** Resolves once its log matches, with all of it. */
  until(pattern: RegExp): Promise<string>;
  stop(): Promise<void>;
}

/** How the proxy is set up. */
export interface TunnelSettings {
  /** Whom it lets through, by basic authentication. Default: everybody. */
  readonly user?: { readonly name: string; readonly password: string };
  /** The ports to which it opens tunnels. Default: all. */
  readonly connectPorts?: readonly number[];
}

/** What is not there for it on this machine; null for nothing. */
export function tunnelMissing(): Missing | null {
  return missingPrograms(['tinyproxy'], 'apt-get install tinyproxy-bin');
}

/** Starts tinyproxy on loopback and a free port: CONNECT for https, absolute addresses for http. */
export async function startTunnel(settings: TunnelSettings = {}): Promise<Tunnel | Missing> {
  const absent = tunnelMissing();
  if (absent !== null) return absent;
  return onFreePort(async (port) => {
    const folder = temporaryFolder('tinyproxy', { 'tinyproxy.conf': configuration(port, settings) });
    const proxy = await startTied({
      what: 'tinyproxy',
      command: programPath('tinyproxy')!,
      args: ['-d', '-c', `${folder}/tinyproxy.conf`],
      folder,
      ready: /Accepting connections/,
      withinSeconds: 10,
    });
    return {
      url: `http://127.0.0.1:${port}`,
      port,
      get log() {
        return proxy.log;
      },
      until: proxy.until,
      stop: proxy.stop,
    };
  });
}

function configuration(port: number, { user, connectPorts = [] }: TunnelSettings): string {
  return [
    `Port ${port}`,
    'Listen 127.0.0.1',
    'Allow 127.0.0.1',
    'MaxClients 500',
    'Timeout 600',
    'LogLevel Info',
    ...(user === undefined ? [] : [`BasicAuth ${user.name} ${user.password}`]),
    ...connectPorts.map((each) => `ConnectPort ${each}`),
    '',
  ].join('\n');
}
