-- Links that people outside open without signing in. Of the secret in their address only the hash is kept.
CREATE TABLE public_link (
  id          uuid PRIMARY KEY,
  rev         bigint NOT NULL DEFAULT 1,
  token_hash  bytea NOT NULL UNIQUE,
  kind        text NOT NULL CHECK (kind IN ('form', 'query')),
  form        text NOT NULL,
  label       text NOT NULL,
  document    json NOT NULL,
  expires_at  timestamptz,
  revoked_at  timestamptz,
  uses        bigint NOT NULL DEFAULT 0,
  used_at     timestamptz,
  created_by  uuid NOT NULL,
  created_at  timestamptz NOT NULL
);

-- Who used a link that may be used once: a browser or a phone number, hashed.
CREATE TABLE public_link_person (
  link        uuid NOT NULL REFERENCES public_link ON DELETE CASCADE,
  who         bytea NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (link, who)
);

-- Files that visitors uploaded: those of a link may be attached through it, once.
CREATE TABLE public_link_file (
  link        uuid NOT NULL REFERENCES public_link ON DELETE CASCADE,
  file        uuid NOT NULL,
  used        boolean NOT NULL DEFAULT false,
  at          timestamptz NOT NULL,
  PRIMARY KEY (link, file)
);
