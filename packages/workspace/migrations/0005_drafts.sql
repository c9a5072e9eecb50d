CREATE TABLE "draft_asset_uses" (
	"world_id" text NOT NULL,
	"file" text NOT NULL,
	CONSTRAINT "draft_asset_uses_world_id_file_pk" PRIMARY KEY("world_id","file")
);
--> statement-breakpoint
CREATE TABLE "editor_leases" (
	"world_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"holder_id" text NOT NULL,
	"holder_name" text NOT NULL,
	"holder_role" text NOT NULL,
	"fence" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"active_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "world_drafts" (
	"world_id" text PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"blob" text,
	"hash" text NOT NULL,
	"bytes" integer NOT NULL,
	"base" integer NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "draft_asset_uses" ADD CONSTRAINT "draft_asset_uses_world_id_world_drafts_world_id_fk" FOREIGN KEY ("world_id") REFERENCES "public"."world_drafts"("world_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "editor_leases" ADD CONSTRAINT "editor_leases_world_id_worlds_id_fk" FOREIGN KEY ("world_id") REFERENCES "public"."worlds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "editor_leases" ADD CONSTRAINT "editor_leases_workspace_id_holder_id_memberships_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","holder_id") REFERENCES "public"."memberships"("workspace_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "world_drafts" ADD CONSTRAINT "world_drafts_world_id_worlds_id_fk" FOREIGN KEY ("world_id") REFERENCES "public"."worlds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "draft_asset_uses_file" ON "draft_asset_uses" USING btree ("file");