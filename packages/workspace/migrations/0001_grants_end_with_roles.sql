ALTER TABLE "api_tokens" ADD COLUMN "owner_id" text;--> statement-breakpoint
-- The audit log knows who made it. What nobody made who is an Admin now would let them in again: it ends.
UPDATE "api_tokens" SET "owner_id" = (
  SELECT "memberships"."user_id" FROM "audit_log" JOIN "memberships"
    ON "memberships"."workspace_id" = "audit_log"."workspace_id" AND "memberships"."user_id" = "audit_log"."actor_id"
  WHERE "audit_log"."workspace_id" = "api_tokens"."workspace_id" AND "audit_log"."action" = 'api-token.make'
    AND "audit_log"."target_id" = "api_tokens"."id" AND "memberships"."role" = 'Admin'
  LIMIT 1
);--> statement-breakpoint
DELETE FROM "api_tokens" WHERE "owner_id" IS NULL;--> statement-breakpoint
ALTER TABLE "api_tokens" ALTER COLUMN "owner_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "maker_id" text;--> statement-breakpoint
-- The audit log knows who made it. What nobody made who is an Admin now would let them in again: it ends.
UPDATE "invitations" SET "maker_id" = (
  SELECT "memberships"."user_id" FROM "audit_log" JOIN "memberships"
    ON "memberships"."workspace_id" = "audit_log"."workspace_id" AND "memberships"."user_id" = "audit_log"."actor_id"
  WHERE "audit_log"."workspace_id" = "invitations"."workspace_id" AND "audit_log"."action" = 'invitation.make'
    AND "audit_log"."target_id" = "invitations"."id" AND "memberships"."role" = 'Admin'
  LIMIT 1
);--> statement-breakpoint
DELETE FROM "invitations" WHERE "maker_id" IS NULL;--> statement-breakpoint
ALTER TABLE "invitations" ALTER COLUMN "maker_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "is_role_of_groups" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "one_time_links" ADD COLUMN "workspace_id" text;--> statement-breakpoint
ALTER TABLE "one_time_links" ADD COLUMN "maker_id" text;--> statement-breakpoint
-- Who made these is not known; they hold for a day only.
DELETE FROM "one_time_links" WHERE "purpose" = 'password';--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_workspace_id_owner_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_maker_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","maker_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_links" ADD CONSTRAINT "one_time_links_workspace_id_maker_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","maker_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE cascade ON UPDATE no action;