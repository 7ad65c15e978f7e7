import type { MalformedPart } from '../reply/answer.ts';

/** A whole answer that is no HTTP in one part, as bytes; the rest of it is as it should be. */
export function malformedAnswer(
  part: MalformedPart,
  status: number,
  headers: readonly string[],
  body: Buffer,
): Buffer {
  const lines = [part === 'status line' ? `HTTP/1.1 OK ${status}` : `HTTP/1.1 ${status} As Planned`];
  for (let i = 0; i < headers.length; i += 2) lines.push(`${headers[i]}: ${headers[i + 1]}`);
  if (part === 'header') lines.push('a line without what belongs in it');
  if (part === 'chunk size') lines.push('Transfer-Encoding: chunked');
  else lines.push(`Content-Length: ${body.length}`);
  if (part === 'two lengths') lines.push(`Content-Length: ${body.length + 1}`);
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return part === 'chunk size'
    ? Buffer.concat([head, Buffer.from('many\r\n'), body, Buffer.from('\r\n0\r\n\r\n')])
    : Buffer.concat([head, body]);
}
