CREATE TABLE "sanctions" (
	"world_id" text NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"zone_id" text NOT NULL,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sanctions_world_id_person_id_kind_zone_id_pk" PRIMARY KEY("world_id","person_id","kind","zone_id")
);
--> statement-breakpoint
ALTER TABLE "sanctions" ADD CONSTRAINT "sanctions_world_id_worlds_id_fk" FOREIGN KEY ("world_id") REFERENCES "public"."worlds"("id") ON DELETE cascade ON UPDATE no action;