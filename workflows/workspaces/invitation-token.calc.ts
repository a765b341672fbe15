import { createHmac, timingSafeEqual } from 'node:crypto';

/** The token in an invitation's link: only whoever reads the invited address has it, and nothing of it is stored (HMAC-SHA-256). */
export const invitationToken = (secret: string, invitationId: string): string =>
  createHmac('sha256', secret).update(`invitation/${invitationId}`).digest('base64url');

/** Whether a token belongs to an invitation. */
export function isInvitationToken(secret: string, invitationId: string, token: string): boolean {
  const [right, given] = [invitationToken(secret, invitationId), token].map((text) => Buffer.from(text));
  return right !== undefined && given?.length === right.length && timingSafeEqual(right, given);
}
