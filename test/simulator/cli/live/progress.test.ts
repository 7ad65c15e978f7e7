import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { Keyboard } from '../../../../simulator/cli/live/keyboard.ts';
import { openProgress, type ProgressWish } from '../../../../simulator/cli/live/progress.ts';
import { Screen } from '../../../../simulator/cli/live/screen.ts';
import { PLAIN_STYLE } from '../../../../simulator/report/style.ts';
import type { LiveRun } from '../../../../simulator/scenario/run-snapshot.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { TerminalScreen } from '../../../support/terminal-screen.ts';
import { snapshot } from '../../report/live/pictures.ts';

interface Given {
  readonly wish?: ProgressWish;
  readonly total?: number;
  readonly terminal?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

function opened({ wish = 'auto', total = 1, terminal = true, environment = {} }: Given = {}) {
  const host = new ManualClock();
  const seen = new TerminalScreen(80, 24);
  let writes = 0;
  const stream = Object.assign(new EventEmitter(), {
    columns: 80,
    rows: 24,
    write: (text: string) => {
      writes += 1;
      seen.write(text);
    },
  });
  const input = Object.assign(new EventEmitter(), {
    raw: false,
    setRawMode(raw: boolean) {
      input.raw = raw;
    },
    resume: () => {},
    pause: () => {},
    unref: () => {},
  });
  const controller = new AbortController();
  const interrupt = (): void => controller.abort();
  const lines: string[] = [];
  const progress = openProgress({
    wish,
    total,
    noisy: false,
    terminal: {
      screen: terminal ? new Screen(stream) : null,
      keyboard: new Keyboard(input, {
        interrupt,
        suspend: () => {},
        quit: () => {},
        inForeground: () => true,
      }),
      errStyle: PLAIN_STYLE,
      err: (text) => void lines.push(text),
      environment,
      interrupted: controller.signal,
      interrupt,
    },
    time: { nowMs: () => host.nowMs(), after: (ms, action) => host.at(host.nowMs() + ms, 'tick', action) },
  });
  return {
    host,
    seen,
    lines,
    input,
    progress,
    writes: () => writes,
    /** Lets real time pass, and whatever is loaded in it. */
    pass: async (ms: number) => {
      const untilMs = host.nowMs() + ms;
      while (host.nowMs() < untilMs) {
        host.moveTo(Math.min(untilMs, host.nowMs() + 50));
        await import('../../../../simulator/cli/live/live-painter.ts');
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

function run(name = 'A day'): LiveRun & { readonly asked: string[]; sent: number } {
  const asked: string[] = [];
  const live = {
    name,
    file: 'a.yaml',
    asked,
    sent: 0,
    pause: () => void asked.push('pause'),
    resume: () => void asked.push('resume'),
    snapshot: () => {
      live.sent += 1;
      return snapshot({ sent: live.sent });
    },
  };
  return live;
}

test('a scenario that is over within 0.3 s draws nothing, nor do many such in a row', async () => {
  const { progress, pass, writes, seen } = opened({ total: 20 });
  for (let index = 0; index < 20; index += 1) {
    progress.began(index, run());
    await pass(250);
    progress.ended(index);
  }
  progress.close();
  expect([writes(), seen.text]).toEqual([0, '']);
});

test('the display is drawn ten times a second at most, and only where it says something new', async () => {
  const { progress, pass, writes, seen } = opened();
  const live = run();
  progress.began(0, live);
  await pass(1_300);
  expect(seen.text).toContain('A day');
  expect(writes()).toBeGreaterThan(5);
  expect(writes()).toBeLessThanOrEqual(11);
  const still = writes();
  Object.assign(live, { snapshot: () => snapshot({ sent: 5 }) });
  await pass(3_000);
  const then = writes();
  await pass(2_000);
  expect(then).toBeGreaterThan(still);
  expect(writes()).toBe(then);
  progress.ended(0);
  expect(seen.text).toBe('');
  expect(seen.cursorHidden).toBe(false);
  progress.close();
});

test('keys are asked for while something is drawn, and the terminal is as it was afterwards', async () => {
  const { progress, pass, input, seen } = opened();
  const live = run();
  progress.began(0, live);
  expect(input.raw).toBe(false);
  await pass(400);
  expect(input.raw).toBe(true);
  input.emit('data', Buffer.from('x \u001b[A'));
  input.emit('data', Buffer.from(' '));
  input.emit('data', Buffer.from('\u001b[q'));
  expect(live.asked).toEqual(['pause', 'resume']);
  input.emit('data', Buffer.from('q'));
  await pass(100);
  expect(seen.text).toContain('ending');
  progress.close();
  expect(input.raw).toBe(false);
  expect(input.listenerCount('data')).toBe(0);
});

test('a scenario that begins while all stands still begins standing still', async () => {
  const { progress, pass, input } = opened({ total: 2 });
  progress.began(0, run());
  await pass(400);
  input.emit('data', Buffer.from(' '));
  const later = run('later');
  progress.began(1, later);
  expect(later.asked).toEqual(['pause']);
  progress.close();
});

test.each([
  ['without a terminal', { terminal: false }],
  ['in a CI', { environment: { CI: '1' } }],
  ['on a terminal that cannot be drawn on', { environment: { TERM: 'dumb' }, wish: 'on' as const }],
])('%s there is a line every five seconds, and none before', async (_where, given) => {
  const { progress, pass, lines, input, writes } = opened({ total: 3, ...given });
  progress.began(1, run());
  await pass(4_900);
  expect(lines).toEqual([]);
  await pass(5_200);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^00:12:30 · 2 of 3 A day · .* sent · .*\n$/);
  progress.ended(1);
  progress.close();
  await pass(10_000);
  expect(lines).toHaveLength(2);
  expect([input.raw, writes()]).toEqual([false, 0]);
});

test('who wants no progress gets none', async () => {
  const { progress, pass, lines, writes } = opened({ wish: 'off' });
  progress.began(0, run());
  await pass(20_000);
  progress.close();
  expect([lines, writes()]).toEqual([[], 0]);
});

test.each([
  [{ CI: 'false' }, 'auto' as const],
  [{ CI: '1' }, 'on' as const],
])('with %o and --progress %s it is drawn', async (environment, wish) => {
  const { progress, pass, seen } = opened({ environment, wish });
  progress.began(0, run());
  await pass(400);
  expect(seen.text).toContain('A day');
  progress.close();
});
