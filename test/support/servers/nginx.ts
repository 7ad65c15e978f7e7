import { type Missing, missingPrograms, programPath } from './missing.ts';
import { onFreePort } from './on-free-port.ts';
import { startTied, temporaryFolder } from './tied-process.ts';

/** A reverse proxy in front of a server. */
export interface Nginx {
  /** `https://127.0.0.1:PORT`, or http without TLS; without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** What it wrote so far: notices, and errors such as `upstream timed out`. */
  readonly log: string;
  /** Resolves once its log matches, with all of it. */
  until(pattern: RegExp): Promise<string>;
  stop(): Promise<void>;
}

/** How the reverse proxy is set up. */
export interface NginxSettings {
  /** `http://127.0.0.1:PORT` of the server behind it; several share the requests, in turn. */
  readonly upstream: string | readonly string[];
  /** PEM; see `certificateAuthority`. Default: no TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** PEM of the authority whose certificates clients have to show; others get 400. Default: none is asked for. */
  readonly clientCa?: string;
  /**
   * Whether a request, a POST too, goes to an upstream once more where it fails, comes back with 502 to 504, or takes longer than the
   * time-out: a middlebox that makes duplicates. A single upstream is asked twice then. Default: nginx's own, which never sends a POST
   * again.
   */
  readonly resends?: boolean;
  /** Between two reads from the upstream; after it nginx answers 504. Default: nginx's own, 60 s. */
  readonly readTimeoutSeconds?: number;
  /** Longer bodies get 413. Default: nginx's own, 1 MB. */
  readonly maxBodyBytes?: number;
}

/** What is not there for it on this machine; null for nothing. */
export function nginxMissing(): Missing | null {
  return missingPrograms(['nginx'], 'apt-get install nginx-light');
}

/** Starts nginx on loopback and a free port, with all its files in a temporary folder. */
export async function startNginx(settings: NginxSettings): Promise<Nginx | Missing> {
  const absent = nginxMissing();
  if (absent !== null) return absent;
  return onFreePort(async (port) => {
    const { tls, clientCa } = settings;
    const folder = temporaryFolder('nginx', {
      ...(tls === undefined ? {} : { 'server.key': tls.key, 'server.crt': tls.cert }),
      ...(clientCa === undefined ? {} : { 'clients.crt': clientCa }),
      'nginx.conf': configuration(port, settings),
    });
    const nginx = await startTied({
      what: 'nginx',
      command: programPath('nginx')!,
      // Without -e it complains of a log folder that only root may write.
      args: ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'],
      folder,
      // It listens already when it names its event method, but heeds no signal yet.
      ready: /getrlimit\(RLIMIT_NOFILE\)/,
      withinSeconds: 15,
    });
    return {
      url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
      port,
      get log() {
        return nginx.log;
      },
      until: nginx.until,
      stop: nginx.stop,
    };
  });
}

const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

function configuration(port: number, settings: NginxSettings): string {
  const { upstream, tls, clientCa, resends = false, readTimeoutSeconds, maxBodyBytes } = settings;
  const given = typeof upstream === 'string' ? [upstream] : upstream;
  // Of one alone nginx never asks for a second time.
  const upstreams = resends && given.length === 1 ? [...given, ...given] : given;
  return `
daemon off;
# One process: it need not be root, and files of root are not out of a worker's reach.
master_process off;
pid nginx.pid;
error_log stderr notice;
events { worker_connections 1024; }
http {
  access_log off;
  ${TEMPORARY.map((name) => `${name}_temp_path ${name};`).join('\n  ')}
  ${maxBodyBytes === undefined ? '' : `client_max_body_size ${maxBodyBytes};`}
  upstream behind {
    ${upstreams.map((url) => `server ${new URL(url).host} max_fails=0;`).join('\n    ')}
    keepalive 16;
  }
  server {
    listen 127.0.0.1:${port}${tls === undefined ? '' : ' ssl'};
    ${tls === undefined ? '' : 'ssl_certificate server.crt; ssl_certificate_key server.key;'}
    ${clientCa === undefined ? '' : 'ssl_client_certificate clients.crt; ssl_verify_client on;'}
    location / {
      proxy_pass http://behind;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      ${resends ? 'proxy_next_upstream error timeout http_502 http_503 http_504 non_idempotent;' : ''}
      ${readTimeoutSeconds === undefined ? '' : `proxy_read_timeout ${readTimeoutSeconds}s;`}
    }
  }
}
`;
}
