// The contract as an OpenAPI document: what a receiver must implement, as webhooks, for OCS is told the address by an option.

import type { JsonSchema } from '../../document/shape.ts';
import type { Contract } from '../contract.ts';
import { EVENTS, type EventName } from '../vocabulary.ts';
import { eventValue, mediaType, slugOf } from './event-words.ts';
import { notificationSchema } from './json-schema.ts';
import type { Sample } from './sample.ts';

/**
 * An OpenAPI 3.1 document with a webhook for each event of the contract.
 *
 * @param version of the program that makes it
 * @param samples shown as examples, each with its event
 */
export function contractOpenApi(contract: Contract, version: string, samples: readonly Sample[]): JsonSchema {
  const { $schema, ...schema } = notificationSchema(contract);
  return {
    openapi: '3.1.0',
    info: {
      title: `Campaign group status notifications, ${contract.title}`,
      version,
      summary: 'What Genesys Outbound Contact Server posts about its campaign groups',
      description: ABOUT,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    jsonSchemaDialect: $schema,
    webhooks: Object.fromEntries(
      contract.events.map((event) => [slugOf(event), { post: operationOf(contract, event, samples) }]),
    ),
    components: { schemas: { Notification: schema } },
  };
}

const ABOUT = `The address is the option campaigngroup-states-uri of OCS. One attempt is made for each notification: OCS carries out no error handling (documented), so an answer other than 2xx, a late one, or none at all loses it for ever.

Each attribute's description says on what it rests: documented, inferred, assumed, or site.`;

function operationOf(contract: Contract, event: EventName, samples: readonly Sample[]): JsonSchema {
  const { when, mark, source } = EVENTS.find((each) => each.name === event)!;
  const shown = samples.filter((sample) => sample.event === event);
  const says = eventValue(contract, event);
  return {
    operationId: slugOf(event),
    summary: `${event}: ${when}`,
    description: `${mark}: ${source}`,
    requestBody: {
      required: true,
      content: {
        [mediaType]: {
          schema: {
            allOf: [
              { $ref: '#/components/schemas/Notification' },
              ...(says === null ? [] : [{ properties: { [says.name]: { const: says.value } } }]),
            ],
          },
          ...(shown.length === 0
            ? {}
            : {
                examples: Object.fromEntries(
                  shown.map(({ body }, index) => [`${slugOf(event)}${index + 1}`, { value: body }]),
                ),
              }),
        },
      },
    },
    responses: {
      '2XX': { description: 'Taken. OCS does not look at the body of the answer (assumed).' },
      default: { description: 'Lost: OCS does not send it again (documented).' },
    },
  };
}
