import { mapOf } from '../../receiver/document/composite-shapes.ts';
import { optional, record } from '../../receiver/document/record.ts';
import { named, refine, type Shape } from '../../receiver/document/shape.ts';
import {
  OPTIONS,
  type OptionName,
  type OptionRow,
  type OptionValue,
  type OptionValueOf,
  optionNamed,
} from './options.ts';

/** Section names with the options that each sets. */
export type Sections = ReadonlyMap<string, ReadonlyMap<OptionName, OptionValue>>;

/** Where an option can be set, as far as one campaign group is concerned. */
export interface OptionScopes {
  /** The name of the OCS application, which is the name of the first section looked into. */
  readonly applicationName: string;
  /** Sections on the campaign group object. */
  readonly group: Sections;
  /** Sections on the OCS application object. */
  readonly application: Sections;
}

export interface EffectiveOption<T> {
  readonly value: T;
  /** Words for people: `section "OCServer" of the application`, or `the built-in default`. */
  readonly where: string;
}

/**
 * The value in force for a campaign group. Looked up on the campaign group in the section named after the application, then
 * `default`, then `OCServer`; then the same three on the application; then the built-in default. Documented,
 * OU/latest/Dep/SectionNames.
 */
export function effectiveOption<N extends OptionName>(
  scopes: OptionScopes,
  name: N,
): EffectiveOption<OptionValueOf<N>> {
  for (const [object, sections] of [
    ['the campaign group', scopes.group],
    ['the application', scopes.application],
  ] as const) {
    for (const section of [scopes.applicationName, 'default', 'OCServer']) {
      const value = sections.get(section)?.get(name);
      if (value !== undefined) {
        return { value: value as OptionValueOf<N>, where: `section "${section}" of ${object}` };
      }
    }
  }
  return { value: optionNamed(name).default as OptionValueOf<N>, where: 'the built-in default' };
}

/** The sections with one option set; those given stay as they are. */
export function withOption<N extends OptionName>(
  sections: Sections,
  section: string,
  name: N,
  value: OptionValueOf<N>,
): Sections {
  const options = new Map(sections.get(section));
  options.set(name, value);
  return new Map(sections).set(section, options);
}

const section: Shape<ReadonlyMap<OptionName, OptionValue>> = refine(
  record(
    Object.fromEntries(
      OPTIONS.map((option) => [
        option.name,
        optional<OptionValue>(option.shape, option.unit ? `${option.about} (${option.unit})` : option.about, {
          example: option.example,
          ...defaultOf(option),
          mark: option.mark,
          source: `${option.source}; default ${option.defaultMark}`,
        }),
      ]),
    ),
    { what: 'a section of options' },
  ),
  (values) => new Map(Object.entries(values) as [OptionName, OptionValue][]),
);

/** Reads the options of one section; an unknown name is an error with the nearest known one. */
export const sectionShape: Shape<ReadonlyMap<OptionName, OptionValue>> = named(
  'options',
  section.expects,
  () => section,
);

/** None has no spelling, and no headers are an empty mapping. */
function defaultOf({ default: value }: OptionRow): { readonly default?: boolean | number | string } {
  return value === null || typeof value === 'object' ? {} : { default: value };
}

/** Reads section names with their options. */
export const sectionsShape: Shape<Sections> = mapOf(sectionShape, 'section names to options');
