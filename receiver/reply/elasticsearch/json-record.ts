/** A JSON object of any content. */
export interface JsonRecord {
  readonly [key: string]: unknown;
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
