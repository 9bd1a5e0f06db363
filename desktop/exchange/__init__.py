"""Excel in and out: workbooks read into drafts, drafts into a plan, records into sheets."""
