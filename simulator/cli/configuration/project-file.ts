// The project file: options for everybody who works on a project, in YAML beside what they work on.

import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import type { Place } from '../../../receiver/document/place.ts';
import { isDiagnostic, readSource } from '../../../receiver/document/read-file.ts';
import { type Field, optional, record } from '../../../receiver/document/record.ts';
import {
  type JsonSchema,
  newReading,
  type Placed,
  placed,
  type Shape,
  schemaDocument,
} from '../../../receiver/document/shape.ts';
import { type FileFormat, isNothing, readYaml, readYamlFile } from '../../../receiver/document/source.ts';
import { withoutSecrets } from '../../target/secret-shape.ts';
import { type CliOption, type CommandTable, settableOf } from '../command.ts';
import type { GivenValue } from '../read-line.ts';
import { type FileSurroundings, optionShape } from './option-shape.ts';

/** Its name, in whatever folder it is. */
export const PROJECT_FILE = 'ocs-sim.config.yaml';

type Values = Readonly<Record<string, Placed<GivenValue> | undefined>>;

/** What a project file says, and all that is wrong with it. */
export interface ProjectFile {
  /** Seen from where ocs-sim runs. */
  readonly path: string;
  /** For whatever command has such an option. */
  readonly common: Values;
  readonly sections: Readonly<Record<string, Values | undefined>>;
  readonly problems: readonly Diagnostic[];
}

/**
 * The path of the project file: in the folder, or in the nearest one above it up to the root of the repository, which is where
 * `.git` is. Outside of a repository only the folder itself counts. Null where there is none.
 */
export function findProjectFile(folder: string): string | null {
  const folders: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    folders.push(at);
    if (existsSync(join(at, '.git'))) break;
    if (dirname(at) === at) return existing(folder);
  }
  return folders.map(existing).find((path) => path !== null) ?? null;
}

function existing(folder: string): string | null {
  const path = join(folder, PROJECT_FILE);
  return existsSync(path) ? path : null;
}

/** Reads the project file at a path; `from` is the folder where ocs-sim runs. */
export function readProjectFile(path: string, from: string, table: CommandTable): ProjectFile {
  const shown = relative(from, path);
  const nothing = { path: shown, common: {}, sections: {} };
  const source = readSource(path);
  if (isDiagnostic(source)) return { ...nothing, problems: [source] };
  const named = { name: shown, text: source.text };
  const text = readYaml(named);
  // Only comments: nothing is set, and nothing is wrong.
  if (isNothing(text)) return { ...nothing, problems: text.problems };
  // Its name says what it is; still, a link of that name can lead to any file.
  const { root, problems } = text.root?.kind === 'mapping' ? text : readYamlFile(named, projectFile(table));
  if (root === null) return { ...nothing, problems };
  const reading = newReading();
  const read = projectShape(table, { folder: dirname(shown) }).read(root, reading);
  const all = [...problems, ...reading.problems].sort(byPlace);
  return { ...split(read ?? {}, table), path: shown, problems: withoutSecrets(all) };
}

function projectFile(table: CommandTable): FileFormat {
  return {
    what: 'project file',
    keys: [...settableOf(table).map(({ name }) => name), ...Object.keys(commonOptions(table))],
    hint: 'a project file holds options: release: 8.1.517',
  };
}

/** The JSON Schema (2020-12) of project files. */
export function projectSchema(table: CommandTable): JsonSchema {
  return schemaDocument(projectShape(table, { folder: '' }), {
    title: 'ocs-sim project file',
    description: `Options of ocs-sim for everybody who works on a project: ${PROJECT_FILE}.`,
  });
}

function byPlace(a: { readonly place: Place }, b: { readonly place: Place }): number {
  return a.place.start - b.place.start;
}

function split(
  read: Readonly<Record<string, Placed<GivenValue> | Values | undefined>>,
  table: CommandTable,
): Pick<ProjectFile, 'common' | 'sections'> {
  const names = new Set(settableOf(table).map(({ name }) => name));
  const entries = Object.entries(read);
  return {
    common: Object.fromEntries(entries.filter(([name]) => !names.has(name))) as Values,
    sections: Object.fromEntries(entries.filter(([name]) => names.has(name))) as Record<string, Values>,
  };
}

type AnyField = Field<Placed<GivenValue> | Values, 'optional'>;

/** A section for each command, and beside them the options that mean the same in every command that has them. */
function projectShape(
  table: CommandTable,
  surroundings: FileSurroundings,
): Shape<Readonly<Record<string, Placed<GivenValue> | Values | undefined>>> {
  const commands = settableOf(table).filter(({ options }) => Object.keys(options).length > 0);
  const field = (name: string, option: CliOption): AnyField =>
    optional(placed(optionShape(name, option, surroundings)), option.describe);
  const fieldsOf = (options: Readonly<Record<string, CliOption>>): Record<string, AnyField> =>
    Object.fromEntries(Object.entries(options).map(([name, option]) => [name, field(name, option)]));
  const havers = (name: string): readonly string[] =>
    commands.filter(({ options }) => Object.hasOwn(options, name)).map((each) => each.name);
  const sections = commands.map(({ name, about, options }): [string, AnyField] => {
    const section = record(fieldsOf(options), {
      what: `the section ${name}`,
      hintFor: (key) => elsewhere(key, havers(key)),
    });
    return [name, optional(section as unknown as Shape<Values>, about)];
  });
  return record(
    { ...fieldsOf(commonOptions(table)), ...Object.fromEntries(sections) },
    {
      what: 'the project file',
      hintFor: (key) =>
        havers(key).length === 0
          ? undefined
          : `it differs from command to command: ${inSections(havers(key))}`,
    },
  ) as never;
}

function elsewhere(key: string, havers: readonly string[]): string | undefined {
  return havers.length === 0 ? undefined : `${key} is an option of ${havers.join(', ')}`;
}

function inSections(names: readonly string[]): string {
  return `write it under ${names.map((name) => `${name}:`).join(' or ')}`;
}

/** The options that are the same thing in every command that has them. */
export function commonOptions(table: CommandTable): Readonly<Record<string, CliOption>> {
  const all = settableOf(table).flatMap(({ options }) => Object.entries(options));
  const kindOf = ({ type, choices, array, takes }: CliOption): string =>
    JSON.stringify([type === 'boolean', choices, array === true, takes]);
  return Object.fromEntries(
    all.filter(([name, option]) =>
      all.every(([other, same]) => other !== name || kindOf(same) === kindOf(option)),
    ),
  );
}
