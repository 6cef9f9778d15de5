-- Every request writes a bucket. Without the write-ahead log nobody waits for the disk. After a crash of the
-- server the table is empty, so every bucket is full again.
-- https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-UNLOGGED
ALTER TABLE "RateLimitBucket" SET UNLOGGED;
