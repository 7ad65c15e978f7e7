import type { DialMode } from '../../../receiver/contract/vocabulary.ts';
import { bodyOf } from './campaign-bodies.ts';
import type { PageUnderTest } from './page-under-test.ts';

const CAMPAIGNS = ['Spring', 'Summer offers', 'Winback', 'Loyalty', 'Renewals', 'Surveys', 'Appointments'];
const AGENTS = [
  'Agents East',
  'Agents West',
  'Agents North',
  'Night shift',
  'Chattanooga',
  'Zürich',
  'Backup',
  'Trainees',
];
const MODES: readonly DialMode[] = ['Predict', 'Progress', 'Preview', 'Power'];
const HOUR_MS = 3_600_000;

/** Names like those of a real site, different up to 56. */
export function groupName(index: number): string {
  return `${CAMPAIGNS[index % CAMPAIGNS.length]}@${AGENTS[Math.floor(index / CAMPAIGNS.length) % AGENTS.length]}`;
}

/**
 * An hour of many groups, as bodies in the order of time: each is loaded and started, some change their mode, some are stopped and
 * unloaded, and in between there are periodic messages with plausible statistics. Deterministic; exactly so many records.
 */
export function appendBusyHour(
  page: PageUnderTest,
  { groups, records }: { readonly groups: number; readonly records: number },
): void {
  const turns = Math.ceil((records * 1.25) / groups);
  const step = HOUR_MS / turns;
  let left = records;
  for (let turn = 0; turn < turns && left > 0; turn += 1) {
    for (let index = 0; index < groups && left > 0; index += 1) {
      const body = bodyAt(turn, index, turns);
      if (body === null) continue;
      page.append(turn * step + (index * step) / groups, body);
      left -= 1;
    }
  }
  for (; left > 0; left -= 1) page.append(HOUR_MS - left, bodyAt(turns >> 1, 0, turns)!);
}

/** What a group tells at one of its turns; null where it has nothing to tell. */
function bodyAt(turn: number, index: number, turns: number): string | null {
  const group = groupName(index);
  const part = turn - (index % 5) * Math.floor(turns / 30);
  const middle = Math.floor(turns / 2);
  const end = index % 6 === 5 ? Math.floor(turns * 0.7) : turns;
  const changes = index % 3 === 0;
  const dialMode = changes && part >= middle ? 'Progress' : changes ? 'Predict' : MODES[index % 4]!;
  const running = { group, state: 'Running', dialMode } as const;
  if (part < 0 || turn > end + 1) return null;
  if (part === 0) return bodyOf({ group });
  if (part === 1) return bodyOf({ ...running, event: 'started' });
  if (turn === end) return bodyOf({ group, event: 'stopped' });
  if (turn === end + 1) return bodyOf({ group, event: 'unloaded', state: 'NotLoaded' });
  if (changes && part === middle) return bodyOf({ ...running, event: 'dial mode changed' });
  if (index % 7 === 3 && part % Math.ceil(turns / 4) === 2)
    return bodyOf({
      ...running,
      event: 'general info',
      more: { GSW_INFO: 'Calling list East was extended' },
    });
  const wave = (period: number): number => Math.sin((turn * 100) / turns / period + index);
  const known = part > turns / 20;
  return bodyOf({
    ...running,
    event: 'periodic',
    busyFactor: known ? 0.82 + 0.06 * wave(9) + 0.03 * wave(2.3) : null,
    hitRatio: known ? 0.31 + 0.04 * wave(17) : null,
    overdialRate: known ? (dialMode === 'Predict' ? 0.021 + 0.008 * wave(13) : 0) : null,
    timeToComplete: known ? Math.max(0, 9_000 * (1 - turn / turns) + 200 * wave(5)) : null,
  });
}
