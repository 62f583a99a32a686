import { badInput } from '../input/badInput.js';
import type { Brand } from './brand.js';

/** An amount of storage in whole blocks of 512 bytes: a safe integer, so it reaches just short of 4 EiB. */
export type Blocks = Brand<number, 'Blocks'>;

/** Bytes in a block. */
export const blockSize = 512;

/** @throws RangeError when `count` is not a safe integer of 0 or more: a program's mistake, not a user's */
export function blocks(count: number): Blocks {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is not a whole number of blocks`);
  return count as Blocks; // checked above
}

/** Reads a size that must fill whole blocks.
 * @throws BadInputError naming `field` */
export function parseSize(value: string | number | bigint, field = 'size'): Blocks {
  const bytes = parseBytes(value, field);
  if (bytes % bytesPerBlock !== 0n) {
    badInput({ field, value, expected: `a multiple of ${blockSize} bytes: storage is counted in whole blocks` });
  }
  const count = bytes / bytesPerBlock;
  if (count > Number.MAX_SAFE_INTEGER) badInput({ field, value, expected: belowLimit });
  return blocks(Number(count));
}

/** Reads a size in bytes, exactly: `'100 GiB'`, `'1.5 TiB'`, `'4096'`, `4096`, `4096n`.
 * @throws BadInputError naming `field`; for decimal units, too: whether 'GB' means 1000³ or 1024³ is anybody's guess */
export function parseBytes(value: string | number | bigint, field = 'size'): bigint {
  if (typeof value === 'string') return parseText(value, field);
  // Untyped callers may pass any value; BigInt() reads true, lists and objects, too.
  if (typeof value !== 'number' && typeof value !== 'bigint') badInput({ field, value, expected: wholeBytes });
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    badInput({ field, value, expected: exactBytes(value) });
  if (value < 0) badInput({ field, value, expected: 'a size of 0 or more' });
  return BigInt(value);
}

/** Whether {@link parseBytes} reads it, and 64 bits hold it. */
export function isBytes(value: string | number | bigint): boolean {
  const bytes = typeof value === 'string' ? bytesOf(value) : value;
  if (bytes === undefined || (typeof bytes === 'number' && !Number.isSafeInteger(bytes))) return false;
  return bytes >= 0 && bytes < 2n ** 64n;
}

/** The size in bytes. */
export function toBytes(size: Blocks): bigint {
  return BigInt(size) * bytesPerBlock;
}

/** The size in the largest unit that says it exactly with at most 2 decimals; {@link parseSize} reads it back. */
export function formatSize(size: Blocks): string {
  const bytes = toBytes(size);
  const [name, bytesPerUnit] = units.findLast(([, unit]) => bytes >= unit && (bytes * 100n) % unit === 0n) ?? ['B', 1n];
  const hundredths = (bytes * 100n) / bytesPerUnit;
  const decimals = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${hundredths / 100n}${decimals && `.${decimals}`} ${name}`;
}

/** The size for a glance: exact where that is short, and else rounded, as in '~159.79 GiB'. */
export function readableSize(size: Blocks): string {
  const exact = formatSize(size);
  if (/^\d{1,4}[. ]/.test(exact)) return exact;
  const bytes = Number(toBytes(size));
  const [name, bytesPerUnit] = units.findLast(([, unit]) => bytes >= unit) ?? ['B', 1n];
  return `~${(bytes / Number(bytesPerUnit)).toFixed(2)} ${name}`;
}

/** The least multiple of `extent` that holds `size`: what a pool charges.
 * @throws RangeError when `extent` is 0, or the result is beyond what {@link Blocks} can count */
export function roundUpTo(size: Blocks, extent: Blocks): Blocks {
  if (extent === 0) throw new RangeError('an extent has at least one block');
  // Not by a remainder: that of large doubles is ten times slower. A quotient of safe integers that is not whole is
  // farther from the whole number below it than it is rounded, so `ceil` sees it.
  const rounded = Math.ceil(size / extent) * extent;
  return rounded === size ? size : blocks(rounded);
}

/** `decimal` times `factor`, exactly; undefined when the product is not whole.
 * @param decimal digits with an optional fraction, such as `'1.5'` */
export function wholeProduct(decimal: string, factor: bigint): bigint | undefined {
  const [whole = '', fraction = ''] = decimal.split('.');
  const scale = 10n ** BigInt(fraction.length);
  const product = BigInt(whole + fraction) * factor;
  return product % scale === 0n ? product / scale : undefined;
}

const bytesPerBlock = BigInt(blockSize);

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB'].map(
  (name, power) => [name, 1024n ** BigInt(power)] as const,
);

const belowLimit = 'a size below 4 EiB';

/** Why a number is no size: it is beyond all of them, or beyond those that numbers tell apart, or not whole. */
function exactBytes(value: number): string {
  if (value >= 2 ** 62) return belowLimit;
  if (!Number.isInteger(value) || value < 0) return wholeBytes;
  return `at most ${Number.MAX_SAFE_INTEGER} bytes as a number; beyond it a bigint, or text such as '9 PiB'`;
}

const wholeBytes = "a size such as '100 GiB' or a whole number of bytes";

const sizeText = /^\s*(-?)(\d{1,30}(?:\.\d{1,30})?)\s*([a-z]+)?\s*$/i;

/** A sign, an amount and a unit; nothing of what is no size, or longer than any that somebody means. */
function partsOf(text: string): readonly (string | undefined)[] {
  return (text.length > 200 ? null : sizeText.exec(text)) ?? [];
}

/** Bytes as a text says them; undefined where it says no whole number of them. */
function bytesOf(text: string): bigint | undefined {
  const [, sign, amount, unitName = 'B'] = partsOf(text);
  const unit = units.find(([name]) => name === unitName);
  return amount === undefined || unit === undefined || sign === '-' ? undefined : wholeProduct(amount, unit[1]);
}

function parseText(value: string, field: string): bigint {
  const [, sign, amount, unitName = 'B'] = partsOf(value);
  if (amount === undefined) badInput({ field, value, expected: wholeBytes });
  const unit = units.find(([name]) => name === unitName);
  if (unit === undefined) refuseUnit({ value, field, amount, unitName });
  if (sign === '-') badInput({ field, value, expected: 'a size of 0 or more' });
  return wholeProduct(amount, unit[1]) ?? badInput({ field, value, expected: 'a whole number of bytes' });
}

interface UnknownUnit {
  readonly value: string;
  readonly field: string;
  readonly amount: string;
  readonly unitName: string;
}

function refuseUnit({ value, field, amount, unitName }: UnknownUnit): never {
  const [, letter] = /^([kmgtpez])i?b?$/i.exec(unitName) ?? [];
  if (letter === undefined) badInput({ field, value, expected: wholeBytes });
  const binary = units.find(([name]) => name.startsWith(letter.toUpperCase()))?.[0];
  const expected = `a size in binary units such as '100 GiB' (1 GiB = 1024³ bytes), not in '${unitName}'`;
  badInput({ field, value, expected, among: [`${amount} ${binary}`] });
}
