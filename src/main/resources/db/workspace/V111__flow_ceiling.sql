-- What was approved of the number that is a ceiling, and by how much it was exceeded where the way began again because of that.
ALTER TABLE flow_instance ADD COLUMN approved numeric;
ALTER TABLE flow_instance ADD COLUMN raised jsonb;

-- Files laid beside opinions are looked up by who may read them.
CREATE INDEX flow_event_files ON flow_event USING gin (files) WHERE files <> '{}';
CREATE INDEX flow_event_signature ON flow_event (signature) WHERE signature IS NOT NULL;
