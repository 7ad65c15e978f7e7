import type { ServerResponse } from 'node:http';
import type { Answer, Delivery, StatusAnswer } from '../reply/answer.ts';
import type { HostTime } from '../wall-clock.ts';
import { malformedAnswer } from './malformed-answer.ts';

/** What some answers need besides the connection. */
export interface AnswerTools {
  readonly after: HostTime['after'];
  /** Ends every connection, and refuses new ones for so many real milliseconds. */
  readonly refuseFor: (ms: number) => void;
}

const JSON_TYPE = ['Content-Type', 'application/json; charset=utf-8'] as const;
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * Carries an answer out, now. Silence is carried out by doing nothing. `done` is called once nothing more is to be sent.
 * @param number of the record
 */
export function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  number: number,
  tools: AnswerTools,
  done: () => void,
): void {
  // Not the response's own socket: it has none while an earlier answer on the connection is under way. What is no answer in the
  // eyes of HTTP does not wait for that one.
  const { socket } = response.req;
  if (socket.destroyed || answer.kind === 'silence') {
    done();
    return;
  }
  switch (answer.kind) {
    case 'status':
      sendStatus(response, answer, number, tools, done);
      return;
    case 'reset before headers':
      socket.resetAndDestroy();
      break;
    case 'close before headers':
      socket.end(() => socket.destroy());
      break;
    case 'garbage':
      socket.end(answer.bytes, () => socket.destroy());
      break;
    case 'refusal':
      tools.refuseFor(answer.forMs);
      break;
  }
  done();
}

function sendStatus(
  response: ServerResponse,
  answer: StatusAnswer,
  number: number,
  { after }: AnswerTools,
  done: () => void,
): void {
  const { status, headers, delivery } = answer;
  response.sendDate = false;
  if (WITHOUT_BODY.has(status) || response.req.method === 'HEAD') {
    response.writeHead(status, headers as string[]);
    endThen(response, delivery, '', done);
    return;
  }
  if (answer.body === null && headers.length === 0 && delivery.kind === 'whole') {
    const text = recordedBody(number);
    response.writeHead(status, [...JSON_TYPE, 'Content-Length', String(text.length)]);
    // As a text it goes out in one piece with its headers, which takes half the time of two.
    response.end(text);
    done();
    return;
  }
  const whole = Buffer.from(answer.body ?? recordedBody(number));
  const body = delivery.kind === 'truncated' ? truncated(whole, delivery.keep) : whole;
  const own = answer.body === null && !names(headers, 'content-type') ? JSON_TYPE : [];
  const head = [...own, ...headers];
  if (delivery.kind === 'malformed') {
    const { socket } = response.req;
    socket.end(malformedAnswer(delivery.part, status, head, body), () => socket.destroy());
    done();
    return;
  }
  response.writeHead(status, [...head, 'Content-Length', String(body.length)]);
  if (delivery.kind === 'drip') drip(response, body, delivery, after, done);
  else endThen(response, delivery, body, done);
}

/** Sends as much of the body as the delivery has of it, and ends what it ends. */
function endThen(response: ServerResponse, { kind }: Delivery, body: Buffer | '', done: () => void): void {
  const { socket } = response.req;
  if (kind !== 'close after answer' && kind !== 'close mid-body' && kind !== 'reset after headers') {
    response.end(body);
    done();
    return;
  }
  // The client may have gone before all that is to be sent has been.
  socket.once('close', done);
  // The end waits until the operating system has the bytes, else it would overtake them.
  const sent = (): void => {
    if (kind === 'reset after headers') socket.resetAndDestroy();
    else socket.end(() => socket.destroy());
  };
  if (kind === 'close after answer') response.end(body, sent);
  else response.write(half(body), sent);
}

function half(body: Buffer | ''): Buffer {
  return body === '' ? NOTHING : body.subarray(0, Math.floor(body.length / 2));
}

const NOTHING = Buffer.alloc(0);

/** Headers now, then the pieces at equal distances, the last one at the end of the time. */
function drip(
  response: ServerResponse,
  body: Buffer,
  { overMs, pieces }: Extract<Delivery, { kind: 'drip' }>,
  after: HostTime['after'],
  done: () => void,
): void {
  const { socket } = response.req;
  const count = Math.max(1, Math.min(pieces, body.length));
  let sent = 0;
  let cancel = (): void => {};
  const gone = (): void => {
    cancel();
    done();
  };
  const next = (): void => {
    const from = Math.floor((body.length * sent) / count);
    sent += 1;
    const piece = body.subarray(from, Math.floor((body.length * sent) / count));
    if (sent < count) {
      response.write(piece);
      cancel = after(overMs / count, next);
      return;
    }
    socket.off('close', gone);
    response.end(piece);
    done();
  };
  socket.once('close', gone);
  response.flushHeaders();
  cancel = after(overMs / count, next);
}

function truncated(body: Buffer, keep: Extract<Delivery, { kind: 'truncated' }>['keep']): Buffer {
  return body.subarray(0, 'bytes' in keep ? keep.bytes : Math.floor(body.length * keep.share));
}

/** The receiver's own small body. It says nothing of what was in the body that came: reading that costs time, and only some ask. */
function recordedBody(number: number): string {
  return `{"recorded":${number}}`;
}

function names(headers: readonly string[], name: string): boolean {
  return headers.some((header, index) => index % 2 === 0 && header.toLowerCase() === name);
}
