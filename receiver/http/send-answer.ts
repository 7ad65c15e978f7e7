import type { ServerResponse } from 'node:http';
import type { ReceivedRecord } from '../journal/record.ts';
import type { Answer, ResetAfterHeaders, StatusAnswer } from '../reply/answer.ts';

const JSON_TYPE = ['Content-Type', 'application/json; charset=utf-8'] as const;
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/** Carries an answer out, now. Silence is carried out by doing nothing. `done` is called once nothing more is to be sent. */
export function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  record: ReceivedRecord,
  done: () => void,
): void {
  // Not the response's own socket: it has none while an earlier answer on the connection is under way.
  const { socket } = response.req;
  if (socket.destroyed || answer.kind === 'silence') done();
  else if (answer.kind === 'reset after headers') sendHalf(response, answer, record, done);
  else {
    if (answer.kind === 'status') sendWhole(response, answer, record);
    else socket.resetAndDestroy();
    done();
  }
}

function sendWhole(response: ServerResponse, answer: StatusAnswer, record: ReceivedRecord): void {
  response.sendDate = false;
  if (WITHOUT_BODY.has(answer.status)) {
    response.writeHead(answer.status, answer.headers as string[]);
    response.end();
    return;
  }
  const own = answer.body === null;
  const body = answer.body ?? recordedBody(record);
  response.writeHead(answer.status, [
    ...(own && !names(answer.headers, 'content-type') ? JSON_TYPE : []),
    ...answer.headers,
    'Content-Length',
    String(Buffer.byteLength(body)),
  ]);
  response.end(body);
}

function sendHalf(
  response: ServerResponse,
  answer: ResetAfterHeaders,
  record: ReceivedRecord,
  done: () => void,
): void {
  const body = recordedBody(record);
  response.sendDate = false;
  response.writeHead(answer.status, [...JSON_TYPE, 'Content-Length', String(body.length)]);
  // The reset waits until the operating system has the bytes, else it would overtake them.
  response.write(body.slice(0, body.length / 2), () => {
    response.req.socket.resetAndDestroy();
    done();
  });
}

/** The receiver's own small body: the record's number, and what was wrong with the body that came. */
function recordedBody({ number, content }: ReceivedRecord): string {
  return content.kind === 'object'
    ? `{"recorded":${number}}`
    : `{"recorded":${number},"problem":"${content.problem}"}`;
}

function names(headers: readonly string[], name: string): boolean {
  return headers.some((header, index) => index % 2 === 0 && header.toLowerCase() === name);
}
