import type { JsonObject } from '../contract.ts';
import type { EventName } from '../vocabulary.ts';

/** A notification as a run sent it, for documents that show what one looks like. */
export interface Sample {
  readonly event: EventName;
  readonly body: JsonObject;
}
