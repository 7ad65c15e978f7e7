// While scenarios are played: a display that is redrawn in place on a terminal, or a plain line now and then anywhere else. What it
// takes to show something is loaded only once there is something to show, for most scenarios are over before.

import type { LiveRun } from '../../scenario/run-snapshot.ts';
import type { Timer } from '../../time/clock.ts';
import { afterHostMs, hostNowMs } from '../../time/host-time.ts';
import type { Terminal } from '../terminal.ts';
import type { LivePainter } from './live-painter.ts';

/** What `--progress` says. */
export type ProgressWish = 'auto' | 'on' | 'off';

/** How a run shows how far it is. */
export interface Progress {
  /** A scenario begins: for the run's `onBegin`. */
  began(index: number, live: LiveRun): void;
  ended(index: number): void;
  /** Nothing more is shown, and the terminal is as it was. */
  close(): void;
}

/** Shows nothing. */
export const NO_PROGRESS: Progress = { began: () => {}, ended: () => {}, close: () => {} };

/** Real time; a test has its own. */
export interface ProgressTime {
  nowMs(): number;
  after(ms: number, action: () => void): Timer;
}

/** What is asked for, and what there is to show it on. */
export interface ProgressSettings {
  readonly wish: ProgressWish;
  /** So many scenarios will be played. */
  readonly total: number;
  /** Something else writes to standard error all the time. */
  readonly noisy: boolean;
  readonly terminal: Pick<
    Terminal,
    'screen' | 'keyboard' | 'errStyle' | 'err' | 'environment' | 'interrupted' | 'interrupt'
  >;
  readonly time?: ProgressTime;
}

/** A scenario that is over by then shows nothing. */
const FIRST_MS = 300;
const REDRAW_MS = 100;
const LINE_EVERY_MS = 5_000;

interface Playing {
  readonly index: number;
  readonly live: LiveRun;
  readonly beganAtMs: number;
  readonly beganCampaignMs: number;
}

/** Opens what is asked for: `auto` draws on a terminal that is no CI's, `on` on any that can be drawn on; else there are lines. */
export function openProgress(settings: ProgressSettings): Progress {
  const { wish, noisy, terminal } = settings;
  if (wish === 'off') return NO_PROGRESS;
  const { TERM, CI = '' } = terminal.environment;
  const isCi = CI !== '' && CI !== 'false';
  const draws = terminal.screen !== null && TERM !== 'dumb' && !noisy && (wish === 'on' || !isCi);
  return new RunProgress(settings, draws);
}

class RunProgress implements Progress {
  readonly #settings: ProgressSettings;
  readonly #draws: boolean;
  readonly #time: ProgressTime;
  #playing: readonly Playing[] = [];
  #done = 0;
  #paused = false;
  #closed = false;
  #tick: Timer | null = null;
  #painter: LivePainter | null = null;
  #unlisten: (() => void) | null = null;

  constructor(settings: ProgressSettings, draws: boolean) {
    this.#settings = settings;
    this.#draws = draws;
    this.#time = settings.time ?? { nowMs: hostNowMs, after: afterHostMs };
  }

  began(index: number, live: LiveRun): void {
    if (this.#paused) live.pause();
    const { campaignMs } = live.snapshot();
    this.#playing = [
      ...this.#playing,
      { index, live, beganAtMs: this.#time.nowMs(), beganCampaignMs: campaignMs },
    ];
    this.#tick ??= this.#after(this.#draws ? FIRST_MS : LINE_EVERY_MS);
  }

  ended(index: number): void {
    this.#done += 1;
    this.#playing = this.#playing.filter((each) => each.index !== index);
    if (this.#playing.length > 0 || !this.#draws) return;
    this.#cancel();
    this.#settings.terminal.screen?.hide();
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
    this.#unlisten?.();
    this.#unlisten = null;
    if (this.#draws) this.#settings.terminal.screen?.hide();
  }

  #after(ms: number): Timer {
    return this.#time.after(ms, () => void this.#show());
  }

  #cancel(): void {
    this.#tick?.cancel();
    this.#tick = null;
  }

  async #show(): Promise<void> {
    this.#painter ??= await this.#openPainter();
    if (this.#closed) return;
    const nowMs = this.#time.nowMs();
    const oldestMs = Math.max(0, ...this.#playing.map(({ beganAtMs }) => nowMs - beganAtMs));
    if (this.#playing.length > 0 && (!this.#draws || oldestMs >= FIRST_MS)) {
      if (this.#draws) this.#listen();
      const { total, terminal } = this.#settings;
      this.#painter.paint(this.#playing, {
        total,
        done: this.#done,
        paused: this.#paused,
        ending: terminal.interrupted.aborted,
        keys: this.#unlisten !== null,
      });
    }
    const idle = this.#playing.length === 0 && this.#draws;
    this.#tick = idle ? null : this.#after(this.#draws ? REDRAW_MS : LINE_EVERY_MS);
  }

  async #openPainter(): Promise<LivePainter> {
    const { LivePainter } = await import('./live-painter.ts');
    return new LivePainter(this.#settings.terminal, this.#draws, this.#time);
  }

  #listen(): void {
    const { keyboard, interrupt } = this.#settings.terminal;
    // A shell may have brought it to the front again without a word.
    keyboard?.continued();
    this.#unlisten ??=
      keyboard?.listen((key) => {
        if (key === 'q') interrupt();
        else if (key === ' ') this.#pauseOrGoOn();
        else return false;
        return true;
      }) ?? null;
  }

  #pauseOrGoOn(): void {
    this.#paused = !this.#paused;
    for (const { live } of this.#playing) {
      if (this.#paused) live.pause();
      else live.resume();
    }
  }
}
