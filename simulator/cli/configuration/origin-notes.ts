import { placeText } from '../../../receiver/document/place.ts';
import { type Emphasis, showPlace } from '../../../receiver/document/show-diagnostic.ts';
import type { CliOptions } from '../command.ts';
import type { Setting } from './setting.ts';
import { mayBePath } from './value-kinds.ts';

/**
 * Where the options come from that a refusal speaks of, by name or by the path that it names: those that stand on the command line
 * are in sight anyway. Empty where there is nothing to say.
 */
export function originNotes(
  refusal: string,
  settings: readonly Setting[],
  options: CliOptions,
  emphasis: Emphasis,
  columns: number,
): string {
  const meant = settings.filter((setting) => isMeant(refusal, setting, options));
  return meant
    .flatMap(({ option, origin }) => {
      if (origin.from === 'environment')
        return [`--${option} is set by ${emphasis.strong(origin.variable)} in the environment`];
      if (origin.from !== 'file') return [];
      return [
        `${emphasis.strong(placeText(origin.place))}: --${option} is set here`,
        ...showPlace(origin.place, emphasis, columns),
      ];
    })
    .map((line) => `${line}\n`)
    .join('');
}

function isMeant(refusal: string, { option, value }: Setting, options: CliOptions): boolean {
  if (new RegExp(`--${option}(?![\\w-])`).test(refusal)) return true;
  if (!mayBePath(options[option]!)) return false;
  const paths = [value].flat().filter((each) => typeof each === 'string' && each !== '');
  return paths.some((path) => refusal.includes(`${path}`.replace(/^[^=]*=/, '')));
}
