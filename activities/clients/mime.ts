/** The unfolded value of the first header of this name in a raw mail, or null. */
export function headerOf(raw: Buffer, name: string): string | null {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.subarray(0, end === -1 ? Math.min(raw.length, 64_000) : end).toString('latin1');
  const match = new RegExp(`^${name}:[ \\t]*((?:.*)(?:\\r?\\n[ \\t].*)*)`, 'im').exec(head);
  return match?.[1]?.replaceAll(/\r?\n[ \t]+/g, ' ').trim() || null;
}
