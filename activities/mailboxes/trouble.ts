const LONGEST = 500;

/** Why a mail could not be kept or sorted, as it is shown to a person: the reason alone, without the place in our code. */
export function troubleOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const lines = message.replaceAll('\0', '').split('\n');
  return (lines.findLast((line) => line.trim() !== '')?.trim() ?? 'Nobody knows why.').slice(0, LONGEST);
}
