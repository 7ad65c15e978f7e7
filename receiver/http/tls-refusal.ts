/** Why a TLS handshake came to nothing, for people; one of a bounded number of texts, so that they can be counted. */
export function tlsRefusal({ code = '' }: { readonly code?: string | undefined }): string {
  if (code === 'ERR_SSL_HTTP_REQUEST') return 'the client speaks http, this port https';
  if (code === 'ERR_SSL_HTTPS_PROXY_REQUEST') return 'the client speaks http (CONNECT), this port https';
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG')
    return 'the client does not speak TLS: HTTP/2 without TLS, or a PROXY protocol header, begins so';
  if (code === 'ERR_TLS_HANDSHAKE_TIMEOUT') return 'the TLS handshake took too long';
  if (code === 'ECONNRESET') return 'the client went away during the TLS handshake';
  const alert = /ALERT_([A-Z_]+)$/.exec(code)?.[1];
  if (alert !== undefined && DISTRUST.has(alert)) return 'the client does not trust the certificate';
  if (alert !== undefined) return `the client ended the TLS handshake: ${words(alert)}`;
  const reason = /^ERR_SSL_([A-Z0-9_]+)$/.exec(code)?.[1];
  return reason === undefined ? 'the TLS handshake failed' : `the TLS handshake failed: ${words(reason)}`;
}

const DISTRUST: ReadonlySet<string> = new Set([
  'UNKNOWN_CA',
  'BAD_CERTIFICATE',
  'CERTIFICATE_UNKNOWN',
  'CERTIFICATE_EXPIRED',
]);

function words(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ');
}
