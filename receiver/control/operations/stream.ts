import type { Desk } from '../desk.ts';
import { FILTER_PARAMETERS, filterOf } from '../filter.ts';
import { liveStream } from '../live-stream.ts';
import type { Operation } from '../operation.ts';

const STREAMS_AT_ONCE = 100;

/** What comes, as it comes. */
export function streamOperations(desk: Desk): readonly Operation[] {
  const { register, nowMs } = desk;
  return [
    {
      id: 'stream',
      method: 'GET',
      path: '/stream',
      summary: 'What comes, as server-sent events',
      description:
        'Events: `record` with a summary, `gap`, `replies`, `reset`. Each has the number of a record as its id: the header `Last-Event-ID`, or `after`, goes on from there without a hole. Without either it begins with what comes next.',
      parameters: FILTER_PARAMETERS,
      body: null,
      answers: {
        200: { about: 'Until one of the two ends it.', schema: null, mediaTypes: ['text/event-stream'] },
      },
      errors: [],
      atOnce: STREAMS_AT_ONCE,
      handle: ({ query, lastEventId, gone }) => {
        const filter = filterOf(query, register, nowMs());
        if (query.refusal !== null) return query.refusal;
        const resumed = lastEventId !== null && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : null;
        const sent = Math.min(resumed ?? filter.after ?? register.last, register.last);
        return {
          kind: 'stream',
          mediaType: 'text/event-stream',
          fileName: null,
          chunks: liveStream(desk, filter, { sent, gone }),
        };
      },
    },
  ];
}
