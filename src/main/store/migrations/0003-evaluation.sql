-- What makes figures believable, what models are used for, and what an import found.

-- JSON: contract/evaluation.ts; NULL until the trainer has read its cells, and for jobs and models of before.
ALTER TABLE jobs ADD COLUMN evaluation TEXT;
ALTER TABLE models ADD COLUMN evaluation TEXT;

-- JSON: contract/quality.ts; NULL for cells imported before.
ALTER TABLE batteries ADD COLUMN quality TEXT;

-- Each answer that was given. No reference to batteries: an answer stays true when its cell is gone.
CREATE TABLE predictions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  algorithm TEXT NOT NULL,
  model_id INTEGER NOT NULL,
  battery_id INTEGER,
  cycle_index INTEGER,
  -- JSON
  result TEXT NOT NULL,
  warnings TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX predictions_by_model ON predictions (model_id, id);
CREATE INDEX predictions_by_battery ON predictions (battery_id, id) WHERE battery_id IS NOT NULL;

-- summary: JSON without the curves, which lie in <dataDir>/evaluations/<file>.
CREATE TABLE evaluations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  model_id INTEGER NOT NULL REFERENCES models (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  summary TEXT NOT NULL,
  file TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX evaluations_by_model ON evaluations (model_id, id);
