import { count } from '../report/numbers.ts';
import type { Style } from '../report/style.ts';
import { cut, hanging, wrapped } from '../report/width.ts';
import type { CheckCase } from './case.ts';
import { familyOf } from './cases/families.ts';

/** How texts are laid out. */
export interface TextOptions {
  readonly columns: number;
  readonly style: Style;
}

/** With less room for its title, a case is told of in running text. */
const NARROWEST_TITLE = 12;

/** The cases by family, a line each: number, mark, name, title. */
export function listText(cases: readonly CheckCase[], { columns, style }: TextOptions): string {
  const lines: string[] = [];
  let family: ReturnType<typeof familyOf> | null = null;
  const widest = Math.max(...cases.map(({ slug }) => slug.length));
  for (const each of cases) {
    const own = familyOf(each);
    if (own !== family) {
      if (family !== null) lines.push('');
      lines.push(...wrapped([` ${style.strong(`${own.number} ${own.title}`)}`], columns));
      family = own;
    }
    const mark = each.why.mark[0]!.toUpperCase();
    const head = `   ${each.number.padEnd(5)} ${mark}  ${each.slug.padEnd(widest)}  `;
    if (columns - head.length < NARROWEST_TITLE)
      lines.push(
        ...wrapped([`   ${style.faint(`${each.number} ${mark}`)} ${each.slug}: ${listed(each)}`], columns),
      );
    else lines.push(`${style.faint(head)}${cut(listed(each), columns - head.length)}`);
  }
  const marks = 'that OCS sends such is (D)ocumented, (I)nferred or (A)ssumed';
  lines.push('', ...wrapped([` ${count(cases.length, 'case')} · ${marks}`], columns).map(style.faint));
  return `${lines.join('\n')}\n`;
}

function listed({ title, hostile }: CheckCase): string {
  return hostile ? `${title} (only with --hostile)` : title;
}

/** One case in full. */
export function caseText(what: CheckCase, { columns, style }: TextOptions): string {
  const { number, slug, title, sends, demands, why, needsStore, hostile } = what;
  const { number: family, title: familyTitle } = familyOf(what);
  const rows: readonly (readonly [head: string, text: string])[] = [
    ['family', `${family} ${familyTitle}`],
    ['name', slug],
    ['sends', sends],
    ['demands', demands],
    ['why', why.text],
    [why.mark, why.source],
    ...(needsStore ? [['store', 'judged only where what the target keeps can be read back'] as const] : []),
    ...(hostile ? [['hostile', 'can take a target down: sent last, and only with --hostile'] as const] : []),
    ['bytes', `ocs-sim check --curl ${number}`],
  ];
  const lines = rows.flatMap(([head, text]) => labelled(head, text, columns));
  return ` ${style.strong(`${number} ${title}`)}\n${lines.join('\n')}\n`;
}

/** A text behind a word, broken below itself where it is too long. */
export function labelled(head: string, text: string, columns: number): string[] {
  return hanging(`   ${head.padEnd(10)} `, text, columns);
}
