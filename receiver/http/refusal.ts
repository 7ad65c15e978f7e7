/** What Node's HTTP parser says about bytes that are no request. */
export interface ParserError {
  readonly code?: string;
  readonly reason?: string | undefined;
  /** The bytes of the last packet. */
  readonly rawPacket?: unknown;
}

/** Why a request was refused before it became one, and what it is answered. */
export interface Refusal {
  readonly status: 400 | 408 | 431;
  /** For people, one line; one of a bounded number of texts, so that they can be counted. */
  readonly reason: string;
  /** It was on its way to become a request, and is recorded although its head did not come in full. */
  readonly attempt: boolean;
}

/** Null where it was not the parser: the client has gone away, and there is nobody to answer. */
export function refusalOf({ code, reason, rawPacket }: ParserError): Refusal | null {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { status: 431, reason: 'the head of the request is too large', attempt: true };
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return { status: 408, reason: 'the request took too long to come', attempt: true };
  if (code === undefined || !code.startsWith('HPE_')) return null;
  if (code === 'HPE_INVALID_EOF_STATE')
    return { status: 400, reason: 'the request ended too early', attempt: false };
  const protocol = Buffer.isBuffer(rawPacket) ? otherProtocol(rawPacket) : null;
  return { status: 400, reason: protocol ?? `not HTTP: ${reason ?? code}`, attempt: false };
}

/** How other protocols begin, and what to say of a client that speaks one. */
const PROTOCOLS: readonly (readonly [start: Buffer, what: string])[] = [
  [Buffer.from([0x16]), 'the client speaks https, this port http'],
  [Buffer.from('PRI * HTTP/2.0'), 'the client speaks HTTP/2, this port HTTP/1.1'],
  [Buffer.from('PROXY '), 'a proxy sends the PROXY protocol, which this port does not speak'],
  [
    Buffer.from([0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]),
    'a proxy sends the PROXY protocol (version 2), which this port does not speak',
  ],
  [Buffer.from('SSH-'), 'the client speaks SSH, this port HTTP'],
];

function otherProtocol(bytes: Buffer): string | null {
  return PROTOCOLS.find(([start]) => bytes.subarray(0, start.length).equals(start))?.[1] ?? null;
}

const PHRASES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
};

/** A whole answer for a connection on which no ordinary one can be sent; it is the last one there. @param headers names and values in turn */
export function bareAnswer(status: number, headers: readonly string[] = []): string {
  let lines = `HTTP/1.1 ${status} ${PHRASES[status] ?? ''}\r\n`;
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i] !== 'Connection') lines += `${headers[i]}: ${headers[i + 1]}\r\n`;
  }
  return `${lines}Connection: close\r\nContent-Length: 0\r\n\r\n`;
}
