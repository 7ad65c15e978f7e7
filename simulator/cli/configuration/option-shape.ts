// What an option's value may look like in the project file, by the table of commands.

import { oneOrMany } from '../../../receiver/document/composite-shapes.ts';
import { record, required } from '../../../receiver/document/record.ts';
import { boolean, scalarShape, text, word } from '../../../receiver/document/scalar-shapes.ts';
import { complain, foundText, refine, type Shape } from '../../../receiver/document/shape.ts';
import { type SecretRef, secret } from '../../target/secret-shape.ts';
import type { CliOption } from '../command.ts';
import type { GivenValue } from '../read-line.ts';
import { expectedOf, movedTo, seenFrom, unfitFor } from './value-kinds.ts';

/** Where the project file is. */
export interface FileSurroundings {
  /** From where ocs-sim runs. */
  readonly folder: string;
}

/** The shape; what it reads is just what the same option would be on the command line. */
export function optionShape(
  name: string,
  option: CliOption,
  surroundings: FileSurroundings,
): Shape<GivenValue> {
  if (option.type === 'boolean') return boolean();
  const one = oneShape(name, option, surroundings);
  return option.array ? oneOrMany(one) : one;
}

function oneShape(name: string, option: CliOption, { folder }: FileSurroundings): Shape<string> {
  switch (option.takes) {
    case 'secret reference':
      return refine(secret(name), ({ value }) => referenceText(value, folder));
    case 'user and secret reference':
      return refine(
        userShape(name),
        ({ user, password }) => `${user}:${referenceText(password.value, folder)}`,
      );
    default:
      return option.choices === undefined
        ? plainShape(option, folder)
        : word(`a value of ${name}`, option.choices);
  }
}

function userShape(name: string) {
  return record(
    {
      user: required(text('a user'), 'who it is'),
      password: required(secret('password'), 'where the password is found'),
    },
    { what: name },
  );
}

function referenceText(ref: SecretRef, folder: string): string {
  return ref.from === 'environment' ? `env:${ref.name}` : `@${movedTo(folder, ref.path)}`;
}

/** A text or a number, as it is written; with the path in it seen from where ocs-sim runs. */
function plainShape(option: CliOption, folder: string): Shape<string> {
  const expects = expectedOf(option);
  return scalarShape(
    expects,
    (value, node, reading) => {
      if (typeof value !== 'string' && typeof value !== 'number') return 'wrong-type';
      const written = typeof value === 'number' ? node.written : value;
      if (written !== '' && unfitFor(option, written) === null)
        return { value: seenFrom(folder, option, written) };
      return complain(reading, 'bad-value', node.place, `expected ${expects}`, { found: foundText(node) });
    },
    { type: ['string', 'number'] },
  );
}
