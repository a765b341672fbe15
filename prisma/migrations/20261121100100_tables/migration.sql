-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "contact_status" AS ENUM ('new', 'contacted', 'engaged', 'qualified', 'opportunity', 'customer', 'churned');

-- CreateEnum
CREATE TYPE "lifecycle_stage" AS ENUM ('lead', 'mql', 'sql', 'opportunity', 'customer', 'evangelist');

-- CreateEnum
CREATE TYPE "contact_source" AS ENUM ('manual', 'import', 'website', 'email', 'api', 'linkedin', 'enrichment');

-- CreateEnum
CREATE TYPE "custom_field_type" AS ENUM ('text', 'number', 'date', 'datetime', 'boolean', 'select', 'multiselect', 'url', 'email', 'phone');

-- CreateEnum
CREATE TYPE "visibility" AS ENUM ('private', 'workspace');

-- CreateEnum
CREATE TYPE "activity_type" AS ENUM ('email_sent', 'email_received', 'email_opened', 'email_clicked', 'email_bounced', 'email_refused', 'auto_reply_received', 'complaint_received', 'unsubscribed', 'enrolled', 'enrollment_ended', 'meeting_held', 'meeting_scheduled', 'call_made', 'call_received', 'note_added', 'task_created', 'task_completed', 'deal_created', 'deal_updated', 'deal_won', 'deal_lost', 'contact_created', 'contact_updated', 'custom');

-- CreateEnum
CREATE TYPE "workflow_message_kind" AS ENUM ('start', 'signal');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('uploaded', 'checking', 'checked', 'running', 'completed', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "mail_provider" AS ENUM ('sandbox', 'smtp', 'gmail', 'outlook');

-- CreateEnum
CREATE TYPE "mailbox_health" AS ENUM ('ok', 'failing', 'disconnected');

-- CreateEnum
CREATE TYPE "message_direction" AS ENUM ('inbound', 'outbound');

-- CreateEnum
CREATE TYPE "message_kind" AS ENUM ('human', 'auto_reply', 'bounce', 'complaint', 'delivered', 'unknown');

-- CreateEnum
CREATE TYPE "sandbox_folder" AS ENUM ('sent', 'inbox');

-- CreateEnum
CREATE TYPE "outbound_state" AS ENUM ('planned', 'reserved', 'sending', 'sent', 'delivered', 'failed', 'bounced', 'suppressed', 'cancelled', 'uncertain');

-- CreateEnum
CREATE TYPE "outbound_kind" AS ENUM ('sequence', 'campaign', 'automation', 'reminder', 'manual', 'test');

-- CreateEnum
CREATE TYPE "tracking_type" AS ENUM ('open', 'click', 'reply', 'bounce', 'complaint', 'unsubscribe');

-- CreateEnum
CREATE TYPE "bounce_type" AS ENUM ('hard', 'soft');

-- CreateEnum
CREATE TYPE "bounce_category" AS ENUM ('invalid_email', 'mailbox_full', 'message_too_large', 'content_rejected', 'blocked', 'other');

-- CreateEnum
CREATE TYPE "sequence_status" AS ENUM ('draft', 'active', 'paused', 'completed', 'archived');

-- CreateEnum
CREATE TYPE "step_kind" AS ENUM ('mail', 'manual_mail', 'task', 'call', 'wait');

-- CreateEnum
CREATE TYPE "delay_unit" AS ENUM ('minutes', 'hours', 'days', 'business_days');

-- CreateEnum
CREATE TYPE "zone_source" AS ENUM ('mailbox', 'contact');

-- CreateEnum
CREATE TYPE "mail_format" AS ENUM ('html', 'text');

-- CreateEnum
CREATE TYPE "enrollment_state" AS ENUM ('active', 'paused', 'completed', 'replied', 'bounced', 'unsubscribed', 'failed', 'stopped');

-- CreateEnum
CREATE TYPE "batch_state" AS ENUM ('queued', 'running', 'completed', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "suppression_scope" AS ENUM ('workspace', 'domain', 'sequence', 'campaign');

-- CreateEnum
CREATE TYPE "suppression_reason" AS ENUM ('unsubscribed', 'bounced', 'complained', 'manual');

-- CreateEnum
CREATE TYPE "suppression_source" AS ENUM ('link', 'header', 'manual', 'bounce', 'complaint', 'import', 'reply');

-- CreateEnum
CREATE TYPE "task_type" AS ENUM ('task', 'call', 'email', 'meeting');

-- CreateEnum
CREATE TYPE "task_priority" AS ENUM ('low', 'medium', 'high', 'urgent');

-- CreateEnum
CREATE TYPE "task_status" AS ENUM ('pending', 'in_progress', 'completed', 'cancelled');

-- CreateEnum
CREATE TYPE "workspace_status" AS ENUM ('trial', 'active', 'suspended');

-- CreateEnum
CREATE TYPE "plan" AS ENUM ('free', 'starter', 'professional', 'business', 'enterprise');

-- CreateEnum
CREATE TYPE "membership_status" AS ENUM ('active', 'suspended');

-- CreateTable
CREATE TABLE "contacts" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "email" CITEXT,
    "first_name" TEXT,
    "last_name" TEXT,
    "phone" TEXT,
    "mobile" TEXT,
    "company" TEXT,
    "title" TEXT,
    "department" TEXT,
    "address_line_1" TEXT,
    "address_line_2" TEXT,
    "city" TEXT,
    "state" TEXT,
    "country" TEXT,
    "postal_code" TEXT,
    "time_zone" TEXT,
    "source" "contact_source" NOT NULL DEFAULT 'manual',
    "source_details" JSONB NOT NULL DEFAULT '{}',
    "status" "contact_status" NOT NULL DEFAULT 'new',
    "lifecycle_stage" "lifecycle_stage" NOT NULL DEFAULT 'lead',
    "score" INTEGER NOT NULL DEFAULT 0,
    "linkedin_url" TEXT,
    "twitter_handle" TEXT,
    "facebook_url" TEXT,
    "website" TEXT,
    "custom_fields" JSONB NOT NULL DEFAULT '{}',
    "enrichment_data" JSONB NOT NULL DEFAULT '{}',
    "enrichment_updated_at" TIMESTAMPTZ(3),
    "ai_insights" JSONB NOT NULL DEFAULT '{}',
    "owner_id" UUID,
    "created_by_id" UUID,
    "unsubscribed_at" TIMESTAMPTZ(3),
    "bounced_at" TIMESTAMPTZ(3),
    "last_contacted_at" TIMESTAMPTZ(3),
    "last_replied_at" TIMESTAMPTZ(3),
    "last_activity_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),
    "search" tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(email::text, '') || ' ' || translate(coalesce(email::text, ''), '@.', '  ') || ' ' || coalesce(company, '') || ' ' || coalesce(title, ''))) STORED,

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tags" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" CITEXT NOT NULL,
    "color" TEXT NOT NULL DEFAULT '#808080',
    "description" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tags_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_tags" (
    "workspace_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "tag_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_tags_pkey" PRIMARY KEY ("workspace_id","contact_id","tag_id")
);

-- CreateTable
CREATE TABLE "contact_lists" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" CITEXT NOT NULL,
    "description" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_lists_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_list_members" (
    "workspace_id" UUID NOT NULL,
    "list_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "variables" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_list_members_pkey" PRIMARY KEY ("workspace_id","list_id","contact_id")
);

-- CreateTable
CREATE TABLE "custom_field_definitions" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "object_type" TEXT NOT NULL DEFAULT 'contact',
    "field_name" TEXT NOT NULL,
    "field_type" "custom_field_type" NOT NULL,
    "label" TEXT NOT NULL,
    "description" TEXT,
    "placeholder" TEXT,
    "required" BOOLEAN NOT NULL DEFAULT false,
    "validation_rules" JSONB NOT NULL DEFAULT '{}',
    "options" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "order_index" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "custom_field_definitions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "object_type" TEXT NOT NULL DEFAULT 'contact',
    "filters" JSONB NOT NULL,
    "columns" JSONB,
    "sort_by" TEXT,
    "sort_order" TEXT NOT NULL DEFAULT 'asc',
    "visibility" "visibility" NOT NULL DEFAULT 'private',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activities" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "type" "activity_type" NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "entity_type" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "contact_id" UUID,
    "user_id" UUID,
    "duration_minutes" INTEGER,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "activities_pkey" PRIMARY KEY ("id","occurred_at")
) PARTITION BY RANGE ("occurred_at");

-- CreateTable
CREATE TABLE "domain_events" (
    "position" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "type" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "domain_events_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "workflow_messages" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "kind" "workflow_message_kind" NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workflow_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "import_jobs" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_bytes" INTEGER NOT NULL,
    "delimiter" TEXT NOT NULL DEFAULT ',',
    "columns" TEXT[],
    "samples" JSONB NOT NULL DEFAULT '[]',
    "mapping" JSONB NOT NULL DEFAULT '{}',
    "upsert_key" TEXT NOT NULL DEFAULT 'email',
    "mode" TEXT NOT NULL DEFAULT 'create_and_update',
    "list_id" UUID,
    "tag_ids" UUID[],
    "state" "import_state" NOT NULL DEFAULT 'uploaded',
    "reason" TEXT,
    "total_rows" INTEGER NOT NULL DEFAULT 0,
    "done_rows" INTEGER NOT NULL DEFAULT 0,
    "new_rows" INTEGER NOT NULL DEFAULT 0,
    "updated_rows" INTEGER NOT NULL DEFAULT 0,
    "skipped_rows" INTEGER NOT NULL DEFAULT 0,
    "error_rows" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_chunks" (
    "workspace_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "first_row" INTEGER NOT NULL,
    "rows" JSONB NOT NULL,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_chunks_pkey" PRIMARY KEY ("workspace_id","import_id","number")
);

-- CreateTable
CREATE TABLE "import_rejects" (
    "workspace_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "field" TEXT,
    "reason" TEXT NOT NULL,
    "values" TEXT[],

    CONSTRAINT "import_rejects_pkey" PRIMARY KEY ("workspace_id","import_id","row")
);

-- CreateTable
CREATE TABLE "mailboxes" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "provider" "mail_provider" NOT NULL,
    "email" CITEXT NOT NULL,
    "display_name" TEXT,
    "signature" TEXT,
    "is_primary" BOOLEAN NOT NULL DEFAULT false,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "sync_enabled" BOOLEAN NOT NULL DEFAULT true,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "daily_limit" INTEGER NOT NULL DEFAULT 50,
    "min_gap_seconds" INTEGER NOT NULL DEFAULT 90,
    "send_window" JSONB NOT NULL,
    "holiday_country" TEXT,
    "holiday_region" TEXT,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "credentials" TEXT,
    "health" "mailbox_health" NOT NULL DEFAULT 'ok',
    "health_code" TEXT,
    "health_reason" TEXT,
    "health_checked_at" TIMESTAMPTZ(3),
    "last_success_at" TIMESTAMPTZ(3),
    "last_handover_at" TIMESTAMPTZ(3),
    "sync_cursor" JSONB NOT NULL DEFAULT '{}',
    "last_sync_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "mailboxes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_threads" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "provider_thread_id" TEXT,
    "subject" TEXT,
    "last_message_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "email_threads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_messages" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "thread_id" UUID,
    "external_id" TEXT NOT NULL,
    "direction" "message_direction" NOT NULL,
    "kind" "message_kind" NOT NULL DEFAULT 'human',
    "kind_rule" TEXT,
    "kind_confidence" DOUBLE PRECISION,
    "message_id" TEXT,
    "in_reply_to" TEXT,
    "references" TEXT[],
    "subject" TEXT,
    "from_email" CITEXT,
    "from_name" TEXT,
    "to_emails" TEXT[],
    "cc_emails" TEXT[],
    "bcc_emails" TEXT[],
    "reply_to" TEXT,
    "snippet" TEXT,
    "folder" TEXT NOT NULL DEFAULT 'inbox',
    "labels" TEXT[],
    "is_read" BOOLEAN NOT NULL DEFAULT false,
    "is_starred" BOOLEAN NOT NULL DEFAULT false,
    "is_important" BOOLEAN NOT NULL DEFAULT false,
    "is_draft" BOOLEAN NOT NULL DEFAULT false,
    "contact_id" UUID,
    "outbound_email_id" UUID,
    "enrollment_id" UUID,
    "ai_analysis" JSONB NOT NULL DEFAULT '{}',
    "sentiment" TEXT,
    "category" TEXT,
    "priority" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),
    "search" tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, coalesce(subject, '') || ' ' || coalesce(from_name, '') || ' ' || coalesce(from_email::text, '') || ' ' || coalesce(snippet, ''))) STORED,

    CONSTRAINT "email_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_bodies" (
    "workspace_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "text" TEXT,
    "html" TEXT,
    "raw" BYTEA,

    CONSTRAINT "email_bodies_pkey" PRIMARY KEY ("message_id")
);

-- CreateTable
CREATE TABLE "email_attachments" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "filename" TEXT,
    "content_type" TEXT,
    "size" INTEGER NOT NULL,
    "storage_url" TEXT,
    "virus_scanned" BOOLEAN NOT NULL DEFAULT false,
    "virus_scan_result" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "email_attachments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_messages" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "folder" "sandbox_folder" NOT NULL,
    "uid" BIGSERIAL NOT NULL,
    "message_id" TEXT,
    "in_reply_to_id" UUID,
    "played" TEXT[],
    "envelope_from" TEXT,
    "envelope_to" TEXT[],
    "subject" TEXT,
    "raw" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "system_mails" (
    "id" UUID NOT NULL,
    "to_address" CITEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "system_mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbound_emails" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "kind" "outbound_kind" NOT NULL,
    "key" TEXT NOT NULL,
    "state" "outbound_state" NOT NULL DEFAULT 'planned',
    "mailbox_id" UUID NOT NULL,
    "contact_id" UUID,
    "user_id" UUID,
    "sequence_id" UUID,
    "step_id" UUID,
    "variant_id" UUID,
    "enrollment_id" UUID,
    "is_follow_up" BOOLEAN NOT NULL DEFAULT false,
    "mails_to_come" INTEGER NOT NULL DEFAULT 1,
    "fairness_key" UUID,
    "subject" TEXT,
    "to_address" CITEXT NOT NULL,
    "cc_addresses" TEXT[],
    "bcc_addresses" TEXT[],
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "slot_at" TIMESTAMPTZ(3),
    "slot_day" TEXT,
    "slot_zone" TEXT,
    "slot_reason" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "message_id" TEXT,
    "in_reply_to" TEXT,
    "thread_id" UUID,
    "email_message_id" UUID,
    "provider_message_id" TEXT,
    "provider_answer" TEXT,
    "error_code" TEXT,
    "error_message" TEXT,
    "handed_over_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "clicked_at" TIMESTAMPTZ(3),
    "replied_at" TIMESTAMPTZ(3),
    "bounced_at" TIMESTAMPTZ(3),
    "complained_at" TIMESTAMPTZ(3),
    "unsubscribed_at" TIMESTAMPTZ(3),
    "open_count" INTEGER NOT NULL DEFAULT 0,
    "click_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbound_emails_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "send_keys" (
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "outbound_email_id" UUID NOT NULL,

    CONSTRAINT "send_keys_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "tracked_links" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "outbound_email_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "click_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tracked_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tracking_events" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "outbound_email_id" UUID NOT NULL,
    "type" "tracking_type" NOT NULL,
    "is_machine" BOOLEAN NOT NULL DEFAULT false,
    "machine_reason" TEXT,
    "link_id" UUID,
    "url" TEXT,
    "ip_address" INET,
    "user_agent" TEXT,
    "referer" TEXT,
    "country" TEXT,
    "city" TEXT,
    "meta" JSONB NOT NULL DEFAULT '{}',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tracking_events_pkey" PRIMARY KEY ("id","occurred_at")
) PARTITION BY RANGE ("occurred_at");

-- CreateTable
CREATE TABLE "bounces" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "outbound_email_id" UUID,
    "message_id" UUID,
    "recipient" CITEXT NOT NULL,
    "type" "bounce_type" NOT NULL,
    "category" "bounce_category" NOT NULL,
    "status" TEXT,
    "reply_code" TEXT,
    "reason" TEXT,
    "raw_response" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bounces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaints" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "outbound_email_id" UUID,
    "message_id" UUID,
    "recipient" CITEXT,
    "feedback_type" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "complaints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sequences" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "status" "sequence_status" NOT NULL DEFAULT 'draft',
    "is_exclusive" BOOLEAN NOT NULL DEFAULT false,
    "steps_count" INTEGER NOT NULL DEFAULT 0,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "sequences_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sequence_steps" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "sequence_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "step_kind" NOT NULL,
    "delay_amount" INTEGER NOT NULL DEFAULT 0,
    "delay_unit" "delay_unit" NOT NULL DEFAULT 'days',
    "at_local_time" TEXT,
    "zone_source" "zone_source" NOT NULL DEFAULT 'mailbox',
    "format" "mail_format" NOT NULL DEFAULT 'html',
    "is_reply" BOOLEAN NOT NULL DEFAULT true,
    "track_opens" BOOLEAN NOT NULL DEFAULT false,
    "track_clicks" BOOLEAN NOT NULL DEFAULT false,
    "task_title" TEXT,
    "task_note" TEXT,
    "task_priority" "task_priority" NOT NULL DEFAULT 'medium',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "sequence_steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "step_variants" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "step_id" UUID NOT NULL,
    "name" TEXT NOT NULL DEFAULT 'A',
    "weight" INTEGER NOT NULL DEFAULT 1,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "subject" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "step_variants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrollments" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "sequence_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "user_id" UUID,
    "batch_id" UUID,
    "workflow_id" TEXT NOT NULL,
    "state" "enrollment_state" NOT NULL DEFAULT 'active',
    "is_exclusive" BOOLEAN NOT NULL DEFAULT false,
    "current_step" INTEGER NOT NULL DEFAULT 0,
    "next_step_id" UUID,
    "next_at" TIMESTAMPTZ(3),
    "next_kind" TEXT,
    "next_reason" JSONB,
    "hold_code" TEXT,
    "attention" JSONB,
    "end_reason" TEXT,
    "postponed_until" TIMESTAMPTZ(3),
    "last_step_at" TIMESTAMPTZ(3),
    "last_email_sent_at" TIMESTAMPTZ(3),
    "replied_at" TIMESTAMPTZ(3),
    "bounced_at" TIMESTAMPTZ(3),
    "unsubscribed_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paused_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrollments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrollment_batches" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "sequence_id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "user_id" UUID,
    "selection" JSONB NOT NULL,
    "cursor" UUID,
    "state" "batch_state" NOT NULL DEFAULT 'queued',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "enrolled" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrollment_batches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrollment_refusals" (
    "workspace_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrollment_refusals_pkey" PRIMARY KEY ("workspace_id","batch_id","contact_id")
);

-- CreateTable
CREATE TABLE "suppressions" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "scope" "suppression_scope" NOT NULL DEFAULT 'workspace',
    "scope_id" UUID,
    "address" CITEXT NOT NULL,
    "reason" "suppression_reason" NOT NULL,
    "source" "suppression_source" NOT NULL,
    "detail" TEXT,
    "outbound_email_id" UUID,
    "created_by_id" UUID,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suppressions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tasks" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "type" "task_type" NOT NULL DEFAULT 'task',
    "priority" "task_priority" NOT NULL DEFAULT 'medium',
    "status" "task_status" NOT NULL DEFAULT 'pending',
    "contact_id" UUID,
    "enrollment_id" UUID,
    "step_id" UUID,
    "draft_subject" TEXT,
    "draft_body" TEXT,
    "outcome" TEXT,
    "assigned_to_id" UUID,
    "assigned_by_id" UUID,
    "due_at" TIMESTAMPTZ(3),
    "reminder_minutes" INTEGER,
    "recurrence_rule" TEXT,
    "recurrence_parent_id" UUID,
    "completed_at" TIMESTAMPTZ(3),
    "completed_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "name" TEXT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "image" TEXT,
    "phone" TEXT,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_super_admin" BOOLEAN NOT NULL DEFAULT false,
    "preferences" JSONB NOT NULL DEFAULT '{}',
    "last_login_at" TIMESTAMPTZ(3),
    "login_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "active_workspace_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspaces" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" CITEXT NOT NULL,
    "logo" TEXT,
    "metadata" TEXT,
    "domain" TEXT,
    "plan" "plan" NOT NULL DEFAULT 'free',
    "status" "workspace_status" NOT NULL DEFAULT 'active',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "contact_person" TEXT,
    "contact_email" CITEXT,
    "billing_email" CITEXT,
    "phone" TEXT,
    "postal_address" TEXT,
    "has_footer" BOOLEAN NOT NULL DEFAULT true,
    "monthly_email_limit" INTEGER,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "features" JSONB NOT NULL DEFAULT '{}',
    "stripe_customer_id" TEXT,
    "stripe_subscription_id" TEXT,
    "subscription_status" TEXT,
    "trial_ends_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'rep',
    "permissions" JSONB NOT NULL DEFAULT '{}',
    "status" "membership_status" NOT NULL DEFAULT 'active',
    "invited_by_id" UUID,
    "invited_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "role" TEXT,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "inviter_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "config_id" TEXT NOT NULL DEFAULT 'default',
    "workspace_id" UUID NOT NULL,
    "name" TEXT,
    "start" TEXT,
    "prefix" TEXT,
    "key" TEXT NOT NULL,
    "refill_interval" INTEGER,
    "refill_amount" INTEGER,
    "last_refill_at" TIMESTAMPTZ(3),
    "enabled" BOOLEAN DEFAULT true,
    "rate_limit_enabled" BOOLEAN DEFAULT true,
    "rate_limit_time_window" INTEGER,
    "rate_limit_max" INTEGER,
    "request_count" INTEGER DEFAULT 0,
    "remaining" INTEGER,
    "last_request" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "permissions" TEXT,
    "metadata" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "user_id" UUID,
    "api_key_id" UUID,
    "action" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "entity_id" TEXT,
    "before" JSONB,
    "after" JSONB,
    "ip_address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_counters" (
    "workspace_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_counters_pkey" PRIMARY KEY ("workspace_id","subject_id","metric","period")
);

-- CreateIndex
CREATE INDEX "contacts_workspace_id_created_at_id_idx" ON "contacts"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "contacts_workspace_id_last_name_id_idx" ON "contacts"("workspace_id", "last_name", "id");

-- CreateIndex
CREATE INDEX "contacts_workspace_id_company_id_idx" ON "contacts"("workspace_id", "company", "id");

-- CreateIndex
CREATE INDEX "contacts_workspace_id_last_activity_at_id_idx" ON "contacts"("workspace_id", "last_activity_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "contacts_workspace_id_last_contacted_at_id_idx" ON "contacts"("workspace_id", "last_contacted_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "contacts_workspace_id_status_idx" ON "contacts"("workspace_id", "status");

-- CreateIndex
CREATE INDEX "contacts_workspace_id_owner_id_idx" ON "contacts"("workspace_id", "owner_id");

-- CreateIndex
CREATE INDEX "contacts_owner_id_idx" ON "contacts"("owner_id");

-- CreateIndex
CREATE INDEX "contacts_created_by_id_idx" ON "contacts"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "contacts_workspace_id_id_key" ON "contacts"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tags_workspace_id_id_key" ON "tags"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tags_workspace_id_name_key" ON "tags"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "contact_tags_workspace_id_tag_id_idx" ON "contact_tags"("workspace_id", "tag_id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_lists_workspace_id_id_key" ON "contact_lists"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_lists_workspace_id_name_key" ON "contact_lists"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "contact_list_members_workspace_id_contact_id_idx" ON "contact_list_members"("workspace_id", "contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "custom_field_definitions_workspace_id_object_type_field_nam_key" ON "custom_field_definitions"("workspace_id", "object_type", "field_name");

-- CreateIndex
CREATE INDEX "saved_views_workspace_id_object_type_idx" ON "saved_views"("workspace_id", "object_type");

-- CreateIndex
CREATE INDEX "saved_views_created_by_id_idx" ON "saved_views"("created_by_id");

-- CreateIndex
CREATE INDEX "activities_workspace_id_contact_id_occurred_at_idx" ON "activities"("workspace_id", "contact_id", "occurred_at" DESC);

-- CreateIndex
CREATE INDEX "activities_workspace_id_occurred_at_idx" ON "activities"("workspace_id", "occurred_at" DESC);

-- CreateIndex
CREATE INDEX "activities_user_id_idx" ON "activities"("user_id");

-- CreateIndex
CREATE INDEX "domain_events_workspace_id_position_idx" ON "domain_events"("workspace_id", "position");

-- CreateIndex
CREATE INDEX "domain_events_created_at_idx" ON "domain_events"("created_at");

-- CreateIndex
CREATE INDEX "workflow_messages_workspace_id_idx" ON "workflow_messages"("workspace_id");

-- CreateIndex
CREATE INDEX "workflow_messages_workflow_id_id_idx" ON "workflow_messages"("workflow_id", "id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "import_jobs_workspace_id_created_at_idx" ON "import_jobs"("workspace_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "import_jobs_created_by_id_idx" ON "import_jobs"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "import_jobs_workspace_id_id_key" ON "import_jobs"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "mailboxes_workspace_id_created_at_idx" ON "mailboxes"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "mailboxes_user_id_idx" ON "mailboxes"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "mailboxes_workspace_id_id_key" ON "mailboxes"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "email_threads_workspace_id_mailbox_id_last_message_at_idx" ON "email_threads"("workspace_id", "mailbox_id", "last_message_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "email_threads_workspace_id_id_key" ON "email_threads"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "email_messages_workspace_id_message_id_idx" ON "email_messages"("workspace_id", "message_id");

-- CreateIndex
CREATE INDEX "email_messages_workspace_id_thread_id_received_at_idx" ON "email_messages"("workspace_id", "thread_id", "received_at");

-- CreateIndex
CREATE INDEX "email_messages_workspace_id_contact_id_received_at_idx" ON "email_messages"("workspace_id", "contact_id", "received_at" DESC);

-- CreateIndex
CREATE INDEX "email_messages_workspace_id_outbound_email_id_idx" ON "email_messages"("workspace_id", "outbound_email_id");

-- CreateIndex
CREATE INDEX "email_messages_workspace_id_enrollment_id_idx" ON "email_messages"("workspace_id", "enrollment_id");

-- CreateIndex
CREATE INDEX "email_messages_workspace_id_mailbox_id_received_at_idx" ON "email_messages"("workspace_id", "mailbox_id", "received_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "email_messages_workspace_id_id_key" ON "email_messages"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "email_messages_mailbox_id_external_id_key" ON "email_messages"("mailbox_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "email_bodies_workspace_id_message_id_key" ON "email_bodies"("workspace_id", "message_id");

-- CreateIndex
CREATE INDEX "email_attachments_workspace_id_message_id_idx" ON "email_attachments"("workspace_id", "message_id");

-- CreateIndex
CREATE UNIQUE INDEX "sandbox_messages_uid_key" ON "sandbox_messages"("uid");

-- CreateIndex
CREATE INDEX "sandbox_messages_workspace_id_mailbox_id_folder_uid_idx" ON "sandbox_messages"("workspace_id", "mailbox_id", "folder", "uid");

-- CreateIndex
CREATE INDEX "sandbox_messages_workspace_id_message_id_idx" ON "sandbox_messages"("workspace_id", "message_id");

-- CreateIndex
CREATE INDEX "system_mails_created_at_idx" ON "system_mails"("created_at");

-- CreateIndex
CREATE INDEX "outbound_emails_workspace_id_mailbox_id_slot_at_idx" ON "outbound_emails"("workspace_id", "mailbox_id", "slot_at");

-- CreateIndex
CREATE INDEX "outbound_emails_workspace_id_mailbox_id_slot_day_idx" ON "outbound_emails"("workspace_id", "mailbox_id", "slot_day");

-- CreateIndex
CREATE INDEX "outbound_emails_workspace_id_contact_id_created_at_idx" ON "outbound_emails"("workspace_id", "contact_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "outbound_emails_workspace_id_enrollment_id_idx" ON "outbound_emails"("workspace_id", "enrollment_id");

-- CreateIndex
CREATE INDEX "outbound_emails_workspace_id_sequence_id_step_id_idx" ON "outbound_emails"("workspace_id", "sequence_id", "step_id");

-- CreateIndex
CREATE INDEX "outbound_emails_workspace_id_message_id_idx" ON "outbound_emails"("workspace_id", "message_id");

-- CreateIndex
CREATE INDEX "outbound_emails_workspace_id_thread_id_idx" ON "outbound_emails"("workspace_id", "thread_id");

-- CreateIndex
CREATE INDEX "outbound_emails_user_id_idx" ON "outbound_emails"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbound_emails_workspace_id_id_key" ON "outbound_emails"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tracked_links_workspace_id_id_key" ON "tracked_links"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tracked_links_workspace_id_outbound_email_id_position_key" ON "tracked_links"("workspace_id", "outbound_email_id", "position");

-- CreateIndex
CREATE INDEX "tracking_events_workspace_id_outbound_email_id_occurred_at_idx" ON "tracking_events"("workspace_id", "outbound_email_id", "occurred_at");

-- CreateIndex
CREATE INDEX "tracking_events_workspace_id_occurred_at_idx" ON "tracking_events"("workspace_id", "occurred_at" DESC);

-- CreateIndex
CREATE INDEX "bounces_workspace_id_created_at_idx" ON "bounces"("workspace_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "bounces_workspace_id_outbound_email_id_idx" ON "bounces"("workspace_id", "outbound_email_id");

-- CreateIndex
CREATE INDEX "complaints_workspace_id_created_at_idx" ON "complaints"("workspace_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "complaints_workspace_id_outbound_email_id_idx" ON "complaints"("workspace_id", "outbound_email_id");

-- CreateIndex
CREATE INDEX "sequences_workspace_id_created_at_idx" ON "sequences"("workspace_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "sequences_created_by_id_idx" ON "sequences"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "sequences_workspace_id_id_key" ON "sequences"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "sequence_steps_workspace_id_sequence_id_position_idx" ON "sequence_steps"("workspace_id", "sequence_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "sequence_steps_workspace_id_id_key" ON "sequence_steps"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "step_variants_workspace_id_step_id_idx" ON "step_variants"("workspace_id", "step_id");

-- CreateIndex
CREATE UNIQUE INDEX "step_variants_workspace_id_id_key" ON "step_variants"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "enrollments_workspace_id_sequence_id_state_next_at_idx" ON "enrollments"("workspace_id", "sequence_id", "state", "next_at");

-- CreateIndex
CREATE INDEX "enrollments_workspace_id_sequence_id_created_at_id_idx" ON "enrollments"("workspace_id", "sequence_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "enrollments_workspace_id_contact_id_idx" ON "enrollments"("workspace_id", "contact_id");

-- CreateIndex
CREATE INDEX "enrollments_workspace_id_mailbox_id_state_idx" ON "enrollments"("workspace_id", "mailbox_id", "state");

-- CreateIndex
CREATE INDEX "enrollments_workspace_id_batch_id_idx" ON "enrollments"("workspace_id", "batch_id");

-- CreateIndex
CREATE INDEX "enrollments_workspace_id_sequence_id_hold_code_idx" ON "enrollments"("workspace_id", "sequence_id", "hold_code");

-- CreateIndex
CREATE INDEX "enrollments_workspace_id_state_next_at_idx" ON "enrollments"("workspace_id", "state", "next_at");

-- CreateIndex
CREATE INDEX "enrollments_user_id_idx" ON "enrollments"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "enrollments_workspace_id_id_key" ON "enrollments"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "enrollment_batches_workspace_id_sequence_id_created_at_idx" ON "enrollment_batches"("workspace_id", "sequence_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "enrollment_batches_workspace_id_mailbox_id_idx" ON "enrollment_batches"("workspace_id", "mailbox_id");

-- CreateIndex
CREATE INDEX "enrollment_batches_user_id_idx" ON "enrollment_batches"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "enrollment_batches_workspace_id_id_key" ON "enrollment_batches"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "enrollment_refusals_workspace_id_contact_id_idx" ON "enrollment_refusals"("workspace_id", "contact_id");

-- CreateIndex
CREATE INDEX "suppressions_workspace_id_address_idx" ON "suppressions"("workspace_id", "address");

-- CreateIndex
CREATE INDEX "suppressions_workspace_id_created_at_id_idx" ON "suppressions"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "tasks_workspace_id_status_due_at_idx" ON "tasks"("workspace_id", "status", "due_at");

-- CreateIndex
CREATE INDEX "tasks_workspace_id_assigned_to_id_status_due_at_idx" ON "tasks"("workspace_id", "assigned_to_id", "status", "due_at");

-- CreateIndex
CREATE INDEX "tasks_workspace_id_contact_id_idx" ON "tasks"("workspace_id", "contact_id");

-- CreateIndex
CREATE INDEX "tasks_workspace_id_enrollment_id_idx" ON "tasks"("workspace_id", "enrollment_id");

-- CreateIndex
CREATE INDEX "tasks_assigned_to_id_idx" ON "tasks"("assigned_to_id");

-- CreateIndex
CREATE INDEX "tasks_assigned_by_id_idx" ON "tasks"("assigned_by_id");

-- CreateIndex
CREATE INDEX "tasks_completed_by_id_idx" ON "tasks"("completed_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "tasks_workspace_id_id_key" ON "tasks"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_provider_id_account_id_key" ON "accounts"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- CreateIndex
CREATE INDEX "verifications_expires_at_idx" ON "verifications"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_slug_key" ON "workspaces"("slug");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_workspace_id_user_id_key" ON "memberships"("workspace_id", "user_id");

-- CreateIndex
CREATE INDEX "invitations_workspace_id_status_idx" ON "invitations"("workspace_id", "status");

-- CreateIndex
CREATE INDEX "invitations_email_idx" ON "invitations"("email");

-- CreateIndex
CREATE INDEX "invitations_inviter_id_idx" ON "invitations"("inviter_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_key" ON "api_keys"("key");

-- CreateIndex
CREATE INDEX "api_keys_workspace_id_idx" ON "api_keys"("workspace_id");

-- CreateIndex
CREATE INDEX "audit_entries_workspace_id_created_at_idx" ON "audit_entries"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_entries_user_id_idx" ON "audit_entries"("user_id");

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tags" ADD CONSTRAINT "tags_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_tags" ADD CONSTRAINT "contact_tags_workspace_id_contact_id_fkey" FOREIGN KEY ("workspace_id", "contact_id") REFERENCES "contacts"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_tags" ADD CONSTRAINT "contact_tags_workspace_id_tag_id_fkey" FOREIGN KEY ("workspace_id", "tag_id") REFERENCES "tags"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_lists" ADD CONSTRAINT "contact_lists_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_list_members" ADD CONSTRAINT "contact_list_members_workspace_id_list_id_fkey" FOREIGN KEY ("workspace_id", "list_id") REFERENCES "contact_lists"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_list_members" ADD CONSTRAINT "contact_list_members_workspace_id_contact_id_fkey" FOREIGN KEY ("workspace_id", "contact_id") REFERENCES "contacts"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "custom_field_definitions" ADD CONSTRAINT "custom_field_definitions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activities" ADD CONSTRAINT "activities_workspace_id_contact_id_fkey" FOREIGN KEY ("workspace_id", "contact_id") REFERENCES "contacts"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activities" ADD CONSTRAINT "activities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_jobs" ADD CONSTRAINT "import_jobs_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_jobs" ADD CONSTRAINT "import_jobs_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_workspace_id_import_id_fkey" FOREIGN KEY ("workspace_id", "import_id") REFERENCES "import_jobs"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_rejects" ADD CONSTRAINT "import_rejects_workspace_id_import_id_fkey" FOREIGN KEY ("workspace_id", "import_id") REFERENCES "import_jobs"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mailboxes" ADD CONSTRAINT "mailboxes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_threads" ADD CONSTRAINT "email_threads_workspace_id_mailbox_id_fkey" FOREIGN KEY ("workspace_id", "mailbox_id") REFERENCES "mailboxes"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_messages" ADD CONSTRAINT "email_messages_workspace_id_mailbox_id_fkey" FOREIGN KEY ("workspace_id", "mailbox_id") REFERENCES "mailboxes"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_messages" ADD CONSTRAINT "email_messages_workspace_id_thread_id_fkey" FOREIGN KEY ("workspace_id", "thread_id") REFERENCES "email_threads"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_messages" ADD CONSTRAINT "email_messages_workspace_id_contact_id_fkey" FOREIGN KEY ("workspace_id", "contact_id") REFERENCES "contacts"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_bodies" ADD CONSTRAINT "email_bodies_workspace_id_message_id_fkey" FOREIGN KEY ("workspace_id", "message_id") REFERENCES "email_messages"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_attachments" ADD CONSTRAINT "email_attachments_workspace_id_message_id_fkey" FOREIGN KEY ("workspace_id", "message_id") REFERENCES "email_messages"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sandbox_messages" ADD CONSTRAINT "sandbox_messages_workspace_id_mailbox_id_fkey" FOREIGN KEY ("workspace_id", "mailbox_id") REFERENCES "mailboxes"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbound_emails" ADD CONSTRAINT "outbound_emails_workspace_id_mailbox_id_fkey" FOREIGN KEY ("workspace_id", "mailbox_id") REFERENCES "mailboxes"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbound_emails" ADD CONSTRAINT "outbound_emails_workspace_id_contact_id_fkey" FOREIGN KEY ("workspace_id", "contact_id") REFERENCES "contacts"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbound_emails" ADD CONSTRAINT "outbound_emails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbound_emails" ADD CONSTRAINT "outbound_emails_workspace_id_enrollment_id_fkey" FOREIGN KEY ("workspace_id", "enrollment_id") REFERENCES "enrollments"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sequences" ADD CONSTRAINT "sequences_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sequences" ADD CONSTRAINT "sequences_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sequence_steps" ADD CONSTRAINT "sequence_steps_workspace_id_sequence_id_fkey" FOREIGN KEY ("workspace_id", "sequence_id") REFERENCES "sequences"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_variants" ADD CONSTRAINT "step_variants_workspace_id_step_id_fkey" FOREIGN KEY ("workspace_id", "step_id") REFERENCES "sequence_steps"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_workspace_id_sequence_id_fkey" FOREIGN KEY ("workspace_id", "sequence_id") REFERENCES "sequences"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_workspace_id_contact_id_fkey" FOREIGN KEY ("workspace_id", "contact_id") REFERENCES "contacts"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_workspace_id_mailbox_id_fkey" FOREIGN KEY ("workspace_id", "mailbox_id") REFERENCES "mailboxes"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_workspace_id_batch_id_fkey" FOREIGN KEY ("workspace_id", "batch_id") REFERENCES "enrollment_batches"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollment_batches" ADD CONSTRAINT "enrollment_batches_workspace_id_sequence_id_fkey" FOREIGN KEY ("workspace_id", "sequence_id") REFERENCES "sequences"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollment_batches" ADD CONSTRAINT "enrollment_batches_workspace_id_mailbox_id_fkey" FOREIGN KEY ("workspace_id", "mailbox_id") REFERENCES "mailboxes"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollment_batches" ADD CONSTRAINT "enrollment_batches_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollment_refusals" ADD CONSTRAINT "enrollment_refusals_workspace_id_batch_id_fkey" FOREIGN KEY ("workspace_id", "batch_id") REFERENCES "enrollment_batches"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollment_refusals" ADD CONSTRAINT "enrollment_refusals_workspace_id_contact_id_fkey" FOREIGN KEY ("workspace_id", "contact_id") REFERENCES "contacts"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workspace_id_contact_id_fkey" FOREIGN KEY ("workspace_id", "contact_id") REFERENCES "contacts"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workspace_id_enrollment_id_fkey" FOREIGN KEY ("workspace_id", "enrollment_id") REFERENCES "enrollments"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_assigned_to_id_fkey" FOREIGN KEY ("assigned_to_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_assigned_by_id_fkey" FOREIGN KEY ("assigned_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_completed_by_id_fkey" FOREIGN KEY ("completed_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_inviter_id_fkey" FOREIGN KEY ("inviter_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "usage_counters" ADD CONSTRAINT "usage_counters_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

