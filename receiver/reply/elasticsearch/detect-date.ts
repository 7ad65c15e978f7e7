// Which strings Elasticsearch takes for dates.

/** The two date formats of dynamic mapping, in the order in which they are tried; documented as the default of dynamic_date_formats. */
export const ISO_FORMAT = 'strict_date_optional_time||epoch_millis';
/** What the mapping of a field says that was detected by the second of them; documented by the example for `2015/09/02`. */
export const SLASHED_FORMAT = 'yyyy/MM/dd HH:mm:ss||yyyy/MM/dd||epoch_millis';

const ISO =
  /^([+-]?\d{4,9})(?:-(\d{2})(?:-(\d{2}))?)?(?:T(?:(\d{2})(?::(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?$/;
const SLASHED = /^(\d{4})\/(\d{2})\/(\d{2})(?: (\d{2}):(\d{2}):(\d{2}))?$/;
const EPOCH = /^-?\d{1,18}(?:\.\d{1,6})?$/;
/** What Java takes for a number: such a string is never taken for a date, since it would be one too often. */
const JAVA_NUMBER = /^\s*[+-]?(?:NaN|Infinity|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)\s*$/;

/** The format of a new date field for such a string; null where it is no date. Pure numbers are none, though they could be. */
export function detectedDateFormat(text: string): string | null {
  if (text.length < 4 || text.length > 40 || JAVA_NUMBER.test(text)) return null;
  if (isIso(text)) return ISO_FORMAT;
  return isSlashed(text) ? SLASHED_FORMAT : null;
}

/** Whether a date field of a format takes a string. A format that is not known here takes any. @assumption */
export function fitsDateFormat(text: string, format: string): boolean {
  return format.split('||').some((each) => !Object.hasOwn(FORMATS, each) || FORMATS[each]!(text));
}

const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  strict_date_optional_time: isIso,
  date_optional_time: isIso,
  strict_date_time: isIso,
  strict_date: (text) => isIso(text) && text.length === 10,
  epoch_millis: (text) => EPOCH.test(text),
  epoch_second: (text) => EPOCH.test(text),
  'yyyy/MM/dd HH:mm:ss': (text) => isSlashed(text) && text.length === 19,
  'yyyy/MM/dd': (text) => isSlashed(text) && text.length === 10,
};

function isIso(text: string): boolean {
  const [whole, year, month, day, hour, minute, second] = ISO.exec(text) ?? [];
  // More than four digits of year need a sign.
  if (whole === undefined || (year!.length > 4 && /^\d/.test(year!))) return false;
  return isDate(year!, month, day) && isTime(hour, minute, second);
}

function isSlashed(text: string): boolean {
  const [whole, year, month, day, hour, minute, second] = SLASHED.exec(text) ?? [];
  return whole !== undefined && isDate(year!, month, day) && isTime(hour, minute, second);
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
