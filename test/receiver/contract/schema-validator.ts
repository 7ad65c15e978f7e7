import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Contract } from '../../../receiver/contract/contract.ts';
import { notificationSchema } from '../../../receiver/contract/derive/json-schema.ts';

/** Whether a foreign validator, in its strict mode, takes a body by the contract's JSON Schema. */
export function schemaValidator(contract: Contract): (body: unknown) => boolean {
  const validate = new Ajv2020({ strict: true }).compile(notificationSchema(contract));
  return (body) => validate(body) as boolean;
}
