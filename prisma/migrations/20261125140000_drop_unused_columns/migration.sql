-- The app never calls the sign-in provider again, so it stores no token and no picture.
ALTER TABLE "Account"
  DROP COLUMN "refresh_token",
  DROP COLUMN "access_token",
  DROP COLUMN "expires_at",
  DROP COLUMN "token_type",
  DROP COLUMN "scope",
  DROP COLUMN "id_token",
  DROP COLUMN "session_state";
ALTER TABLE "User" DROP COLUMN "image";
