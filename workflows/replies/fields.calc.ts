/** A block of fields as heads and machine-readable reports have them; names are in lower case, a repeated field keeps each value. */
export type FieldBlock = Record<string, string[]>;

const MAX_BLOCKS = 2_000;

/** Fields that open another recipient where they come again: some servers leave out the empty line. */
const ONCE = new Set(['final-recipient', 'original-recipient', 'action', 'status']);

function blocksOf(lines: string[]): FieldBlock[] {
  const blocks: FieldBlock[] = [{}];
  let last: string[] | null = null;
  for (const line of lines) {
    if (/^[ \t]/.test(line) && last) {
      last.push(`${last.pop() ?? ''} ${line.trim()}`);
      continue;
    }
    const [, written = '', value = ''] = /^([!-9;-~]{1,80})[ \t]*:[ \t]*(.*)$/.exec(line) ?? [];
    const name = written.toLowerCase();
    if (!name || Object.hasOwn(Object.prototype, name)) continue;
    if (ONCE.has(name) && blocks.at(-1)?.[name]) blocks.push({});
    const block = blocks.at(-1) ?? {};
    last = block[name] ??= [];
    last.push(value.trim());
  }
  return blocks;
}

/** Reads blocks of fields that empty lines part from one another. */
export function fieldBlocks(text: string): FieldBlock[] {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/, MAX_BLOCKS)
    .flatMap((block) => blocksOf(block.split('\n')))
    .filter((block) => Object.keys(block).length > 0);
}

/** The first value of a field that says something. */
export const fieldOf = (block: FieldBlock | undefined, name: string): string | null =>
  block?.[name]?.find((value) => value !== '') ?? null;

/** The value of a field like `rfc822; ada@example.com`, without its type. */
export const afterType = (value: string | null): string | null =>
  value === null ? null : value.replace(/^[\w.-]{1,40}[ \t]*;[ \t]*/, '').trim() || null;

const ADDRESS = /(?:"[^"\s<>]{1,100}"|[^\s<>()[\]\\,;:"|=]{1,200})@(?:[\w.-]{1,250}[\w]|\[[\d.:a-f]{3,45}\])/i;

/** The address in a piece of text, in lower case. */
export function addressIn(text: string | null): string | null {
  if (!text) return null;
  const found = ADDRESS.exec(text.slice(0, 2_000))?.[0];
  return found ? found.replace(/^mailto:/i, '').toLowerCase() : null;
}
