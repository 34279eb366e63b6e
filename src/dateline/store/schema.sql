-- The store: one SQLite file. This schema is public: it is what you may ask with --sql, and a change
-- to it is a new version with a migration. docs/store.md tells it for people. These are the tables of
-- version 1; those in migrations/, in the order of their numbers, make a new file whole too.
--
-- What is kept
--   page       the bytes as they came, or only their hash
--   reading    the record of a page, whole (zlib of the JSON that `dateline read --json` prints): the truth
-- What is made from it, and can be made again (`dateline doctor --rebuild`)
--   article .. place_mention   the current readings, a table for each kind of record
--   article_words              the index for `dateline search`
--   place_words, actor_words, quote_words   the indexes for names and for what quotes are about
--   sketch, copy               which pages are copies of one another
-- What did not become a record
--   failure
-- What `dateline watch` remembers
--   feed
--
-- Columns bear the names of the record's fields (docs/record.md); a test holds the two equal.
--   * a span `x` is three columns: `x` its words, `x_start` and `x_end` its half-open code points of article.text;
--   * a record within a record is written with its field's name before: event.time.earliest is time_earliest;
--   * a list of words or ids is a JSON array ("[]" where empty): ask with json_each;
--   * a list of records is a table of its own, in the list's order by key;
--   * true and false are 1 and 0; days are ISO text, so that they compare as text; unknown is NULL.
-- Ids such as a1 and e4 hold within one page. To join, use the keys: `key` names a row, `page`, `event`,
-- `actor_key`, `place_key` and the like point at one.
-- Only the newest version of a page stands in the tables from `article` on; older ones are in `reading`.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,  -- "made by": the program that made the file
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A page as it came. The same bytes under the same name are one page, whenever and however often added.
CREATE TABLE page (
    key             INTEGER PRIMARY KEY,
    id              TEXT NOT NULL,     -- SHA-256 of the bytes, in hexadecimal
    source          TEXT NOT NULL,     -- the path or address it was read from
    address         TEXT,              -- what it is a version of: its URL, else its file and number in it; NULL: of nothing
    media_type      TEXT NOT NULL,     -- text/plain, text/html; application/json: an article given as text
    charset         TEXT,
    bytes           INTEGER NOT NULL,  -- how many
    content         BLOB,              -- zlib of the bytes; NULL where only the hash was to be kept
    given           TEXT NOT NULL,     -- what was said of it by who handed it over: JSON, see Given in docs/record.md
    name            TEXT,              -- its URL or its owner's id, where given: pages of the same bytes are told apart by it
    added           TEXT NOT NULL,     -- UTC, to the second
    replaced_by     INTEGER REFERENCES page (key)  -- the edited page that came at the same address; NULL: the newest
) STRICT;
CREATE INDEX page_id ON page (id);
CREATE INDEX page_address ON page (address);
CREATE INDEX page_source ON page (source);
CREATE INDEX page_replaced_by ON page (replaced_by) WHERE replaced_by IS NOT NULL;

-- All readings of a page that were ever made, oldest first by key.
CREATE TABLE reading (
    key             INTEGER PRIMARY KEY,
    id              TEXT NOT NULL,     -- SHA-256 of the record's JSON
    page            INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    made_by_program TEXT NOT NULL,
    made_by_lexicon TEXT NOT NULL,
    made_by_parser  TEXT NOT NULL,
    made_by_model   TEXT,
    record          BLOB NOT NULL,     -- zlib of the record's JSON
    added           TEXT NOT NULL,
    current         INTEGER NOT NULL CHECK (current IN (0, 1)),  -- 1: the tables below hold this one
    UNIQUE (page, id)
) STRICT;
CREATE UNIQUE INDEX reading_current ON reading (page) WHERE current;

CREATE TABLE article (
    key                  INTEGER PRIMARY KEY,
    page                 INTEGER NOT NULL UNIQUE REFERENCES page (key) ON DELETE CASCADE,
    text                 TEXT NOT NULL,
    section              TEXT,
    kicker               TEXT,
    headline             TEXT,
    standfirst           TEXT,
    byline               TEXT NOT NULL,  -- JSON array
    outlet               TEXT,
    language             TEXT,
    dateline_span        TEXT,           -- "BAGHDAD, Jan. 4 (Reuters) -"
    dateline_span_start  INTEGER,
    dateline_span_end    INTEGER,
    dateline_place       TEXT,
    dateline_day         TEXT,
    dateline_agency      TEXT,
    published_earliest   TEXT,
    published_latest     TEXT,
    published_basis      TEXT,           -- stated metadata url feed archive given inferred
    published_evidence   TEXT,           -- JSON array of spans
    url                  TEXT,
    notes                TEXT NOT NULL   -- JSON array: what was mended or cut on the way
) STRICT;
-- These hold all that lists of events and pages ask of an article: its text stands before those columns in each row.
CREATE INDEX article_page ON article (page, published_earliest, published_latest, outlet);
CREATE INDEX article_published ON article (published_earliest, published_latest, page);
CREATE INDEX article_outlet ON article (outlet, page);

CREATE VIRTUAL TABLE article_words USING fts5 (
    headline, text, content = 'article', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER article_words_added AFTER INSERT ON article BEGIN
    INSERT INTO article_words (rowid, headline, text) VALUES (new.key, new.headline, new.text);
END;
CREATE TRIGGER article_words_removed AFTER DELETE ON article BEGIN
    INSERT INTO article_words (article_words, rowid, headline, text)
    VALUES ('delete', old.key, old.headline, old.text);
END;

-- A time named in the text, and the days it names.
CREATE TABLE timex (
    key         INTEGER PRIMARY KEY,
    page        INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    id          TEXT NOT NULL,
    span        TEXT NOT NULL,
    span_start  INTEGER NOT NULL,
    span_end    INTEGER NOT NULL,
    earliest    TEXT,
    latest      TEXT,
    grain       TEXT,
    timex_type  TEXT NOT NULL,  -- DATE TIME DURATION SET
    timex_value TEXT NOT NULL,
    timex_mod   TEXT,
    counts_from TEXT            -- "published", the id of another time, or NULL
) STRICT;
CREATE INDEX timex_page ON timex (page);

-- A place in the world, once a page, with each mention of it in place_mention.
CREATE TABLE place (
    key          INTEGER PRIMARY KEY,
    page         INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    id           TEXT NOT NULL,
    name         TEXT NOT NULL COLLATE NOCASE,
    kind         TEXT NOT NULL,  -- country region city water site
    geonames_id  INTEGER,
    country      TEXT,           -- ISO 3166-1 alpha-3
    admin1       TEXT,
    lat          REAL,
    lon          REAL,
    confidence   REAL
) STRICT;
CREATE INDEX place_page ON place (page);
CREATE INDEX place_name ON place (name, kind, country, geonames_id, page);
CREATE INDEX place_country ON place (country);
CREATE INDEX place_geonames_id ON place (geonames_id);
CREATE INDEX place_spot ON place (lat, lon);
-- Places by the words of their names, in spite of case and accents.
CREATE VIRTUAL TABLE place_words USING fts5 (
    name, admin1, content = 'place', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER place_words_added AFTER INSERT ON place BEGIN
    INSERT INTO place_words (rowid, name, admin1) VALUES (new.key, new.name, new.admin1);
END;
CREATE TRIGGER place_words_removed AFTER DELETE ON place BEGIN
    INSERT INTO place_words (place_words, rowid, name, admin1)
    VALUES ('delete', old.key, old.name, old.admin1);
END;

CREATE TABLE place_mention (
    key        INTEGER PRIMARY KEY,
    page       INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    place      INTEGER NOT NULL REFERENCES place (key),
    span       TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    kind       TEXT NOT NULL  -- name nominal pronoun
) STRICT;
CREATE INDEX place_mention_page ON place_mention (page);
CREATE INDEX place_mention_place ON place_mention (place);

-- Somebody who acts, suffers or speaks, once a page.
CREATE TABLE actor (
    key     INTEGER PRIMARY KEY,
    page    INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    id      TEXT NOT NULL,
    name    TEXT NOT NULL COLLATE NOCASE,
    kind    TEXT NOT NULL,  -- person group government organisation country people
    country TEXT,           -- ISO 3166-1 alpha-3
    sector  TEXT NOT NULL,  -- JSON array
    title   TEXT
) STRICT;
CREATE INDEX actor_page ON actor (page);
CREATE INDEX actor_name ON actor (name, kind, country, page);
CREATE INDEX actor_country ON actor (country);
CREATE INDEX actor_sector ON actor (sector);
-- Actors by the words of their names, in spite of case and accents.
CREATE VIRTUAL TABLE actor_words USING fts5 (
    name, content = 'actor', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER actor_words_added AFTER INSERT ON actor BEGIN
    INSERT INTO actor_words (rowid, name) VALUES (new.key, new.name);
END;
CREATE TRIGGER actor_words_removed AFTER DELETE ON actor BEGIN
    INSERT INTO actor_words (actor_words, rowid, name)
    VALUES ('delete', old.key, old.name);
END;

CREATE TABLE actor_mention (
    key        INTEGER PRIMARY KEY,
    page       INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    actor      INTEGER NOT NULL REFERENCES actor (key),
    span       TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    kind       TEXT NOT NULL  -- name nominal pronoun
) STRICT;
CREATE INDEX actor_mention_page ON actor_mention (page);
CREATE INDEX actor_mention_actor ON actor_mention (actor);

-- A tie between two actors of a page: leader of, member of, part of, backed by, also called.
CREATE TABLE relation (
    key        INTEGER PRIMARY KEY,
    page       INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    actor      INTEGER NOT NULL REFERENCES actor (key),
    kind       TEXT NOT NULL,
    "to"       TEXT NOT NULL,
    to_key     INTEGER REFERENCES actor (key),
    span       TEXT,
    span_start INTEGER,
    span_end   INTEGER
) STRICT;
CREATE INDEX relation_page ON relation (page);
CREATE INDEX relation_actor ON relation (actor);
CREATE INDEX relation_to ON relation (to_key);

CREATE TABLE event (
    key            INTEGER PRIMARY KEY,
    page           INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    id             TEXT NOT NULL,
    type           TEXT NOT NULL,
    status         TEXT NOT NULL,     -- actual future hypothetical negated
    trigger        TEXT NOT NULL,
    trigger_start  INTEGER NOT NULL,
    trigger_end    INTEGER NOT NULL,
    sentence       TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end   INTEGER NOT NULL,
    mode           TEXT NOT NULL,     -- JSON array
    context        TEXT NOT NULL,     -- JSON array
    cameo          TEXT,              -- text: its zeros count
    quad           INTEGER,
    score          REAL,
    historical     INTEGER NOT NULL,  -- 1: told as background, not as news
    time_id        TEXT,
    time_span        TEXT,
    time_span_start  INTEGER,
    time_span_end    INTEGER,
    time_earliest    TEXT,
    time_latest      TEXT,
    time_basis       TEXT,            -- words tense published
    instrument_text       TEXT,
    instrument_span       TEXT,
    instrument_span_start INTEGER,
    instrument_span_end   INTEGER,
    confidence     REAL,
    why_rule       TEXT,
    why_model      REAL,             -- the judge's probability of the type
    why_judged     TEXT              -- the type that the judge holds likelier, NONE: nothing passes
) STRICT;
CREATE INDEX event_page ON event (page);
-- These hold all that lists and counts of events ask of them: the rows themselves, with their sentences, are wide.
CREATE INDEX event_type ON event (type, time_earliest, time_latest, status, historical, quad, page);
CREATE INDEX event_time ON event (time_earliest, time_latest, type, status, historical, quad, page);

-- Who did it (role actor) and to whom (role recipient).
CREATE TABLE participant (
    key        INTEGER PRIMARY KEY,
    page       INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    event      INTEGER NOT NULL REFERENCES event (key),
    role       TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    id         TEXT,
    actor_key  INTEGER REFERENCES actor (key),
    span       TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    polarity   TEXT NOT NULL  -- affirmed claimed suspected denied: show it, and attribution, with every name
) STRICT;
CREATE INDEX participant_page ON participant (page);
CREATE INDEX participant_event ON participant (event, role, actor_key, polarity);
CREATE INDEX participant_actor ON participant (actor_key, role, event);

CREATE TABLE event_place (
    key        INTEGER PRIMARY KEY,
    page       INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    event      INTEGER NOT NULL REFERENCES event (key),
    id         TEXT NOT NULL,
    place_key  INTEGER REFERENCES place (key),
    span       TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    precision  TEXT NOT NULL  -- exact near admin2 admin1 country
) STRICT;
CREATE INDEX event_place_page ON event_place (page);
CREATE INDEX event_place_event ON event_place (event);
CREATE INDEX event_place_place ON event_place (place_key, event);

-- Killed, injured, arrested …; low or high is NULL where open.
CREATE TABLE event_count (
    key        INTEGER PRIMARY KEY,
    page       INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    event      INTEGER NOT NULL REFERENCES event (key),
    what       TEXT NOT NULL,
    low        INTEGER,
    high       INTEGER,
    span       TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    whose      TEXT,
    whose_key  INTEGER REFERENCES actor (key)
) STRICT;
CREATE INDEX event_count_page ON event_count (page);
CREATE INDEX event_count_event ON event_count (event);
CREATE INDEX event_count_whose ON event_count (whose_key);
CREATE INDEX event_count_what ON event_count (what, low);

-- What is said of an event: lawful, in self-defence, an accident, a war crime.
CREATE TABLE event_claim (
    key        INTEGER PRIMARY KEY,
    page       INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    event      INTEGER NOT NULL REFERENCES event (key),
    what       TEXT NOT NULL,
    span       TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL
) STRICT;
CREATE INDEX event_claim_page ON event_claim (page);
CREATE INDEX event_claim_event ON event_claim (event);

-- Every telling of an event on its page.
CREATE TABLE event_mention (
    key            INTEGER PRIMARY KEY,
    page           INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    event          INTEGER NOT NULL REFERENCES event (key),
    span           TEXT NOT NULL,
    span_start     INTEGER NOT NULL,
    span_end       INTEGER NOT NULL,
    sentence       TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end   INTEGER NOT NULL,
    kind           TEXT NOT NULL  -- verb noun claim denial caption
) STRICT;
CREATE INDEX event_mention_page ON event_mention (page);
CREATE INDEX event_mention_event ON event_mention (event);

-- Speech. span leaves the marks out; for indirect speech it is the clause that tells it.
CREATE TABLE quote (
    key                INTEGER PRIMARY KEY,
    page               INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    id                 TEXT NOT NULL,
    kind               TEXT NOT NULL,  -- direct indirect mixed
    span               TEXT NOT NULL,
    span_start         INTEGER NOT NULL,
    span_end           INTEGER NOT NULL,
    speaker_id         TEXT,
    speaker_key        INTEGER REFERENCES actor (key),
    speaker_span       TEXT,
    speaker_span_start INTEGER,
    speaker_span_end   INTEGER,
    cue                TEXT,
    cue_start          INTEGER,
    cue_end            INTEGER,
    closed             INTEGER NOT NULL,
    part_of            TEXT,
    cue_kind           TEXT NOT NULL,
    addressee          TEXT,
    addressee_start    INTEGER,
    addressee_end      INTEGER
) STRICT;
CREATE INDEX quote_page ON quote (page);
CREATE INDEX quote_speaker ON quote (speaker_key);
-- Quotes by their words, for `dateline quotes --about`.
CREATE VIRTUAL TABLE quote_words USING fts5 (
    span, content = 'quote', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER quote_words_added AFTER INSERT ON quote BEGIN
    INSERT INTO quote_words (rowid, span) VALUES (new.key, new.span);
END;
CREATE TRIGGER quote_words_removed AFTER DELETE ON quote BEGIN
    INSERT INTO quote_words (quote_words, rowid, span)
    VALUES ('delete', old.key, old.span);
END;

-- A number that is news, with what it counts.
CREATE TABLE figure (
    key                  INTEGER PRIMARY KEY,
    page                 INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    id                   TEXT NOT NULL,
    span                 TEXT NOT NULL,
    span_start           INTEGER NOT NULL,
    span_end             INTEGER NOT NULL,
    low                  REAL,
    high                 REAL,
    approximate          INTEGER NOT NULL,
    unit                 TEXT,
    what                 TEXT,
    whose                TEXT,
    whose_key            INTEGER REFERENCES actor (key),
    place                TEXT NOT NULL,  -- JSON array of ids; figure_place joins them
    change               TEXT,           -- up down
    time_earliest        TEXT,
    time_latest          TEXT,
    compared_to_earliest TEXT,
    compared_to_latest   TEXT
) STRICT;
CREATE INDEX figure_page ON figure (page);
CREATE INDEX figure_unit ON figure (unit);
CREATE INDEX figure_whose ON figure (whose_key);

CREATE TABLE figure_place (
    key       INTEGER PRIMARY KEY,
    page      INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    figure    INTEGER NOT NULL REFERENCES figure (key),
    id        TEXT NOT NULL,
    place_key INTEGER REFERENCES place (key)
) STRICT;
CREATE INDEX figure_place_page ON figure_place (page);
CREATE INDEX figure_place_figure ON figure_place (figure);
CREATE INDEX figure_place_place ON figure_place (place_key);

-- Whose word something is: said_by of its owner, outermost speaker first by key. No row: the outlet's own word.
CREATE TABLE attribution (
    key        INTEGER PRIMARY KEY,
    page       INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    owner_kind TEXT NOT NULL
        CHECK (owner_kind IN ('event', 'participant', 'event_count', 'event_claim', 'event_mention', 'figure')),
    owner      INTEGER NOT NULL,  -- key in the table that owner_kind names
    id         TEXT,
    actor_key  INTEGER REFERENCES actor (key),
    span       TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    cue        TEXT,
    cue_start  INTEGER,
    cue_end    INTEGER,
    kind       TEXT NOT NULL  -- says claims denies confirms accuses …
) STRICT;
CREATE INDEX attribution_page ON attribution (page);
CREATE INDEX attribution_owner ON attribution (owner_kind, owner);
CREATE INDEX attribution_actor ON attribution (actor_key, owner_kind, owner);

-- A page that repeats another (an agency's story in several papers), and the share of their words' runs in common.
-- A copy is no new witness: leave its events out of counts with NOT EXISTS (SELECT 1 FROM copy WHERE copy.page = …).
CREATE TABLE copy (
    page       INTEGER PRIMARY KEY REFERENCES page (key) ON DELETE CASCADE,
    original   INTEGER NOT NULL REFERENCES page (key),  -- the first published of those alike, never itself a copy
    similarity REAL NOT NULL
) STRICT;
CREATE INDEX copy_original ON copy (original);

-- Min-hashes of an article's words, by which copies are found.
CREATE TABLE sketch (
    hash INTEGER NOT NULL,
    page INTEGER NOT NULL REFERENCES page (key) ON DELETE CASCADE,
    PRIMARY KEY (hash, page)
) STRICT, WITHOUT ROWID;
CREATE INDEX sketch_page ON sketch (page);

-- What gave no record, and why. With the page's bytes where there are any, for `dateline failures --retry`.
CREATE TABLE failure (
    key             INTEGER PRIMARY KEY,
    source          TEXT NOT NULL,
    item_id         TEXT,           -- the owner's id of an article given as JSON
    reason          TEXT NOT NULL,  -- the kind it is counted by
    detail          TEXT NOT NULL,  -- a sentence for a person
    page_id         TEXT,           -- SHA-256 of the bytes, where there were any
    media_type      TEXT,
    charset         TEXT,
    bytes           INTEGER,
    content         BLOB,           -- zlib
    given           TEXT,           -- JSON
    made_by_program TEXT,           -- with what it was tried; another may succeed
    made_by_lexicon TEXT,
    added           TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX failure_source ON failure (source, ifnull(item_id, ''));
CREATE INDEX failure_page ON failure (page_id);

-- The feeds that are watched, and how far.
CREATE TABLE feed (
    address       TEXT PRIMARY KEY,
    etag          TEXT,              -- what its server called the version that was read, to be asked for newer ones
    last_modified TEXT,              -- the same as a day and time, as the server wrote it
    polled        TEXT NOT NULL,     -- UTC, to the second
    failures      INTEGER NOT NULL   -- in a row, up to the last time; 0: it answered
) STRICT, WITHOUT ROWID;
