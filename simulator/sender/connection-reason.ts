// Why a connection did not come about or did not last, by the codes of Node.js, OpenSSL and the HTTP library, in words for people.

import { answerFault, readingFault } from './answer-fault.ts';
import type { Redact } from './redact.ts';

/** What is wrong, and what to look at. */
export type Reason = readonly [reason: string, hint: string];

/** What else decides the words. */
export interface ReasonOptions {
  /** The client has shown a certificate of its own. Default: it has none. */
  readonly certificateGiven?: boolean;
  /** Takes secrets out of words that are not ours. Default: there are none. */
  readonly redact?: Redact;
}

const CLOSED: Reason = [
  'it closed the connection without an answer',
  'does it speak https there, does it expect the PROXY protocol, or is something in between that does not let this through?',
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
  EADDRNOTAVAIL: [
    'this machine has no port left for a connection, or not this address',
    'are there too many connections open?',
  ],
  EMFILE: ['this process has too many files and connections open', 'raise the limit: ulimit -n'],
  ECONNRESET: CLOSED,
  ECONNABORTED: CLOSED,
  UND_ERR_SOCKET: CLOSED,
  EPIPE: CLOSED,
  UND_ERR_ABORTED: ['the request was broken off', 'try it again'],
  UND_ERR_DESTROYED: ['the request was broken off, as the connections were closed', 'try it again'],
};

/** By the code of an error, or by what came instead of an answer; the error's own words stand in parentheses at most. */
export function reasonOf(error: NodeJS.ErrnoException, options: ReasonOptions = {}): Reason {
  const code = error.code ?? '';
  const proxied = /^Proxy response \((\d+)\)/.exec(error.message)?.[1];
  if (proxied !== undefined)
    return [
      `the proxy made no tunnel to it: it answered ${proxied}`,
      'does the proxy allow CONNECT to this host and port?',
    ];
  const known = REASONS[code];
  if (known !== undefined) return known;
  const { redact = asItIs } = options;
  const fault = unreadable(error, redact);
  if (fault !== null) return [fault, 'is the URL right?'];
  const tls = tlsReason(code, options);
  const { host } = error as { readonly host?: string };
  if (tls !== null)
    return code === 'ERR_TLS_CERT_ALTNAME_INVALID' && host ? [`${tls[0]} than ${host}`, tls[1]] : tls;
  // All addresses of a name were tried in vain.
  const [first] = error instanceof AggregateError ? (error.errors as readonly NodeJS.ErrnoException[]) : [];
  if (first !== undefined) return reasonOf(first, options);
  // What a proxy did stands in the cause.
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  if (code === 'UND_ERR_PRX_CONN' && cause !== undefined)
    return ['the proxy ended the connection while it was asked for a tunnel', 'its own log should say why'];
  return [`the request failed (${redact(error.message || code)})`, 'is the URL right?'];
}

/** Of an answer that was read from its begin, the rest tells which protocol it is. */
function unreadable(error: NodeJS.ErrnoException, redact: Redact): string | null {
  const { data } = error as { readonly data?: unknown };
  const isBegin = typeof data === 'string' && !/chunk/i.test(error.message);
  return (isBegin ? answerFault(Buffer.from(data, 'latin1'), redact) : null) ?? readingFault(error, redact);
}

function asItIs(text: string): string {
  return text;
}

const NOT_TLS: ReadonlySet<string> = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
  'EPROTO',
]);

/** Null for what is no matter of TLS. */
export function tlsReason(code: string, { certificateGiven = false }: ReasonOptions): Reason | null {
  const certificate = CERTIFICATE_FAULTS[code];
  if (certificate !== undefined)
    return [`its certificate is not accepted: ${certificate}`, 'it must be put right there'];
  if (NOT_TLS.has(code)) return ['it does not speak TLS there', 'is it http instead of https?'];
  if (/UNSUPPORTED_PROTOCOL|ALERT_PROTOCOL_VERSION|NO_PROTOCOLS_AVAILABLE/.test(code))
    return ['it speaks no version of TLS that is spoken here', 'TLS 1.2 or newer must be switched on there'];
  if (/NO_APPLICATION_PROTOCOL/.test(code))
    return [
      'it does not speak HTTP/1.1 over TLS, as OCS does',
      'HTTP/1.1 must be allowed there beside HTTP/2',
    ];
  if (/NO_SHARED_CIPHER|NO_CIPHERS_AVAILABLE|INSUFFICIENT_SECURITY/.test(code))
    return ['it shares no cipher with this client', 'ciphers of TLS 1.2 or 1.3 must be switched on there'];
  if (/DH_KEY_TOO_SMALL|EE_KEY_TOO_SMALL|CA_KEY_TOO_SMALL|MD_TOO_WEAK/.test(code))
    return [
      'its keys or signatures are too weak to be taken',
      'it needs keys of 2048 bits or more, and SHA-256',
    ];
  const alert = /^ERR_SSL_(?:SSLV3|TLSV1|TLSV13|SSL\/TLS|SSL|TLS)_(?:ALERT_)?([A-Z_]+)$/.exec(code)?.[1];
  if (alert === undefined) {
    const other = /^ERR_(?:SSL|TLS)_([A-Z0-9_]+)$/.exec(code)?.[1];
    if (other === undefined) return null;
    return [`the TLS handshake failed: ${wordsOf(other)}`, 'is it https there?'];
  }
  return alertReason(alert, certificateGiven);
}

function alertReason(alert: string, certificateGiven: boolean): Reason {
  const words = wordsOf(alert);
  if (alert === 'UNRECOGNIZED_NAME') return ['it knows no host of that name', 'is the host name right?'];
  if (!/CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE|ACCESS_DENIED/.test(alert))
    return [`it ended the TLS handshake: ${words}`, 'its own log should say why'];
  if (!certificateGiven) {
    const sure = alert === 'CERTIFICATE_REQUIRED';
    const wants = sure ? 'wants' : 'ended the TLS handshake, most likely because it wants';
    return [
      `it ${wants} a certificate of the client${sure ? '' : ` (${words})`}`,
      'give one with its key: --cert FILE --key FILE, or tls: {cert: FILE, key: FILE}',
    ];
  }
  return [
    `it does not accept the certificate of the client (${words})`,
    alert === 'CERTIFICATE_EXPIRED'
      ? 'renew the certificate of the client'
      : 'is it issued by an authority that the target knows, and still valid?',
  ];
}

function wordsOf(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ');
}

/** What is wrong with a server's certificate, by the codes of OpenSSL's verification. */
export const CERTIFICATE_FAULTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired, or one that vouches for it has',
  CERT_NOT_YET_VALID: 'it is not valid yet, or one that vouches for it is not',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for another host',
  HOSTNAME_MISMATCH: 'it is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed, and not trusted here',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT: 'its authority is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its authority is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its authority is not trusted here',
  CERT_UNTRUSTED: 'its authority is not trusted here for servers',
  CERT_REJECTED: 'its authority is marked as one not to be trusted for servers',
  CERT_REVOKED: 'its authority has revoked it',
  CERT_SIGNATURE_FAILURE: 'its signature is not by the key of the authority that it names',
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: 'its signature cannot be read',
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: 'the key of its authority cannot be read',
  ERROR_IN_CERT_NOT_BEFORE_FIELD: 'the instant from which it is valid cannot be read',
  ERROR_IN_CERT_NOT_AFTER_FIELD: 'the instant until which it is valid cannot be read',
  CERT_CHAIN_TOO_LONG: 'too many certificates stand between it and its authority',
  PATH_LENGTH_EXCEEDED: 'more certificates stand between it and its authority than that allows',
  INVALID_CA: 'a certificate that vouches for it is not that of an authority',
  INVALID_PURPOSE: 'it is not for servers, by its own statement of its purpose',
  UNABLE_TO_GET_CRL: 'the list of revoked certificates is missing',
  CRL_SIGNATURE_FAILURE: 'the list of revoked certificates has a wrong signature',
  UNABLE_TO_DECRYPT_CRL_SIGNATURE: 'the list of revoked certificates has a signature that cannot be read',
  CRL_NOT_YET_VALID: 'the list of revoked certificates is not valid yet',
  CRL_HAS_EXPIRED: 'the list of revoked certificates has expired',
  ERROR_IN_CRL_LAST_UPDATE_FIELD: 'the list of revoked certificates has an instant that cannot be read',
  ERROR_IN_CRL_NEXT_UPDATE_FIELD: 'the list of revoked certificates has an instant that cannot be read',
  UNSPECIFIED: 'its key is too short or its signature too weak, or that of a certificate that vouches for it',
};
