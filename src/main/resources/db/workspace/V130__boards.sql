-- What people say about a dashboard, or about one of its widgets.
CREATE TABLE dashboard_comment (
  id         uuid PRIMARY KEY,
  dashboard  text NOT NULL,
  widget     text,
  at         timestamptz NOT NULL,
  by         uuid NOT NULL,
  text       text NOT NULL
);
CREATE INDEX dashboard_comment_dashboard ON dashboard_comment (dashboard, id DESC);

-- Read-only links to a dashboard. Of the secret in their address only the hash is kept.
CREATE TABLE dashboard_link (
  id         uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  dashboard  text NOT NULL,
  label      text NOT NULL,
  role       text NOT NULL,
  filters    json NOT NULL,
  expires_at timestamptz,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL
);

-- Dashboards that are sent by mail at certain times.
CREATE TABLE dashboard_subscription (
  id         uuid PRIMARY KEY,
  dashboard  text NOT NULL,
  document   json NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  due        timestamptz NOT NULL,
  sent_at    timestamptz
);
COMMENT ON COLUMN dashboard_subscription.due IS 'When it is sent next';

-- Numbers that are watched.
CREATE TABLE dashboard_alert (
  id         uuid PRIMARY KEY,
  dashboard  text NOT NULL,
  document   json NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  state      text NOT NULL DEFAULT 'ok' CHECK (state IN ('ok', 'raised')),
  since      timestamptz,
  last       text,
  problem    text
);
COMMENT ON COLUMN dashboard_alert.state IS 'Told of once when it changes';
