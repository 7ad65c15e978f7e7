// @ts-check

/** Bytes on one line of a hex dump. */
export const BYTES_PER_LINE = 16;

/**
 * One line of a hex dump: where it starts, the bytes, and what they say in ASCII (a middle dot for what it cannot show).
 * @param {Uint8Array} bytes
 * @param {number} line from 0
 */
export function hexLine(bytes, line) {
  const start = line * BYTES_PER_LINE;
  const part = bytes.subarray(start, start + BYTES_PER_LINE);
  const pairs = [...part].map((byte) => byte.toString(16).padStart(2, '0'));
  const left = pairs.slice(0, 8).join(' ');
  const right = pairs.slice(8).join(' ');
  const text = [...part]
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'))
    .join('');
  return { offset: start.toString(16).padStart(8, '0'), hex: `${left}  ${right}`.padEnd(48), text };
}

/**
 * @param {string} base64
 * @returns {Uint8Array}
 */
export function bytesOfBase64(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}
