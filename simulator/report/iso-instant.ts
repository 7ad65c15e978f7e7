/** `2026-01-01T00:00:00.000Z`, from milliseconds since 1970. */
export function isoInstant(ms: number): string {
  return new Date(ms).toISOString();
}
