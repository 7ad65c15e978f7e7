// The contract as an AsyncAPI document: one channel, one message an event, sent by OCS.

import type { JsonSchema } from '../../document/shape.ts';
import type { Contract } from '../contract.ts';
import { EVENTS, type EventName } from '../vocabulary.ts';
import { eventValue, mediaType, slugOf } from './event-words.ts';
import { notificationSchema } from './json-schema.ts';
import type { Sample } from './sample.ts';

/**
 * An AsyncAPI 3.0 document with a message for each event of the contract. The application that it describes is OCS, the sender.
 *
 * @param version of the program that makes it
 * @param samples shown as examples, each with its event
 */
export function contractAsyncApi(
  contract: Contract,
  version: string,
  samples: readonly Sample[],
): JsonSchema {
  const { $schema: _dialect, ...schema } = notificationSchema(contract);
  const names = contract.events.map(slugOf);
  return {
    asyncapi: '3.0.0',
    info: {
      title: `Campaign group status notifications, ${contract.title}`,
      version,
      description:
        'What Genesys Outbound Contact Server posts about its campaign groups. One attempt for each: it is never sent again (documented).',
      license: { name: 'MIT' },
    },
    defaultContentType: mediaType,
    channels: {
      campaignGroupStatus: {
        // The option campaigngroup-states-uri says where.
        address: null,
        description: 'The address is the option campaigngroup-states-uri of OCS.',
        messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
      },
    },
    operations: {
      reportCampaignGroupStatus: {
        action: 'send',
        channel: { $ref: '#/channels/campaignGroupStatus' },
        bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } },
        messages: names.map((name) => ({ $ref: `#/channels/campaignGroupStatus/messages/${name}` })),
      },
    },
    components: {
      messages: Object.fromEntries(
        contract.events.map((event) => [slugOf(event), messageOf(contract, event, samples)]),
      ),
      schemas: { Notification: schema },
    },
  };
}

function messageOf(contract: Contract, event: EventName, samples: readonly Sample[]): JsonSchema {
  const { when, mark, source } = EVENTS.find((each) => each.name === event)!;
  const shown = samples.filter((sample) => sample.event === event);
  const says = eventValue(contract, event);
  return {
    name: slugOf(event),
    title: event,
    summary: when,
    description: `${mark}: ${source}`,
    contentType: mediaType,
    payload: {
      allOf: [
        { $ref: '#/components/schemas/Notification' },
        ...(says === null ? [] : [{ properties: { [says.name]: { const: says.value } } }]),
      ],
    },
    ...(shown.length === 0 ? {} : { examples: shown.map(({ body }) => ({ payload: body })) }),
  };
}
