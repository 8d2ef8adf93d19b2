-- Which data folder the database belongs to, and how far it has come; the folder's marker keeps the same.
CREATE TABLE data_folder (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  folder_id TEXT,
  generation INTEGER NOT NULL
) STRICT;

INSERT INTO data_folder (only_row, folder_id, generation) VALUES (1, NULL, 0);
