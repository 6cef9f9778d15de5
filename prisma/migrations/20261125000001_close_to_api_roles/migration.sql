-- Supabase serves the schema "public" to browsers as the roles "anon" and "authenticated", and by default
-- grants them everything on every new table: whoever has the project's public key could read every session.
-- They get nothing here, neither on what is there nor on what later migrations make. Where these roles do not
-- exist, nothing happens.
-- https://supabase.com/docs/guides/api/securing-your-api
DO $$
DECLARE
  api_role text;
  own_table text;
BEGIN
  FOR api_role IN SELECT rolname FROM pg_roles WHERE rolname IN ('anon', 'authenticated') LOOP
    -- Ours alone: other tables of the schema are not our business. The table of migrations is not there in a
    -- shadow database.
    FOR own_table IN SELECT relname FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relname IN (
        'User', 'Account', 'Session', 'VerificationToken', 'BillingAccount', 'Membership', 'Invitation',
        'ApiKey', 'RateLimitBucket', '_prisma_migrations'
      )
    LOOP
      EXECUTE format('REVOKE ALL ON TABLE public.%I FROM %I', own_table, api_role);
    END LOOP;
    -- For the role that runs the migrations, and so will own what they make.
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM %I', api_role);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM %I', api_role);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON FUNCTIONS FROM %I', api_role);
  END LOOP;
END $$;
