import { z } from 'zod';

const Claims = z.object({ email: z.string(), updateTo: z.string().optional(), requestType: z.string().optional() });
type Claims = z.output<typeof Claims>;

/** What the token of a mail is about. It is only shown: whether it is true, the API decides. */
export function claimsOf(token: string | undefined): Claims | null {
  try {
    const [, body = ''] = (token ?? '').split('.');
    const bytes = Uint8Array.from(atob(body.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
    return Claims.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null; // a token that cannot be read is refused by the API, with the reason
  }
}
