/**
 * Whether a name fits a pattern in which `*` stands for any text, none included; without `*` they must be equal. Case counts.
 * Linear in practice and never worse than pattern times name, so that a hostile name cannot stall anything.
 */
export function fitsPattern(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return pattern === name;
  const pieces = pattern.split('*');
  const head = pieces[0]!;
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
