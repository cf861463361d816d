-- Until when the person is awaited: the day after, the dossier is back among what is to be done, without any act.
ALTER TABLE work_item ADD COLUMN awaited_until date;
