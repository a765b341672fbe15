import { createHmac, timingSafeEqual } from 'node:crypto';
import { idOf, type OutboundEmailId, type WorkspaceId } from '../ids.ts';

/** What a link in a mail does: count an open, lead on to a link's address, or unsubscribe. */
export type LinkUse = 'open' | 'click' | 'unsubscribe';
export type MailLink = { use: LinkUse; workspaceId: WorkspaceId; outboundEmailId: OutboundEmailId; position: number };

const USES: LinkUse[] = ['open', 'click', 'unsubscribe'];
const LENGTH = 35;
const MAC_LENGTH = 12;

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex');
const uuidOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const macOf = (secret: string, body: Buffer) =>
  createHmac('sha256', secret).update('mail-link').update(body).digest().subarray(0, MAC_LENGTH);

/** The token of a link: says whose mail it is and what it does, and cannot be made by anyone else (HMAC-SHA-256, 96 bits). */
export function signLink(secret: string, { use, workspaceId, outboundEmailId, position }: MailLink): string {
  const head = Buffer.from([USES.indexOf(use), position >> 8, position & 255]);
  const body = Buffer.concat([head, bytesOf(workspaceId), bytesOf(outboundEmailId)]);
  return Buffer.concat([body, macOf(secret, body)]).toString('base64url');
}

/** Reads a link's token; null for one that was not signed with this secret. */
export function readLink(secret: string, token: string): MailLink | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== LENGTH + MAC_LENGTH) return null;
  const body = bytes.subarray(0, LENGTH);
  const use = USES[body[0] ?? -1];
  if (!use || !timingSafeEqual(macOf(secret, body), bytes.subarray(LENGTH))) return null;
  return {
    use,
    position: body.readUInt16BE(1),
    workspaceId: idOf<WorkspaceId>(uuidOf(body.subarray(3, 19))),
    outboundEmailId: idOf<OutboundEmailId>(uuidOf(body.subarray(19, 35))),
  };
}
