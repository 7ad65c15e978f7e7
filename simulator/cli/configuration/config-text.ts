import { displayWidth } from '../../../receiver/document/display-width.ts';
import { harmless } from '../../../receiver/document/harmless.ts';
import { lineColumn, placeText } from '../../../receiver/document/place.ts';
import type { Style } from '../../report/style.ts';
import { cut } from '../../report/width.ts';
import type { CliOptions } from '../command.ts';
import type { Origin, Setting } from './setting.ts';
import { shownValue } from './value-kinds.ts';

/** Settled options under a title, such as the name of their command. */
export interface TitledSettings {
  readonly title: string;
  readonly options: CliOptions;
  readonly settings: readonly Setting[];
}

interface Row {
  readonly option: string;
  /** Without secrets; null where nobody says so. */
  readonly value: string | boolean | readonly string[] | null;
  readonly origin: Origin;
  /** What happens by default, where that is no value. */
  readonly byDefault: string | null;
}

function rowsOf({ options, settings }: TitledSettings): readonly Row[] {
  return settings.map(({ option, value, origin }) => {
    const spec = options[option]!;
    const shown = (each: string | boolean): string | boolean =>
      typeof each === 'string' ? shownValue(spec, each) : each;
    const several = Array.isArray(value) ? value.map((each) => shownValue(spec, each)) : null;
    return {
      option,
      value: several ?? (value === undefined ? null : shown(value as string | boolean)),
      origin,
      byDefault: spec.byDefault ?? (spec.type === 'boolean' ? 'false' : null),
    };
  });
}

/** What is the same in several commands, because one line says so for all of them, under a title of its own before the others. */
export function withCommonFirst(commands: readonly TitledSettings[]): readonly TitledSettings[] {
  const all = commands.flatMap(({ options, settings }) =>
    settings.map((setting) => ({
      setting,
      key: `${setting.option} ${options[setting.option]!.takes} ${originText(setting.origin)}`,
    })),
  );
  const byKey = Map.groupBy(all, ({ key }) => key);
  const groups = [...byKey.values()].filter((group) => group.length > 1);
  const common = new Set(groups.flatMap((group) => group.map(({ setting }) => setting)));
  const first = {
    title: 'every command that has it',
    options: Object.assign({}, ...commands.map(({ options }) => options)) as CliOptions,
    settings: groups.map((group) => group[0]!.setting),
  };
  const own = commands.map((each) => ({
    ...each,
    settings: each.settings.filter((setting) => !common.has(setting)),
  }));
  return [first, ...own].filter(({ settings }) => settings.length > 0);
}

/** The settings for people: a command after the other, an option a line. */
export function configTable(
  commands: readonly TitledSettings[],
  { columns, style }: { readonly columns: number; readonly style: Style },
): string {
  const lines = commands.flatMap((each) => {
    const rows = rowsOf(each).map((row) => [row.option, valueText(row), originText(row.origin)] as const);
    const widths = [0, 1].map((at) => Math.max(...rows.map((row) => displayWidth(row[at]!))));
    const room = Math.max(8, Math.min(widths[1]!, columns - widths[0]! - 26));
    return [
      style.strong(each.title),
      ...rows.flatMap(([option, value, origin]) => {
        const name = option.padEnd(widths[0]!);
        const short = cut(value, room);
        const line = `  ${name}  ${short}${' '.repeat(room - displayWidth(short))}  `;
        if (displayWidth(line) + displayWidth(origin) <= columns) return [line + style.faint(origin)];
        return [`  ${option}`, `    ${value}`, `    ${style.faint(origin)}`];
      }),
      '',
    ];
  });
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function valueText({ value, byDefault }: Row): string {
  if (value === null) return byDefault ?? '-';
  return harmless([value].flat().join(', '));
}

function originText(origin: Origin): string {
  if (origin.from === 'file') return placeText(origin.place);
  if (origin.from === 'environment') return origin.variable;
  return origin.from;
}

/** The same for machines: by command and option the value, and where it is from. */
export function configJson(commands: readonly TitledSettings[]): string {
  const document = Object.fromEntries(
    commands.map((each) => [
      each.title,
      Object.fromEntries(
        rowsOf(each).map(({ option, value, origin, byDefault }) => [
          option,
          { value, ...(value === null && byDefault !== null ? { byDefault } : {}), ...originJson(origin) },
        ]),
      ),
    ]),
  );
  return `${JSON.stringify(document, null, 2)}\n`;
}

function originJson(origin: Origin): object {
  if (origin.from === 'environment') return { from: 'environment', variable: origin.variable };
  if (origin.from !== 'file') return { from: origin.from };
  const { source, start } = origin.place;
  const { line, column } = lineColumn(source, start);
  return { from: 'file', file: source.name, line, column };
}
