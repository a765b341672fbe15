-- How the file is read, who uploaded it (nobody, when a program did), and how many of its people get no mail.
ALTER TABLE "import_jobs"
  ADD COLUMN "encoding" TEXT NOT NULL DEFAULT 'utf-8',
  ADD COLUMN "date_order" TEXT NOT NULL DEFAULT 'day',
  ADD COLUMN "decimal_mark" TEXT NOT NULL DEFAULT 'point',
  ADD COLUMN "muted_rows" INTEGER NOT NULL DEFAULT 0,
  ALTER COLUMN "created_by_id" DROP NOT NULL;
ALTER TABLE "import_jobs" DROP CONSTRAINT "import_jobs_created_by_id_fkey";
ALTER TABLE "import_jobs" ADD CONSTRAINT "import_jobs_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "import_rejects" ADD COLUMN "code" TEXT NOT NULL;

CREATE TABLE "import_keys" (
    "workspace_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "row" INTEGER NOT NULL,

    CONSTRAINT "import_keys_pkey" PRIMARY KEY ("workspace_id", "import_id", "key")
);
ALTER TABLE "import_keys" ADD CONSTRAINT "import_keys_workspace_id_import_id_fkey" FOREIGN KEY ("workspace_id", "import_id") REFERENCES "import_jobs"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
SELECT isolate('import_keys');
