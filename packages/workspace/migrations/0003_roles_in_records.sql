ALTER TABLE "audit_log" ADD COLUMN "actor_role" text;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "target_role" text;--> statement-breakpoint
ALTER TABLE "bans" ADD COLUMN "person_role" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "reporter_role" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "person_role" text;