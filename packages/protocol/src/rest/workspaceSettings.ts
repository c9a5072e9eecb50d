import * as z from 'zod';
import { mostOfficeLinks, officeLinkSchema } from './officeLink.ts';

/** Who may enter Worlds without an account: everybody who has the address, those with a guest link, or nobody. */
export const guestPolicies = ['everybody', 'links', 'nobody'] as const;
export type GuestPolicy = (typeof guestPolicies)[number];

/**
 * Scheme, host and port of pages that Objects may show beside the World. They go into the headers of every answer: no
 * wildcards, and hosts with other letters in their ASCII form (RFC 5890).
 */
export const embedOriginSchema = z
  .string()
  .max(120)
  .regex(
    /^https?:\/\/(?:[a-z\d-]+\.)*[a-z\d-]+(?::\d{1,5})?$/i,
    'is no web address as in https://wiki.example.com',
  );

const day = 1;
const year = 366 * day;

/** What an Admin sets for a Workspace. */
export const workspaceSettingsSchema = z.strictObject({
  guests: z.enum(guestPolicies),
  embedOrigins: z.array(embedOriginSchema).max(50),
  /** In the order in which they are shown, to Guests too. */
  links: z.array(officeLinkSchema).max(mostOfficeLinks),
  /** People in one World at most; never more than the server allows. */
  maxPeoplePerWorld: z.int().min(1).max(10_000),
  /** How long the audit log is kept, in days. */
  auditLogDays: z
    .int()
    .min(1)
    .max(10 * year),
  /** File name of an image among the assets; null: none. */
  logo: z.string().max(80).nullable(),
});
export type WorkspaceSettings = z.output<typeof workspaceSettingsSchema>;

export const defaultWorkspaceSettings: WorkspaceSettings = {
  guests: 'links',
  embedOrigins: [],
  links: [],
  maxPeoplePerWorld: 150,
  auditLogDays: 365,
  logo: null,
};
