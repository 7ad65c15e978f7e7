const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1_000,
  mb: 1_000_000,
  gb: 1_000_000_000,
  kib: 1_024,
  mib: 1_024 ** 2,
  gib: 1_024 ** 3,
};

/**
 * Whole bytes of a size such as `100 B`, `64kB`, `1.5 MB`, `16MiB` or a bare `4096`, in any case; null where the text is none.
 * k, M and G count by the thousand, Ki, Mi and Gi by 1024.
 */
export function parseSize(text: string): number | null {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(text.trim()) ?? [];
  const bytes = Math.floor(Number(digits) * (UNITS[unit.toLowerCase()] ?? Number.NaN));
  return Number.isSafeInteger(bytes) ? bytes : null;
}

/** A text that `parseSize` reads back: `100 B`, `64 kB`, `16 MiB`. The largest unit of which it is a whole number. */
export function sizeText(bytes: number): string {
  for (const [unit, size] of [
    ['GiB', 1_024 ** 3],
    ['GB', 1_000_000_000],
    ['MiB', 1_024 ** 2],
    ['MB', 1_000_000],
    ['KiB', 1_024],
    ['kB', 1_000],
  ] as const) {
    if (bytes > 0 && bytes % size === 0) return `${bytes / size} ${unit}`;
  }
  return `${bytes} B`;
}
