import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Contract } from '../../../receiver/contract/contract.ts';
import { notificationSchema } from '../../../receiver/contract/derive/json-schema.ts';

const compiled = new WeakMap<Contract, (body: unknown) => boolean>();

/** Whether a foreign validator, in its strict mode, takes a body by the contract's JSON Schema. Compiled once per contract. */
export function schemaValidator(contract: Contract): (body: unknown) => boolean {
  const known = compiled.get(contract);
  if (known !== undefined) return known;
  const validate = new Ajv2020({ strict: true }).compile(notificationSchema(contract));
  const isValid = (body: unknown): boolean => validate(body) as boolean;
  compiled.set(contract, isValid);
  return isValid;
}
