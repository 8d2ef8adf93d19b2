-- The job whose training a job goes on with; its history may be gone.
ALTER TABLE jobs ADD COLUMN extends_job_id INTEGER;
