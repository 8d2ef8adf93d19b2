/** "CELL" in ASCII: tells our file from another program's SQLite file. */
export const applicationId = 0x43454c4c;
