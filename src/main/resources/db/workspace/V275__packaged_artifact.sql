-- What came with the product, as it was taken last: tells what a company has changed of it, and what a newer version brings.
CREATE TABLE packaged_artifact (
  kind       text NOT NULL,
  key        text NOT NULL,
  document   json NOT NULL,
  PRIMARY KEY (kind, key)
);
-- Workspaces of before were begun by one publication of the product itself.
INSERT INTO packaged_artifact (kind, key, document)
SELECT kind, key, document FROM artifact_version
WHERE version = 1 AND blueprint = 1 AND by = '00000000-0000-0000-0000-000000000000';
