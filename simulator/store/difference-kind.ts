import type { JsonValue } from '../../receiver/contract/contract.ts';
import { isNumber } from '../../receiver/document/exact-number.ts';
import { instantChange, instantOf } from './instant-change.ts';
import type { DifferenceKind } from './store.ts';

/** Numbers nearer to one another than this share of them are one number in another precision: 32 bits keep as much. */
const NEAR = 2 ** -23;
/** With fewer digits than so many kept, nobody would say that a number was merely rounded. */
const FEWEST_DIGITS = 4;
const MOST_DECIMALS = 15;

/** What happened to a value, of which at least one side is no list and no object, and which is not what was sent. */
export function kindOfDifference(sent: JsonValue, stored: JsonValue): DifferenceKind {
  if (sent === null) return 'null became another value';
  if (stored === null) return 'another value became null';
  if (isNumber(sent) && isNumber(stored))
    return Number.isFinite(Number(sent)) && isPrecision(Number(sent), Number(stored))
      ? 'precision'
      : 'other value';
  if (isNumber(sent) && typeof stored === 'string')
    return stored.trim() === String(sent) || isTextOf(Number(sent), stored)
      ? 'number became text'
      : 'other type';
  if (typeof sent === 'string' && isNumber(stored))
    return isTextOf(Number(stored), sent) || isInstantOf(Number(stored), sent)
      ? 'text became number'
      : 'other type';
  if (typeof sent === 'string' && typeof stored === 'string')
    return instantChange(sent, stored) ?? 'other value';
  // Of two that hold others, one is a list and one is not.
  return typeof sent === typeof stored && typeof sent !== 'object' ? 'other value' : 'other type';
}

/** Whether a number is another one, rounded or cut off, or as near as 32 bits come. */
function isPrecision(sent: number, stored: number): boolean {
  if (sent === stored) return true; // but for the sign of a zero
  if (Math.abs(sent - stored) <= Math.abs(sent) * NEAR) return !bothSmallIntegers(sent, stored);
  for (let digits = FEWEST_DIGITS; digits <= 16; digits++) {
    if (Number(sent.toPrecision(digits)) === stored) return true;
  }
  if (Number.isInteger(sent)) return false;
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const scale = 10 ** decimals;
    if (Number(sent.toFixed(decimals)) === stored) return true;
    if (Math.trunc(sent * scale) / scale === stored) return true;
  }
  return Math.ceil(sent) === stored || Math.floor(sent) === stored;
}

/** 32 bits keep every integer up to 2^24: two of them are two numbers. */
function bothSmallIntegers(a: number, b: number): boolean {
  return Number.isInteger(a) && Number.isInteger(b) && Math.abs(a) <= 2 ** 24 && Math.abs(b) <= 2 ** 24;
}

/** Whether a text says a number, with a point or a comma before its decimals. */
function isTextOf(value: number, text: string): boolean {
  const trimmed = text.trim();
  if (!/^[+-]?[\d.,]+(?:[eE][+-]?\d+)?$/.test(trimmed)) return false;
  const said = Number(trimmed.replace(',', '.'));
  return said === value || (Number.isFinite(said) && isPrecision(value, said));
}

/** Whether a number is the instant that a text names, in milliseconds or seconds since 1970. */
function isInstantOf(value: number, text: string): boolean {
  const instant = instantOf(text);
  return instant !== null && (instant === value || Math.floor(instant / 1_000) === value);
}
