CREATE SEQUENCE "public"."world_fence" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"made_at" timestamp with time zone[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "board_files" (
	"world_id" text NOT NULL,
	"object_id" text NOT NULL,
	"blob" text NOT NULL,
	CONSTRAINT "board_files_world_id_object_id_pk" PRIMARY KEY("world_id","object_id")
);
--> statement-breakpoint
CREATE TABLE "door_locks" (
	"world_id" text PRIMARY KEY NOT NULL,
	"doors" jsonb NOT NULL,
	"fence" bigint,
	"turn" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"server_id" text NOT NULL,
	"news" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signaling_servers" (
	"id" text PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"version" text NOT NULL,
	"state" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "world_places" (
	"world_id" text PRIMARY KEY NOT NULL,
	"server_id" text NOT NULL,
	"fence" bigint DEFAULT nextval('world_fence') NOT NULL,
	"people" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "board_files" ADD CONSTRAINT "board_files_world_id_worlds_id_fk" FOREIGN KEY ("world_id") REFERENCES "public"."worlds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "door_locks" ADD CONSTRAINT "door_locks_world_id_worlds_id_fk" FOREIGN KEY ("world_id") REFERENCES "public"."worlds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "world_places" ADD CONSTRAINT "world_places_server_id_signaling_servers_id_fk" FOREIGN KEY ("server_id") REFERENCES "public"."signaling_servers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_xid" ON "outbox" USING btree ("xid");--> statement-breakpoint
CREATE INDEX "world_places_server" ON "world_places" USING btree ("server_id");