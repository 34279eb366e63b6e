-- Which events of different pages are one happening: what `dateline merge` decides, and what a person does.
-- Readings are never rewritten by it; all but `verdict` can be made again (`dateline merge --again`).

-- A page that was merged, by which of its readings.
CREATE TABLE merged (
    page    INTEGER PRIMARY KEY REFERENCES page (key) ON DELETE CASCADE,
    reading INTEGER NOT NULL,
    nearest REAL NOT NULL,    -- likeness to the pages nearest it, by which others are measured
    facts   TEXT NOT NULL     -- what it is compared by: JSON, made from its reading (merge/facts_text.py)
) STRICT;

-- What a page is about: the words that it has oftenest and English seldomest.
CREATE TABLE keyword (
    word TEXT NOT NULL,
    page INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    PRIMARY KEY (word, page)
) STRICT, WITHOUT ROWID;
CREATE INDEX keyword_page ON keyword (page);

-- Several reports of one thing; one report makes a happening too. Its id outlives what joins it and what leaves.
CREATE TABLE happening (
    key INTEGER PRIMARY KEY,
    id  TEXT NOT NULL UNIQUE
) STRICT;

-- An event of a page, as what may be one of several reports.
CREATE TABLE report (
    key       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,  -- a hash of the page's and of where its trigger stands: kept when it is read again
    page      INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    event     TEXT,                  -- the event's id in its record; NULL: no type is for it
    happening INTEGER REFERENCES happening (key)
) STRICT;
CREATE INDEX report_page ON report (page);
CREATE INDEX report_happening ON report (happening);

-- What a report shares with those that may tell of the same: its type with a week and a place or a name.
CREATE TABLE sign (
    sign   TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    PRIMARY KEY (sign, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_report ON sign (report);

-- Two reports that were compared and may be of one happening, with the reasons.
CREATE TABLE pairing (
    one         INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    other       INTEGER NOT NULL REFERENCES report (key) ON DELETE CASCADE,
    probability REAL NOT NULL,
    reasons     TEXT NOT NULL,  -- JSON array of [reason, weight], the weightiest first
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX pairing_other ON pairing (other);

-- What a person says of two reports; it outranks every score. By the reports' ids, so that it outlives a new reading.
CREATE TABLE verdict (
    key   INTEGER PRIMARY KEY,
    one   TEXT NOT NULL,     -- the lesser id of the two
    other TEXT NOT NULL,
    same  INTEGER NOT NULL CHECK (same IN (0, 1)),
    note  TEXT,
    added TEXT NOT NULL,     -- UTC
    UNIQUE (one, other)
) STRICT;
CREATE INDEX verdict_other ON verdict (other);
