// Which strings Elasticsearch takes for dates.

/** The two date formats of dynamic mapping, in the order in which they are tried; documented as the default of dynamic_date_formats. */
export const ISO_FORMAT = 'strict_date_optional_time||epoch_millis';
/** What the mapping of a field says that was detected by the second of them; documented by the example for `2015/09/02`. */
export const SLASHED_FORMAT = 'yyyy/MM/dd HH:mm:ss||yyyy/MM/dd||epoch_millis';

const ISO =
  /^([+-]?\d{4,9})(?:-(\d{2})(?:-(\d{2}))?)?(?:T(?:(\d{2})(?::(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?$/;
const EPOCH = /^-?\d{1,18}(?:\.\d{1,6})?$/;
/** What Java takes for a number: such a string is never taken for a date, since it would be one too often. */
const JAVA_NUMBER = /^\s*[+-]?(?:NaN|Infinity|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)\s*$/;

/** The format of a new date field for such a string; null where it is no date. Pure numbers are none, though they could be. */
export function detectedDateFormat(text: string, formats: readonly string[]): string | null {
  if (text.length > 40 || JAVA_NUMBER.test(text)) return null;
  return formats.find((format) => fitsDateFormat(text, format)) ?? null;
}

/** Whether a date field of a format takes a string. Throws nothing: formats have been looked at when the mapping was given. */
export function fitsDateFormat(text: string, format: string): boolean {
  return format.split('||').some((each) => readerOf(each)?.(text) ?? false);
}

/** The first part of a format that is not played; null where all are. */
export function unplayedDateFormat(format: string): string | null {
  return format.split('||').find((each) => readerOf(each) === null) ?? null;
}

type Reader = (text: string) => boolean;

const isEpoch: Reader = (text) => EPOCH.test(text);
const NAMED: ReadonlyMap<string, Reader> = new Map([
  ['strict_date_optional_time', isIso],
  ['strict_date_optional_time_nanos', isIso],
  ['date_optional_time', isIso],
  ['strict_date_time', isIso],
  ['epoch_millis', isEpoch],
  ['epoch_second', isEpoch],
]);

/** Formats with a name that stand for a pattern. Documented as built in formats. */
const PATTERNS: ReadonlyMap<string, string> = new Map([
  ['strict_date', 'yyyy-MM-dd'],
  ['strict_year', 'yyyy'],
  ['strict_year_month', 'yyyy-MM'],
  ['strict_year_month_day', 'yyyy-MM-dd'],
  ['strict_date_hour_minute_second', "yyyy-MM-dd'T'HH:mm:ss"],
  ['strict_hour_minute_second', 'HH:mm:ss'],
  ['basic_date', 'yyyyMMdd'],
]);

const readers = new Map<string, Reader | null>();
/** So many patterns are remembered as they were read. */
const MOST_READERS = 1_000;

function readerOf(format: string): Reader | null {
  const named = NAMED.get(format);
  if (named !== undefined) return named;
  let reader = readers.get(format);
  if (reader === undefined) {
    reader = readerOfPattern(PATTERNS.get(format) ?? format);
    if (readers.size < MOST_READERS) readers.set(format, reader);
  }
  return reader;
}

/** What the letters of a pattern stand for, by how often each is written. */
const LETTERS: ReadonlyMap<string, string> = new Map<string, string>([
  ...([
    ['yyyy', '(?<year>\\d{4})'],
    ['uuuu', '(?<year>\\d{4})'],
    ['MM', '(?<month>\\d{2})'],
    ['M', '(?<month>\\d{1,2})'],
    ['dd', '(?<day>\\d{2})'],
    ['d', '(?<day>\\d{1,2})'],
    ['HH', '(?<hour>\\d{2})'],
    ['H', '(?<hour>\\d{1,2})'],
    ['mm', '(?<minute>\\d{2})'],
    ['m', '(?<minute>\\d{1,2})'],
    ['ss', '(?<second>\\d{2})'],
    ['s', '(?<second>\\d{1,2})'],
    ['X', '(?:Z|[+-]\\d{2}(?:\\d{2})?)'],
    ['XX', '(?:Z|[+-]\\d{4})'],
    ['XXX', '(?:Z|[+-]\\d{2}:\\d{2})'],
    ['Z', '[+-]\\d{4}'],
  ] as const),
  ...Array.from({ length: 9 }, (_, n): [string, string] => ['S'.repeat(n + 1), `\\d{${n + 1}}`]),
]);

/** A pattern of Java's DateTimeFormatter; null where it has what is not read here, such as names of months. */
function readerOfPattern(pattern: string): Reader | null {
  const parts: string[] = [];
  const seen = new Set<string>();
  for (const [part, quoted, letters] of pattern.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|./gs)) {
    if (quoted !== undefined) {
      parts.push(literal(quoted === '' ? "'" : quoted.replaceAll("''", "'")));
    } else if (letters === undefined) {
      if ("[]{}#'".includes(part)) return null;
      parts.push(literal(part));
    } else {
      const stands = LETTERS.get(part);
      // Each letter once: two readings of it would have to agree.
      if (stands === undefined || seen.has(letters)) return null;
      seen.add(letters);
      parts.push(stands);
    }
  }
  const read = new RegExp(`^${parts.join('')}$`);
  return (text) => {
    const match = text.length > 100 ? null : read.exec(text);
    if (match === null) return false;
    const { year = '2000', month, day, hour, minute, second } = match.groups ?? {};
    return isDate(year, month, day) && isTime(hour, minute, second);
  };
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function isIso(text: string): boolean {
  const [whole, year, month, day, hour, minute, second] = ISO.exec(text) ?? [];
  // More than four digits of year need a sign.
  if (whole === undefined || (year!.length > 4 && /^\d/.test(year!))) return false;
  return isDate(year!, month, day) && isTime(hour, minute, second);
}

function isDate(year: string, month = '01', day = '01'): boolean {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1) return false;
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  return d <= (m === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31);
}

function isTime(hour = '00', minute = '00', second = '00'): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}
