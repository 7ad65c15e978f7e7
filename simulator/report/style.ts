import { styleText } from 'node:util';
import type { Emphasis } from '../../receiver/document/show-diagnostic.ts';

/** How a report is painted: colours where the stream takes them, plain text elsewhere. */
export interface Style extends Emphasis {
  readonly good: (text: string) => string;
  readonly accent: (text: string) => string;
}

type Format = Parameters<typeof styleText>[0];

/** Paints for a stream; NO_COLOR, FORCE_COLOR and whether it is a terminal decide, as Node has it. */
export function styleFor(stream: NodeJS.WritableStream): Style {
  const painter =
    (format: Format) =>
    (text: string): string =>
      styleText(format, text, { stream });
  return {
    error: painter('red'),
    warning: painter('yellow'),
    strong: painter('bold'),
    faint: painter('dim'),
    good: painter('green'),
    accent: painter('cyan'),
  };
}

const same = (text: string): string => text;
export const PLAIN_STYLE: Style = {
  error: same,
  warning: same,
  strong: same,
  faint: same,
  good: same,
  accent: same,
};
