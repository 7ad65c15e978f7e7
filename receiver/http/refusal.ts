/** What Node's HTTP parser says about bytes that are no request. */
export interface ParserError {
  readonly code?: string;
  readonly reason?: string | undefined;
  /** The bytes of the last packet. */
  readonly rawPacket?: unknown;
}

/** Why a request was refused before it became one, and what it is answered. */
export interface Refusal {
  readonly status: 400 | 431;
  /** For people, one line; one of a bounded number of texts, so that they can be counted. */
  readonly reason: string;
}

const TLS_HANDSHAKE = 0x16;

/** Null where it was not the parser: the client has gone away, and there is nobody to answer. */
export function refusalOf({ code, reason, rawPacket }: ParserError): Refusal | null {
  if (code === 'HPE_HEADER_OVERFLOW') return { status: 431, reason: 'the head of the request is too large' };
  if (code === undefined || !code.startsWith('HPE_')) return null;
  if (code === 'HPE_INVALID_EOF_STATE') return { status: 400, reason: 'the request ended too early' };
  if (Buffer.isBuffer(rawPacket) && rawPacket[0] === TLS_HANDSHAKE)
    return { status: 400, reason: 'the client speaks https, this port http' };
  return { status: 400, reason: `not HTTP: ${reason ?? code}` };
}

const PHRASES = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  431: 'Request Header Fields Too Large',
} as const;

/** A whole answer for a connection on which no ordinary one can be sent; it is the last one there. */
export function bareAnswer(status: keyof typeof PHRASES, headers = ''): string {
  return `HTTP/1.1 ${status} ${PHRASES[status]}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`;
}
