-- Plans. Only the last one of each is kept; everything in it can be worked out again.
CREATE TABLE plan_run (
  id          uuid PRIMARY KEY,
  planning    text NOT NULL,
  asked_by    uuid NOT NULL,
  asked_at    timestamptz NOT NULL,
  state       text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  done        integer NOT NULL DEFAULT 0,
  total       integer NOT NULL DEFAULT 0,
  as_of       timestamptz,
  today       date,
  finished_at timestamptz,
  figures     json NOT NULL DEFAULT '{}',
  problem     json
);
COMMENT ON COLUMN plan_run.as_of IS 'The moment whose records it was made of';
CREATE INDEX plan_run_planning ON plan_run (planning, asked_at DESC);

CREATE TABLE plan_head (
  planning text PRIMARY KEY,
  current  uuid REFERENCES plan_run,
  takes    bigint NOT NULL DEFAULT 0
);
COMMENT ON COLUMN plan_head.takes IS 'Grows whenever something is taken from a plan: one that was being made meanwhile is made again';

CREATE TABLE plan_material (
  run       uuid NOT NULL REFERENCES plan_run ON DELETE CASCADE,
  material  uuid NOT NULL,
  made      boolean NOT NULL,
  level     integer NOT NULL,
  supplier  uuid,
  stock     numeric NOT NULL,
  safety    numeric NOT NULL,
  lead      integer NOT NULL,
  minimum   numeric NOT NULL,
  multiple  numeric NOT NULL,
  demand    numeric NOT NULL,
  supply    numeric NOT NULL,
  suggested numeric NOT NULL,
  short_on  date,
  shortage  numeric NOT NULL,
  late      integer NOT NULL,
  steps     json NOT NULL,
  PRIMARY KEY (run, material)
);

CREATE TABLE plan_suggestion (
  run       uuid NOT NULL REFERENCES plan_run ON DELETE CASCADE,
  number    integer NOT NULL,
  material  uuid NOT NULL,
  made      boolean NOT NULL,
  quantity  numeric NOT NULL,
  wanted    numeric NOT NULL,
  needed    date NOT NULL,
  latest    date NOT NULL,
  begins    date NOT NULL,
  arrives   date NOT NULL,
  lead      integer NOT NULL,
  orders    integer NOT NULL,
  amount    numeric NOT NULL,
  late      integer NOT NULL,
  form      text,
  record    uuid,
  taken_by  uuid,
  taken_at  timestamptz,
  PRIMARY KEY (run, number)
);
COMMENT ON COLUMN plan_suggestion.record IS 'The purchase or work order that was made of it';
CREATE INDEX plan_suggestion_material ON plan_suggestion (run, material);

CREATE TABLE plan_supply (
  run       uuid NOT NULL REFERENCES plan_run ON DELETE CASCADE,
  id        uuid NOT NULL,
  form      text NOT NULL,
  record    uuid NOT NULL,
  material  uuid NOT NULL,
  quantity  numeric NOT NULL,
  arrives   date NOT NULL,
  lead      integer NOT NULL,
  PRIMARY KEY (run, id)
);

CREATE TABLE plan_peg (
  run           uuid NOT NULL REFERENCES plan_run ON DELETE CASCADE,
  material      uuid NOT NULL,
  source        text NOT NULL,
  supply        uuid,
  suggestion    integer NOT NULL,
  target        text NOT NULL,
  demand        uuid,
  form          text,
  record        uuid,
  parent        integer NOT NULL,
  parent_supply uuid,
  needed        date NOT NULL,
  arrives       date NOT NULL,
  quantity      numeric NOT NULL,
  amount        numeric NOT NULL
);
COMMENT ON TABLE plan_peg IS 'Who gets what from where';
CREATE INDEX plan_peg_suggestion ON plan_peg (run, suggestion);
CREATE INDEX plan_peg_supply ON plan_peg (run, supply) WHERE supply IS NOT NULL;
CREATE INDEX plan_peg_material ON plan_peg (run, material);
