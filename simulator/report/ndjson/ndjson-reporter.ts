import { isoInstant } from '../iso-instant.ts';
import type { Destination, Reporter } from '../reporter.ts';
import { eventJson } from './event-json.ts';

/** The report `ndjson`: what happens as it happens, one object a line. A process that is killed leaves every line it got to. */
export function ndjsonReporter(to: Destination, nowMs: () => number): Reporter {
  return {
    tell: (happened) => {
      const { event, ...rest } = eventJson(happened);
      to.append(`${JSON.stringify({ event, at: isoInstant(nowMs()), ...rest })}\n`);
    },
    end: () => to.close(),
  };
}
