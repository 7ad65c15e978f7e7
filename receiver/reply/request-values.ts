import type { JsonObject } from '../contract/contract.ts';
import { parseFieldPath, valueAt } from '../expect/field-path.ts';
import type { Random } from '../random.ts';
import type { ReplySubject } from './reply-plan.ts';
import type { TemplateValue, TemplateValues } from './template.ts';
import type { UnansweredRecord } from './usual-answer.ts';

/** What placeholders stand for in the answer to one request. Chance comes from the rule's own stream. */
export function requestValues(
  record: UnansweredRecord,
  subject: () => ReplySubject,
  chance: Random,
): TemplateValues {
  const { number, receivedAtMs, method, path, headers } = record;
  return {
    value(name) {
      switch (name) {
        case 'number':
          return number;
        case 'method':
          return method;
        case 'path':
          return path;
        case 'nowMs':
          return receivedAtMs;
        case 'now':
          return new Date(receivedAtMs).toISOString();
        case 'uuid':
          return chance.uuid();
        case 'chance':
          return chance.next();
        case 'body':
          return record.content.kind === 'object' ? record.content.value : record.body.toString('utf8');
        default:
          return subject()[name] ?? undefined;
      }
    },
    header(name) {
      for (let i = 0; i < headers.length; i += 2)
        if (headers[i]!.toLowerCase() === name) return headers[i + 1];
      return undefined;
    },
    field: (path) => (record.content.kind === 'object' ? fieldOf(record.content.value, path) : undefined),
  };
}

/** The value at a path such as `LISTS[0].NAME`; only what is the object's own counts. */
function fieldOf(body: JsonObject, path: string): TemplateValue | undefined {
  const steps = parseFieldPath(path, (name) => Object.hasOwn(body, name));
  return steps === null ? undefined : (valueAt(body, steps) as TemplateValue | undefined);
}
