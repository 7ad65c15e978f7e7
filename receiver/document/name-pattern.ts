/**
 * Whether a name fits a pattern in which `*` stands for any text, none included; without one they must be equal. `\*` is the
 * character itself. Before a `*` two backslashes stand for one; elsewhere a backslash is like any other character. Case counts. Linear in
 * practice and never worse than pattern times name, so that a hostile name cannot stall anything.
 */
export function fitsPattern(pattern: string, name: string): boolean {
  const pieces = piecesOf(pattern);
  const head = pieces[0]!;
  if (pieces.length === 1) return head === name;
  const tail = pieces.at(-1)!;
  if (name.length < head.length + tail.length || !name.startsWith(head) || !name.endsWith(tail)) return false;
  let from = head.length;
  const end = name.length - tail.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = name.indexOf(piece, from);
    if (at === -1 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}

/** Whether a text stands for many names. */
export function isPattern(text: string): boolean {
  return text.includes('*') && piecesOf(text).length > 1;
}

/** The name that a text without a `*` of its own stands for. */
export function literalName(text: string): string {
  return piecesOf(text).join('*');
}

/** What stands between the stars, with the escapes taken away. */
function piecesOf(pattern: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let from = 0;
  for (let star = pattern.indexOf('*'); star !== -1; star = pattern.indexOf('*', star + 1)) {
    let begin = star;
    while (begin > from && pattern[begin - 1] === '\\') begin -= 1;
    const backslashes = star - begin;
    piece += pattern.slice(from, begin) + '\\'.repeat(Math.floor(backslashes / 2));
    if (backslashes % 2 === 1) piece += '*';
    else {
      pieces.push(piece);
      piece = '';
    }
    from = star + 1;
  }
  return [...pieces, piece + pattern.slice(from)];
}
