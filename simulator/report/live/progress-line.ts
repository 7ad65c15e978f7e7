import { safeText } from '../../../receiver/expect/shown-text.ts';
import { count, numberText } from '../numbers.ts';
import { campaignTimeText, latencyText, rateText, speedText, sumsOf } from './amounts.ts';
import type { Picture } from './picture.ts';

const LONGEST = 80;

/** How the run stands, in one plain line for logs: `00:12:30 · 2 of 5 A whole day · 412x · 12,410 sent · …`; null while nothing is played. */
export function progressLine({ playing, total, done }: Picture): string | null {
  const [first] = playing;
  if (first === undefined) return null;
  const sums = sumsOf(playing);
  const p95 = sums.latencies.percentileMs(0.95);
  const where =
    playing.length === 1
      ? [
          campaignTimeText(first.snapshot.campaignMs),
          `${total > 1 ? `${first.number} of ${total} ` : ''}${safeText(first.name, LONGEST)}`,
          ...(first.pace === null ? [] : [speedText(first.pace.speed)]),
        ]
      : [`${done} of ${count(total, 'scenario')} done`, `${playing.length} playing`];
  return [
    ...where,
    `${numberText(sums.sent)} sent`,
    `${numberText(sums.received)} received`,
    `${numberText(sums.lost)} lost`,
    ...(sums.perSecond === null ? [] : [rateText(sums.perSecond)]),
    ...(p95 === null ? [] : [`p95 ${latencyText(p95)}`]),
    ...[...sums.groups].map(([state, times]) => `${numberText(times)} ${state}`),
  ].join(' · ');
}
