import { randomBytes } from 'node:crypto';
import { WALL_CLOCK } from '../../receiver/wall-clock.ts';

/** A word of this run and no other, such as `20261122-130512-a1b2c3`, for the names of what it makes elsewhere. */
export function newRunWord(): string {
  const instant = new Date(WALL_CLOCK.nowMs()).toISOString();
  const [date, time] = instant.replaceAll(/[-:]/g, '').split(/[T.]/);
  return `${date}-${time}-${randomBytes(3).toString('hex')}`;
}
