// What OCS writes to its log about these notifications: the lines and their numbers are documented, and so is the short format.

import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import { harmless } from '../../receiver/document/harmless.ts';
import { maskUrls } from '../../receiver/document/url-secrets.ts';
import { logInstantText } from '../time/instant.ts';
import type { TraceLog } from './tracing.ts';

/**
 * Message numbers and texts of the two Trace lines (documented).
 *
 * 81000 on a state change, 81001 on a periodic message.
 */
const STATE_CHANGE = { number: 81_000, text: 'Sending HTTP status notification' } as const;
const PERIODIC = { number: 81_001, text: 'Sending periodic HTTP status notification' } as const;

interface Line {
  readonly time: string;
  readonly number?: number;
  readonly msg: string;
}

/**
 * The log in OCS's short format, such as `2002-05-07T18:15:33.952 Trc 81000 Sending HTTP status notification …`, one line a
 * notification. `json` writes pino's own NDJSON instead, for machines. Times are campaign time in UTC.
 */
export function openTraceLog(
  destination: NodeJS.WritableStream,
  format: 'short' | 'json' = 'short',
): TraceLog {
  const options = {
    level: 'trace',
    base: null,
    timestamp: false,
    // JSON leaves what turns the direction of writing as it is; escaped, it is the same data.
    hooks: { streamWrite: (line: string) => `${harmless(line.trimEnd())}\n` },
  } as const;
  const log: Logger =
    format === 'json'
      ? pino(options, destination)
      : pino(
          options,
          pretty({
            destination,
            sync: true,
            colorize: false,
            hideObject: true,
            ignore: 'time,level,number,pid,hostname',
            messageFormat: (line) => shortLine(line as unknown as Line),
          }),
        );
  return {
    sending: ({ periodic, campaignGroup, uri, instantMs }) => {
      const { number, text } = periodic ? PERIODIC : STATE_CHANGE;
      log.trace(
        { time: logInstantText(instantMs), number },
        `${text} CampaignGroupState for Campaign Group ${campaignGroup} to ${maskUrls(uri)}`,
      );
    },
    notSending: ({ campaignGroup, reason, instantMs }) => {
      log.trace(
        { time: logInstantText(instantMs) },
        `nothing sent for Campaign Group ${campaignGroup}: ${reason}`,
      );
    },
  };
}

/** A line without a number is the simulator's own, and says so. Nothing that a name holds makes two lines, or acts on a terminal. */
function shortLine({ time, number, msg }: Line): string {
  const text = harmless(msg.replace(/[\r\n]/g, (found) => (found === '\n' ? '\\n' : '\\r')));
  return number === undefined ? `${time} ocs-sim ${text}` : `${time} Trc ${number} ${text}`;
}
