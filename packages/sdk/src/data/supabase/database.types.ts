// Generated from supabase/migrations by `npm run db:types`. Do not edit.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
      machine_latest: {
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
          tenant_id: string;
          timestamp: string;
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
          health_parts: Json;
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
          health_parts?: Json;
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
          health_parts?: Json;
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
      tenants: {
        Row: {
          api_key_encrypted: string | null;
          branding: Json;
          created_at: string;
          id: string;
          name: string;
          plan_tier: string;
          slug: string;
          status: string;
          tenant_id: string;
          updated_at: string;
        };
        Insert: {
          api_key_encrypted?: string | null;
          branding?: Json;
          created_at?: string;
          id?: string;
          name: string;
          plan_tier?: string;
          slug: string;
          status?: string;
          tenant_id?: never;
          updated_at?: string;
        };
        Update: {
          api_key_encrypted?: string | null;
          branding?: Json;
          created_at?: string;
          id?: string;
          name?: string;
          plan_tier?: string;
          slug?: string;
          status?: string;
          tenant_id?: never;
          updated_at?: string;
        };
        Relationships: [];
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
      current_membership: { Args: never; Returns: Json };
      fleet_overview: { Args: never; Returns: Json };
      record_readings: { Args: { readings: Json }; Returns: Json };
      telemetry_series: { Args: { from_time?: string; machine_id: string; max_points?: number; metrics?: string[]; to_time?: string }; Returns: Json };
    };
    Enums: Record<never, never>;
    CompositeTypes: Record<never, never>;
  };
};
