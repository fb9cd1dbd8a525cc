// Generated from supabase/migrations by `npm run db:types`. Do not edit.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
      ai_requests: {
        Row: {
          created_at: string;
          error_code: string | null;
          finished_at: string | null;
          id: string;
          input_tokens: number | null;
          model: string;
          outcome: string;
          output_tokens: number | null;
          prompt: string | null;
          task: string;
          tenant_id: string;
          used_own_key: boolean;
          user_id: string | null;
        };
        Insert: {
          created_at?: string;
          error_code?: string | null;
          finished_at?: string | null;
          id?: string;
          input_tokens?: number | null;
          model: string;
          outcome?: string;
          output_tokens?: number | null;
          prompt?: string | null;
          task: string;
          tenant_id: string;
          used_own_key?: boolean;
          user_id?: string | null;
        };
        Update: {
          created_at?: string;
          error_code?: string | null;
          finished_at?: string | null;
          id?: string;
          input_tokens?: number | null;
          model?: string;
          outcome?: string;
          output_tokens?: number | null;
          prompt?: string | null;
          task?: string;
          tenant_id?: string;
          used_own_key?: boolean;
          user_id?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "ai_requests_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "ai_requests_tenant_id_user_id_fkey";
            columns: ["tenant_id","user_id"];
            isOneToOne: false;
            referencedRelation: "user_profiles";
            referencedColumns: ["tenant_id","id"];
          },
        ];
      };
      audit_log: {
        Row: {
          action: string;
          actor_id: string | null;
          actor_kind: string;
          at: string;
          id: string;
          new: Json | null;
          old: Json | null;
          target_id: string;
          target_table: string;
          tenant_id: string;
        };
        Insert: {
          action: string;
          actor_id?: string | null;
          actor_kind: string;
          at?: string;
          id?: string;
          new?: Json | null;
          old?: Json | null;
          target_id: string;
          target_table: string;
          tenant_id: string;
        };
        Update: {
          action?: string;
          actor_id?: string | null;
          actor_kind?: string;
          at?: string;
          id?: string;
          new?: Json | null;
          old?: Json | null;
          target_id?: string;
          target_table?: string;
          tenant_id?: string;
        };
        Relationships: [];
      };
      device_tokens: {
        Row: {
          created_at: string;
          created_by: string | null;
          expires_at: string | null;
          hint: string;
          id: string;
          last_used_at: string | null;
          machine_ids: string[] | null;
          name: string;
          revoked_at: string | null;
          tenant_id: string;
          token_hash: string;
        };
        Insert: {
          created_at?: string;
          created_by?: string | null;
          expires_at?: string | null;
          hint: string;
          id?: string;
          last_used_at?: string | null;
          machine_ids?: string[] | null;
          name: string;
          revoked_at?: string | null;
          tenant_id: string;
          token_hash: string;
        };
        Update: {
          created_at?: string;
          created_by?: string | null;
          expires_at?: string | null;
          hint?: string;
          id?: string;
          last_used_at?: string | null;
          machine_ids?: string[] | null;
          name?: string;
          revoked_at?: string | null;
          tenant_id?: string;
          token_hash?: string;
        };
        Relationships: [
          {
            foreignKeyName: "device_tokens_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      documents: {
        Row: {
          created_at: string;
          description: string | null;
          id: string;
          machine_id: string | null;
          mime_type: string | null;
          name: string;
          path: string;
          size_bytes: number | null;
          tenant_id: string;
          updated_at: string;
          uploaded_by: string | null;
        };
        Insert: {
          created_at?: string;
          description?: string | null;
          id: string;
          machine_id?: string | null;
          mime_type?: string | null;
          name: string;
          path: string;
          size_bytes?: number | null;
          tenant_id: string;
          updated_at?: string;
          uploaded_by?: string | null;
        };
        Update: {
          created_at?: string;
          description?: string | null;
          id?: string;
          machine_id?: string | null;
          mime_type?: string | null;
          name?: string;
          path?: string;
          size_bytes?: number | null;
          tenant_id?: string;
          updated_at?: string;
          uploaded_by?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "documents_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "documents_tenant_id_machine_id_fkey";
            columns: ["tenant_id","machine_id"];
            isOneToOne: false;
            referencedRelation: "machines";
            referencedColumns: ["tenant_id","id"];
          },
        ];
      };
      embed_members: {
        Row: {
          banned_until: string | null;
          created_at: string;
          email: string | null;
          host_user_id: string;
          last_seen_at: string;
          removed_at: string | null;
          secret_id: string;
          tenant_id: string;
          user_id: string;
        };
        Insert: {
          banned_until?: string | null;
          created_at?: string;
          email?: string | null;
          host_user_id: string;
          last_seen_at?: string;
          removed_at?: string | null;
          secret_id: string;
          tenant_id: string;
          user_id: string;
        };
        Update: {
          banned_until?: string | null;
          created_at?: string;
          email?: string | null;
          host_user_id?: string;
          last_seen_at?: string;
          removed_at?: string | null;
          secret_id?: string;
          tenant_id?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "embed_members_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "embed_members_tenant_id_secret_id_fkey";
            columns: ["tenant_id","secret_id"];
            isOneToOne: false;
            referencedRelation: "embed_secrets";
            referencedColumns: ["tenant_id","id"];
          },
        ];
      };
      embed_secrets: {
        Row: {
          allowed_addresses: string[];
          allowed_origins: string[];
          created_at: string;
          created_by: string | null;
          default_role: string | null;
          expires_at: string | null;
          hint: string;
          id: string;
          last_used_at: string | null;
          name: string;
          previous_hash: string | null;
          previous_until: string | null;
          revoked_at: string | null;
          role_map: Json;
          secret_hash: string;
          tenant_id: string;
        };
        Insert: {
          allowed_addresses?: string[];
          allowed_origins?: string[];
          created_at?: string;
          created_by?: string | null;
          default_role?: string | null;
          expires_at?: string | null;
          hint: string;
          id?: string;
          last_used_at?: string | null;
          name: string;
          previous_hash?: string | null;
          previous_until?: string | null;
          revoked_at?: string | null;
          role_map?: Json;
          secret_hash: string;
          tenant_id: string;
        };
        Update: {
          allowed_addresses?: string[];
          allowed_origins?: string[];
          created_at?: string;
          created_by?: string | null;
          default_role?: string | null;
          expires_at?: string | null;
          hint?: string;
          id?: string;
          last_used_at?: string | null;
          name?: string;
          previous_hash?: string | null;
          previous_until?: string | null;
          revoked_at?: string | null;
          role_map?: Json;
          secret_hash?: string;
          tenant_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "embed_secrets_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      invitations: {
        Row: {
          accepted_at: string | null;
          created_at: string;
          email: string;
          expires_at: string;
          full_name: string | null;
          id: string;
          invited_by: string | null;
          is_for_first_admin: boolean;
          mailed_at: string | null;
          permissions: Json;
          revoked_at: string | null;
          role: string;
          tenant_id: string;
        };
        Insert: {
          accepted_at?: string | null;
          created_at?: string;
          email: string;
          expires_at?: string;
          full_name?: string | null;
          id?: string;
          invited_by?: string | null;
          is_for_first_admin?: boolean;
          mailed_at?: string | null;
          permissions?: Json;
          revoked_at?: string | null;
          role: string;
          tenant_id: string;
        };
        Update: {
          accepted_at?: string | null;
          created_at?: string;
          email?: string;
          expires_at?: string;
          full_name?: string | null;
          id?: string;
          invited_by?: string | null;
          is_for_first_admin?: boolean;
          mailed_at?: string | null;
          permissions?: Json;
          revoked_at?: string | null;
          role?: string;
          tenant_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "invitations_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      machine_latest: {
        Row: {
          age_stage: number;
          health_parts: Json;
          health_score: number | null;
          is_announced: boolean;
          machine_id: string;
          power_kwh: number | null;
          rpm: number | null;
          temperature: number | null;
          tenant_id: string;
          timestamp: string;
          vibration: number | null;
        };
        Insert: {
          age_stage?: number;
          health_parts?: Json;
          health_score?: number | null;
          is_announced?: boolean;
          machine_id: string;
          power_kwh?: number | null;
          rpm?: number | null;
          temperature?: number | null;
          tenant_id: string;
          timestamp: string;
          vibration?: number | null;
        };
        Update: {
          age_stage?: number;
          health_parts?: Json;
          health_score?: number | null;
          is_announced?: boolean;
          machine_id?: string;
          power_kwh?: number | null;
          rpm?: number | null;
          temperature?: number | null;
          tenant_id?: string;
          timestamp?: string;
          vibration?: number | null;
        };
        Relationships: [
          {
            foreignKeyName: "machine_latest_tenant_id_machine_id_fkey";
            columns: ["tenant_id","machine_id"];
            isOneToOne: true;
            referencedRelation: "machines";
            referencedColumns: ["tenant_id","id"];
          },
        ];
      };
      machines: {
        Row: {
          created_at: string;
          external_id: string | null;
          grid_position_x: number | null;
          grid_position_y: number | null;
          health_score: number | null;
          id: string;
          metadata: Json;
          name: string;
          status: string;
          tenant_id: string;
          type: string | null;
          updated_at: string;
        };
        Insert: {
          created_at?: string;
          external_id?: string | null;
          grid_position_x?: number | null;
          grid_position_y?: number | null;
          health_score?: number | null;
          id?: string;
          metadata?: Json;
          name: string;
          status?: string;
          tenant_id?: string;
          type?: string | null;
          updated_at?: string;
        };
        Update: {
          created_at?: string;
          external_id?: string | null;
          grid_position_x?: number | null;
          grid_position_y?: number | null;
          health_score?: number | null;
          id?: string;
          metadata?: Json;
          name?: string;
          status?: string;
          tenant_id?: string;
          type?: string | null;
          updated_at?: string;
        };
        Relationships: [
          {
            foreignKeyName: "machines_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      quality_images: {
        Row: {
          captured_at: string;
          created_at: string;
          defects: Json;
          id: string;
          inspected_at: string | null;
          inspected_by: string | null;
          machine_id: string | null;
          mime_type: string | null;
          model: string | null;
          name: string;
          notes: string | null;
          path: string;
          result: string | null;
          size_bytes: number | null;
          tenant_id: string;
          updated_at: string;
          uploaded_by: string | null;
        };
        Insert: {
          captured_at?: string;
          created_at?: string;
          defects?: Json;
          id: string;
          inspected_at?: string | null;
          inspected_by?: string | null;
          machine_id?: string | null;
          mime_type?: string | null;
          model?: string | null;
          name: string;
          notes?: string | null;
          path: string;
          result?: string | null;
          size_bytes?: number | null;
          tenant_id: string;
          updated_at?: string;
          uploaded_by?: string | null;
        };
        Update: {
          captured_at?: string;
          created_at?: string;
          defects?: Json;
          id?: string;
          inspected_at?: string | null;
          inspected_by?: string | null;
          machine_id?: string | null;
          mime_type?: string | null;
          model?: string | null;
          name?: string;
          notes?: string | null;
          path?: string;
          result?: string | null;
          size_bytes?: number | null;
          tenant_id?: string;
          updated_at?: string;
          uploaded_by?: string | null;
        };
        Relationships: [
          {
            foreignKeyName: "quality_images_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
          {
            foreignKeyName: "quality_images_tenant_id_machine_id_fkey";
            columns: ["tenant_id","machine_id"];
            isOneToOne: false;
            referencedRelation: "machines";
            referencedColumns: ["tenant_id","id"];
          },
        ];
      };
      telemetry: {
        Row: {
          machine_id: string;
          power_kwh: number | null;
          rpm: number | null;
          temperature: number | null;
          tenant_id: string;
          timestamp: string;
          vibration: number | null;
        };
        Insert: {
          machine_id: string;
          power_kwh?: number | null;
          rpm?: number | null;
          temperature?: number | null;
          tenant_id?: string;
          timestamp?: string;
          vibration?: number | null;
        };
        Update: {
          machine_id?: string;
          power_kwh?: number | null;
          rpm?: number | null;
          temperature?: number | null;
          tenant_id?: string;
          timestamp?: string;
          vibration?: number | null;
        };
        Relationships: [
          {
            foreignKeyName: "telemetry_tenant_id_machine_id_fkey";
            columns: ["tenant_id","machine_id"];
            isOneToOne: false;
            referencedRelation: "machines";
            referencedColumns: ["tenant_id","id"];
          },
        ];
      };
      telemetry_hourly: {
        Row: {
          hour: string;
          machine_id: string;
          power_kwh_count: number;
          power_kwh_max: number | null;
          power_kwh_min: number | null;
          power_kwh_sum: number;
          rpm_count: number;
          rpm_max: number | null;
          rpm_min: number | null;
          rpm_sum: number;
          temperature_count: number;
          temperature_max: number | null;
          temperature_min: number | null;
          temperature_sum: number;
          tenant_id: string;
          vibration_count: number;
          vibration_max: number | null;
          vibration_min: number | null;
          vibration_sum: number;
        };
        Insert: {
          hour: string;
          machine_id: string;
          power_kwh_count?: number;
          power_kwh_max?: number | null;
          power_kwh_min?: number | null;
          power_kwh_sum?: number;
          rpm_count?: number;
          rpm_max?: number | null;
          rpm_min?: number | null;
          rpm_sum?: number;
          temperature_count?: number;
          temperature_max?: number | null;
          temperature_min?: number | null;
          temperature_sum?: number;
          tenant_id: string;
          vibration_count?: number;
          vibration_max?: number | null;
          vibration_min?: number | null;
          vibration_sum?: number;
        };
        Update: {
          hour?: string;
          machine_id?: string;
          power_kwh_count?: number;
          power_kwh_max?: number | null;
          power_kwh_min?: number | null;
          power_kwh_sum?: number;
          rpm_count?: number;
          rpm_max?: number | null;
          rpm_min?: number | null;
          rpm_sum?: number;
          temperature_count?: number;
          temperature_max?: number | null;
          temperature_min?: number | null;
          temperature_sum?: number;
          tenant_id?: string;
          vibration_count?: number;
          vibration_max?: number | null;
          vibration_min?: number | null;
          vibration_sum?: number;
        };
        Relationships: [
          {
            foreignKeyName: "telemetry_hourly_tenant_id_machine_id_fkey";
            columns: ["tenant_id","machine_id"];
            isOneToOne: false;
            referencedRelation: "machines";
            referencedColumns: ["tenant_id","id"];
          },
        ];
      };
      tenants: {
        Row: {
          api_key_encrypted: string | null;
          api_key_hint: string | null;
          api_key_key_id: string | null;
          api_key_updated_at: string | null;
          branding: Json;
          created_at: string;
          hostnames: string[];
          id: string;
          is_reseller: boolean;
          keeps_ai_prompts: boolean;
          name: string;
          parent_id: string | null;
          plan_tier: string;
          raw_kept_since: string | null;
          shares_with_reseller: boolean;
          slug: string;
          sso_provider_id: string | null;
          status: string;
          suspended_by: string | null;
          tenant_id: string;
          updated_at: string;
        };
        Insert: {
          api_key_encrypted?: string | null;
          api_key_hint?: string | null;
          api_key_key_id?: string | null;
          api_key_updated_at?: string | null;
          branding?: Json;
          created_at?: string;
          hostnames?: string[];
          id?: string;
          is_reseller?: boolean;
          keeps_ai_prompts?: boolean;
          name: string;
          parent_id?: string | null;
          plan_tier?: string;
          raw_kept_since?: string | null;
          shares_with_reseller?: boolean;
          slug: string;
          sso_provider_id?: string | null;
          status?: string;
          suspended_by?: string | null;
          tenant_id?: never;
          updated_at?: string;
        };
        Update: {
          api_key_encrypted?: string | null;
          api_key_hint?: string | null;
          api_key_key_id?: string | null;
          api_key_updated_at?: string | null;
          branding?: Json;
          created_at?: string;
          hostnames?: string[];
          id?: string;
          is_reseller?: boolean;
          keeps_ai_prompts?: boolean;
          name?: string;
          parent_id?: string | null;
          plan_tier?: string;
          raw_kept_since?: string | null;
          shares_with_reseller?: boolean;
          slug?: string;
          sso_provider_id?: string | null;
          status?: string;
          suspended_by?: string | null;
          tenant_id?: never;
          updated_at?: string;
        };
        Relationships: [
          {
            foreignKeyName: "tenants_parent_id_fkey";
            columns: ["parent_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
      user_profiles: {
        Row: {
          full_name: string | null;
          id: string;
          permissions: Json;
          role: string;
          tenant_id: string;
        };
        Insert: {
          full_name?: string | null;
          id: string;
          permissions?: Json;
          role: string;
          tenant_id: string;
        };
        Update: {
          full_name?: string | null;
          id?: string;
          permissions?: Json;
          role?: string;
          tenant_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: "user_profiles_tenant_id_fkey";
            columns: ["tenant_id"];
            isOneToOne: false;
            referencedRelation: "tenants";
            referencedColumns: ["id"];
          },
        ];
      };
    };
    Views: Record<never, never>;
    Functions: {
      accept_invitation: { Args: { id?: string }; Returns: Json };
      ai_usage: { Args: { since: string; until: string }; Returns: Json };
      api_key_status: { Args: never; Returns: Json };
      audit_entries: { Args: { before?: string; max_rows?: number; tenant_id: string }; Returns: Json };
      branding_for: { Args: { host_or_slug: string }; Returns: Json };
      clear_api_key: { Args: never; Returns: Json };
      create_device_token: { Args: { expires_at?: string; machine_ids?: string[]; name: string }; Returns: Json };
      create_embed_secret: { Args: { allowed_addresses?: string[]; allowed_origins?: string[]; default_role?: string; expires_at?: string; name: string; role_map?: Json }; Returns: Json };
      current_membership: { Args: never; Returns: Json };
      fleet_overview: { Args: never; Returns: Json };
      invite_member: { Args: { email: string; full_name?: string; permissions?: Json; role: string; tenant_id?: string }; Returns: Json };
      is_platform_admin: { Args: never; Returns: boolean };
      keep_ai_prompts: { Args: { allowed: boolean }; Returns: boolean };
      list_device_tokens: { Args: never; Returns: Json };
      list_embed_members: { Args: never; Returns: Json };
      list_embed_secrets: { Args: never; Returns: Json };
      list_members: { Args: never; Returns: Json };
      list_tenants: { Args: { after?: string; max_rows?: number; search?: string }; Returns: Json };
      my_invitations: { Args: never; Returns: Json };
      open_tenant: { Args: { branding?: Json; hostnames?: string[]; name: string; plan_tier?: string; slug: string }; Returns: Json };
      open_tenant_once: { Args: { idempotency_key: string; request: Json }; Returns: Json };
      plan_usage: { Args: never; Returns: Json };
      readmit_embed_member: { Args: { user_id: string }; Returns: undefined };
      record_readings: { Args: { readings: Json }; Returns: Json };
      remove_member: { Args: { user_id: string }; Returns: undefined };
      renew_invitation: { Args: { id: string }; Returns: Json };
      resume_tenant: { Args: { tenant_id: string }; Returns: Json };
      revoke_device_token: { Args: { id: string }; Returns: undefined };
      revoke_embed_secret: { Args: { id: string }; Returns: Json };
      revoke_invitation: { Args: { id: string }; Returns: undefined };
      rotate_embed_secret: { Args: { id: string; keep_old?: string }; Returns: Json };
      sealing_key: { Args: never; Returns: Json };
      set_api_key: { Args: { hint: string; sealed: string }; Returns: Json };
      set_member: { Args: { permissions?: Json; role?: string; user_id: string }; Returns: Json };
      set_plan: { Args: { plan_tier: string; tenant_id: string }; Returns: Json };
      set_reseller: { Args: { is_reseller: boolean; tenant_id: string }; Returns: Json };
      share_with_reseller: { Args: { allowed: boolean }; Returns: boolean };
      shared_fleet_overview: { Args: { tenant_id: string }; Returns: Json };
      suspend_tenant: { Args: { tenant_id: string }; Returns: Json };
      telemetry_series: { Args: { from_time?: string; machine_id: string; max_points?: number; metrics?: string[]; to_time?: string }; Returns: Json };
      update_tenant: { Args: { changes: Json; tenant_id: string }; Returns: Json };
    };
    Enums: Record<never, never>;
    CompositeTypes: Record<never, never>;
  };
};
