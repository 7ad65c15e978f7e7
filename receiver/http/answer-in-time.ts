import type { ServerResponse } from 'node:http';
import type { Taken } from './arrived.ts';
import type { Connection } from './connection.ts';
import { type AnswerTools, sendAnswer } from './send-answer.ts';

/**
 * Sends the answer to a request, at once or after its delay. `done` is called once, when nothing more is to be sent: also where the
 * connection has ended before. Until then it holds on to the number of the record, not to its body.
 */
export function answerInTime(
  connection: Connection,
  response: ServerResponse,
  { answer, record: { number } }: Taken,
  tools: AnswerTools & { readonly onTrouble: (error: unknown) => void },
  done: () => void,
): void {
  const sent = (): void => {
    if (answer.kind !== 'silence') connection.answered += 1;
    done();
  };
  const send = (): void => {
    try {
      sendAnswer(response, answer, number, tools, sent);
    } catch (error) {
      tools.onTrouble(error);
      response.req.socket.destroy();
      done();
    }
  };
  const delayMs = answer.kind === 'silence' ? 0 : answer.delayMs;
  if (delayMs === 0) {
    send();
    return;
  }
  const cancelTimer = tools.after(delayMs, () => {
    connection.delayed.delete(cancel);
    send();
  });
  const cancel = (): void => {
    cancelTimer();
    done();
  };
  connection.delayed.add(cancel);
}
