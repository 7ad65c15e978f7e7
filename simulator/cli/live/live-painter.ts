// Loaded once there is something to show.

import { PaceMeter } from '../../report/live/pace.ts';
import type { Picture, PlayingScenario } from '../../report/live/picture.ts';
import { progressLine } from '../../report/live/progress-line.ts';
import { screenLines } from '../../report/live/screen-lines.ts';
import type { LiveRun } from '../../scenario/run-snapshot.ts';
import type { Terminal } from '../terminal.ts';

/** A scenario that is being played, and since when. */
export interface PaintedRun {
  readonly index: number;
  readonly live: LiveRun;
  /** Real milliseconds. */
  readonly beganAtMs: number;
  readonly beganCampaignMs: number;
}

/** Looks at runs and shows how they stand. */
export class LivePainter {
  readonly #terminal: Pick<Terminal, 'screen' | 'errStyle' | 'err'>;
  readonly #draws: boolean;
  readonly #time: { nowMs(): number };
  readonly #meters = new WeakMap<LiveRun, PaceMeter>();

  /** @param draws in place, on the screen; else each time in a line */
  constructor(
    terminal: Pick<Terminal, 'screen' | 'errStyle' | 'err'>,
    draws: boolean,
    time: { nowMs(): number },
  ) {
    this.#terminal = terminal;
    this.#draws = draws;
    this.#time = time;
  }

  paint(runs: readonly PaintedRun[], rest: Omit<Picture, 'playing'>): void {
    const { screen, errStyle: style } = this.#terminal;
    const picture: Picture = { ...rest, playing: runs.map((run) => this.#look(run)) };
    if (this.#draws && screen !== null) {
      screen.draw(screenLines(picture, { columns: screen.columns, rows: screen.rows, style }));
      return;
    }
    const line = progressLine(picture);
    if (line !== null) this.#terminal.err(`${line}\n`);
  }

  #look({ index, live, beganAtMs, beganCampaignMs }: PaintedRun): PlayingScenario {
    const snapshot = live.snapshot();
    const meter = this.#meters.get(live) ?? new PaceMeter();
    if (!this.#meters.has(live)) {
      this.#meters.set(live, meter);
      meter.take({ atMs: beganAtMs, sent: 0, campaignMs: beganCampaignMs });
    }
    const { sent, campaignMs } = snapshot;
    const pace = meter.take({ atMs: this.#time.nowMs(), sent, campaignMs });
    return { name: live.name, number: index + 1, snapshot, pace };
  }
}
