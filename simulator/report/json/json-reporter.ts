import { atTheEnd, type Destination, type Reporter } from '../reporter.ts';
import type { RunReport } from '../run-report.ts';
import { runJson } from './run-json.ts';

/** The report `json`: one document with everything, for programs. */
export function jsonReporter(to: Destination): Reporter {
  return atTheEnd(to, jsonText);
}

/** The document as text. For the same run it is the same to the byte, but for the times of the machine. */
export function jsonText(report: RunReport): string {
  return `${withoutPorts(JSON.stringify(runJson(report), null, 2), report)}\n`;
}

/** An embedded receiver listens wherever there is room, and is gone when anybody reads of it: its port would only differ. */
function withoutPorts(text: string, { scenarios }: RunReport): string {
  const hosts = scenarios.flatMap(({ end }) =>
    end.kind === 'played' && end.result.receiver.kind === 'embedded' && URL.canParse(end.result.receiver.url)
      ? [new URL(end.result.receiver.url).host]
      : [],
  );
  return [...new Set(hosts)].reduce(
    (shown, host) =>
      shown.replaceAll(new RegExp(`${host.replaceAll(/[.[\]]/g, '\\$&')}(?!\\d)`, 'g'), EMBEDDED),
    text,
  );
}

const EMBEDDED = 'embedded-receiver';
