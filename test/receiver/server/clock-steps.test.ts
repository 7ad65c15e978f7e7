// The wall clock is set while notifications come: what is shown follows it, what is measured does not.

import { afterEach, expect, test, vi } from 'vitest';
import { contractOf } from '../../../receiver/contract/contract.ts';
import { startControl } from '../../../receiver/control/control.ts';
import { arrivedAtMs } from '../../../receiver/journal/record.ts';
import { RecordPrinter } from '../../../simulator/cli/record-printer.ts';
import type { Terminal } from '../../../simulator/cli/terminal.ts';
import { PLAIN_STYLE } from '../../../simulator/report/style.ts';
import { startedReceiver } from '../../support/started-receiver.ts';

const HOUR_MS = 3_600_000;

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([-HOUR_MS, HOUR_MS])(
  'a wall clock set by %i ms between two notifications changes neither intervals nor filters by duration',
  async (stepMs) => {
    await using receiver = await startedReceiver();
    const control = await startControl(receiver, { contract: contractOf('8.1.5-draft') });
    if (control.kind !== 'control') throw new Error(control.message);
    await using _closed = control;
    const real = Date.now.bind(Date);
    const send = (): Promise<Response> =>
      fetch(receiver.url, {
        method: 'POST',
        body: '{"GSW_USER_EVENT":"CampaignStatus"}',
        headers: { 'content-type': 'application/json' },
      });
    await send();
    vi.spyOn(Date, 'now').mockImplementation(() => real() + stepMs);
    await send();

    const [first, second] = [receiver.journal.get(1)!, receiver.journal.get(2)!];
    expect(Math.abs(second.receivedAtMs - first.receivedAtMs - stepMs)).toBeLessThan(60_000);
    const passedMs = arrivedAtMs(second) - arrivedAtMs(first);
    expect(passedMs).toBeGreaterThanOrEqual(0);
    expect(passedMs).toBeLessThan(60_000);

    const count = async (query: string): Promise<number> =>
      ((await (await fetch(`${control.url}/api/count?${query}`)).json()) as { count: number }).count;
    expect(await count('from=0s')).toBe(2);
    expect(await count('from=-5m')).toBe(2);
    // An instant of the calendar is one of the wall clock.
    const between = new Date(first.receivedAtMs + stepMs / 2).toISOString();
    expect(await count(`${stepMs < 0 ? 'until' : 'from'}=${between}`)).toBe(1);

    const lines: string[] = [];
    const terminal = {
      outStyle: PLAIN_STYLE,
      out: (text: string) => lines.push(text),
    } as unknown as Terminal;
    const printer = new RecordPrinter(contractOf('8.1.5-draft'), false, terminal);
    printer.print(first);
    printer.print(second);
    const printed = lines.join('');
    expect(printed).toContain(
      stepMs < 0
        ? 'the wall clock was set back by 1h'
        : 'the wall clock was set ahead by 1h, or the machine slept',
    );
    expect(printed.match(/the wall clock was set/g)).toHaveLength(1);
  },
);
