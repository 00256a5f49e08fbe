-- Which days differ from Monday to Friday: days off, and weekend days on which people work.
CREATE TABLE calendar_day (
  day        date PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('off', 'work')),
  name       text NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by uuid NOT NULL
);
COMMENT ON TABLE calendar_day IS 'Holidays (放假) and make-up working days (调休上班), as the company takes them from the yearly notice';
