-- Chains of rules go on through flows.
ALTER TABLE flow_instance ADD COLUMN depth int NOT NULL DEFAULT 0;
COMMENT ON COLUMN flow_instance.depth IS 'Rules that have set one another off up to where it stands; 0 for none, and once a person has moved it';
