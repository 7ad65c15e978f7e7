/** `00:02:30.000`, with days in front where there are any: how far an instant is from the beginning of campaign time. */
export function sinceEpochText(ms: number): string {
  const sign = ms < 0 ? '-' : '';
  let rest = Math.abs(Math.round(ms));
  const days = Math.floor(rest / 86_400_000);
  rest -= days * 86_400_000;
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = `${two(Math.floor(rest / 3_600_000))}:${two(Math.floor(rest / 60_000) % 60)}:${two(Math.floor(rest / 1_000) % 60)}`;
  return `${sign}${days > 0 ? `${days}d ` : ''}${clock}.${String(rest % 1_000).padStart(3, '0')}`;
}
