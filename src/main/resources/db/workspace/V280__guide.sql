-- Lists of first steps that somebody has put away.
CREATE TABLE guide_closed (
  guide text PRIMARY KEY,
  closed_by uuid NOT NULL,
  closed_at timestamptz NOT NULL
);
COMMENT ON TABLE guide_closed IS 'Guides that are not shown any more, though not all of their steps are done';
