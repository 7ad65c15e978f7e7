import type { Style } from '../style.ts';
import { cut, widthOf } from '../width.ts';

/** A part of a line that is shown whole or not at all. */
export interface Segment {
  readonly text: string;
  readonly paint?: keyof Pick<Style, 'error' | 'warning' | 'strong' | 'faint' | 'good' | 'accent'>;
}

/** A line: a word in front where there is room for it, and parts, the more important first. */
export interface Row {
  readonly label?: string;
  readonly segments: readonly Segment[];
}

const SEPARATOR = ' · ';
const LABEL_COLUMNS = 10;
/** On a narrower screen numbers are worth more than the words in front of them. */
const NARROWEST_WITH_LABELS = 50;

/** A row within so many columns: parts that do not fit are left out, and the first one is cut if need be. */
export function rowText({ label, segments }: Row, columns: number, style: Style): string {
  const labelled = label !== undefined && columns >= NARROWEST_WITH_LABELS;
  const head = labelled ? ` ${style.faint(label.padEnd(LABEL_COLUMNS - 1))}` : ' ';
  const room = columns - (labelled ? LABEL_COLUMNS : 1);
  let used = 0;
  const shown: string[] = [];
  for (const { text, paint } of segments) {
    const kept = shown.length === 0 ? cut(text, room) : text;
    const width = widthOf(kept) + (shown.length === 0 ? 0 : SEPARATOR.length);
    if (used + width > room) continue;
    used += width;
    shown.push(paint === undefined ? kept : style[paint](kept));
  }
  return head + shown.join(style.faint(SEPARATOR));
}
