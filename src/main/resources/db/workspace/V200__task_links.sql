-- How somebody came to do something where it was not in the application: by the link of a mail.
ALTER TABLE flow_event ADD COLUMN via text CHECK (via IN ('mail'));
