import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { openTraceLog } from '../../../simulator/sender/trace-log.ts';
import { SILENT_TRACE_LOG, type TraceLog } from '../../../simulator/sender/tracing.ts';

const INSTANT_MS = Date.UTC(2026, 0, 1, 0, 2, 30, 7);
const spring = {
  campaignGroup: 'Spring@Agents East',
  uri: 'http://127.0.0.1:9200/states/_doc',
  instantMs: INSTANT_MS,
};

async function written(
  format: 'short' | 'json' | undefined,
  write: (log: TraceLog) => void,
): Promise<string> {
  let text = '';
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      text += chunk;
      done();
    },
  });
  write(openTraceLog(destination, format));
  await new Promise((resolve) => destination.end(resolve));
  return text;
}

function tellAll(log: TraceLog): void {
  log.sending({ ...spring, periodic: false });
  log.sending({ ...spring, periodic: true });
  log.notSending({ ...spring, reason: 'campaigngroup-states-uri is not set' });
}

test('OCS writes these lines, by their documented numbers and words, in its short format', async () => {
  expect(await written(undefined, tellAll)).toBe(
    `2026-01-01T00:02:30.007 Trc 81000 Sending HTTP status notification CampaignGroupState for Campaign Group Spring@Agents East to http://127.0.0.1:9200/states/_doc
2026-01-01T00:02:30.007 Trc 81001 Sending periodic HTTP status notification CampaignGroupState for Campaign Group Spring@Agents East to http://127.0.0.1:9200/states/_doc
2026-01-01T00:02:30.007 ocs-sim nothing sent for Campaign Group Spring@Agents East: campaigngroup-states-uri is not set
`,
  );
});

test('as JSON, each line is an object with the same time, number and words', async () => {
  const lines = (await written('json', tellAll)).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 10,
      time: '2026-01-01T00:02:30.007',
      number: 81_000,
      msg: 'Sending HTTP status notification CampaignGroupState for Campaign Group Spring@Agents East to http://127.0.0.1:9200/states/_doc',
    },
    {
      level: 10,
      time: '2026-01-01T00:02:30.007',
      number: 81_001,
      msg: 'Sending periodic HTTP status notification CampaignGroupState for Campaign Group Spring@Agents East to http://127.0.0.1:9200/states/_doc',
    },
    {
      level: 10,
      time: '2026-01-01T00:02:30.007',
      msg: 'nothing sent for Campaign Group Spring@Agents East: campaigngroup-states-uri is not set',
    },
  ]);
});

test('names stand in a line as they are, and never make two of it', async () => {
  const text = await written('short', (log) => {
    log.sending({ ...spring, periodic: false, campaignGroup: 'Größe {msg} %s 北' });
    log.sending({ ...spring, periodic: false, campaignGroup: 'two\nlines' });
  });
  const lines = text.trimEnd().split('\n');
  expect(lines[0]).toContain('for Campaign Group Größe {msg} %s 北 to http');
  expect(lines[1]).toContain('for Campaign Group two\\nlines to http');
  expect(lines).toHaveLength(2);
});

test.each(['short', 'json'] as const)('nothing in a name acts on the terminal (%s)', async (format) => {
  const name = 'a\u001b[2J\u009b\u007f\u202eb\u2066\u200f\u061c\u2028\u200b\ud800\0\r\tend';
  const text = await written(format, (log) => {
    log.sending({ ...spring, periodic: false, campaignGroup: name, uri: 'http://a/?api_key=hunter2' });
    log.notSending({ ...spring, campaignGroup: name, reason: name });
  });
  expect(text).not.toMatch(
    /[\0-\t\v-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/,
  );
  expect(text).not.toContain('hunter2');
  expect(text.trimEnd().split('\n')).toHaveLength(2);
  if (format === 'json') expect(JSON.parse(text.split('\n')[1]!).msg).toContain(name);
});

test('the silent log says nothing', () => {
  expect(() => tellAll(SILENT_TRACE_LOG)).not.toThrow();
});
