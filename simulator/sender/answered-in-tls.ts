/** Whether what was no HTTP, by an error of the reader of answers, was TLS: somebody who expects https has been spoken to in http. */
export function answeredInTls(error: Error): boolean {
  const { data } = error as { readonly data?: unknown };
  // An alert: its type, and the version of the protocol.
  return error.name === 'HTTPParserError' && typeof data === 'string' && data.startsWith('\u0015\u0003');
}
