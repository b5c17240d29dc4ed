-- A history as version 1 wrote it: never to be changed.
BEGIN TRANSACTION;
CREATE TABLE ol_change (
            series INTEGER NOT NULL, item VARCHAR(500) NOT NULL, moment BIGINT NOT NULL, state TEXT,
            PRIMARY KEY (series, item, moment)
        );
INSERT INTO "ol_change" VALUES(1,'A-1',1780306200000000,'["A-1","present",true,false,true,"present","refuted","done","Red","A","epic","debt","A-0","T","https://x.example/A-1","2026-01-02","2026-02-03","2026-03-04",["missing-okr"],"d1"]');
INSERT INTO "ol_change" VALUES(1,'A-2',1780306200000000,'["A-2","missing",null,null,null,"unknown",null,null,null,null,null,null,null,"",null,null,null,null,[],""]');
INSERT INTO "ol_change" VALUES(1,'A-2',1780911000000000,NULL);
CREATE TABLE ol_meta (name VARCHAR(50) PRIMARY KEY, number BIGINT NOT NULL);
INSERT INTO "ol_meta" VALUES('version',1);
INSERT INTO "ol_meta" VALUES('writes',2);
CREATE TABLE ol_run (
            run INTEGER PRIMARY KEY, series INTEGER NOT NULL, moment BIGINT NOT NULL, complete INTEGER NOT NULL,
            profile VARCHAR(500) NOT NULL, reading VARCHAR(64) NOT NULL, rules VARCHAR(64) NOT NULL,
            version VARCHAR(64) NOT NULL, items INTEGER NOT NULL, problems INTEGER NOT NULL,
            by_rule TEXT NOT NULL, figures TEXT NOT NULL
        );
INSERT INTO "ol_run" VALUES(1,1,1780306200000000,1,'walk@1','reading','rules','0.1.0',2,0,'{"missing-okr":1}','[{"label sandbox":3},[["","",false,1,0,1,0,[[1,1,1],[0,1,1],[1,1,0],[1,1,0]]],["team","Red",true,0,0,1,0,[[1,1,0],[0,1,0],[1,1,0],[1,1,0]]],["team","no team",true,1,0,0,0,[[0,0,1],[0,0,1],[0,0,0],[0,0,0]]],["project","A",true,0,0,1,0,[[1,1,0],[0,1,0],[1,1,0],[1,1,0]]],["project","no project",true,1,0,0,0,[[0,0,1],[0,0,1],[0,0,0],[0,0,0]]],["level","epic",true,0,0,1,0,[[1,1,0],[0,1,0],[1,1,0],[1,1,0]]],["level","no level",true,1,0,0,0,[[0,0,1],[0,0,1],[0,0,0],[0,0,0]]],["work_kind","debt",true,0,0,1,0,[[1,1,0],[0,1,0],[1,1,0],[1,1,0]]],["work_kind","no work kind",true,1,0,0,0,[[0,0,1],[0,0,1],[0,0,0],[0,0,0]]]]]');
INSERT INTO "ol_run" VALUES(2,1,1780911000000000,1,'walk@1','reading','rules','0.1.0',1,0,'{"missing-okr":1}','[{"label sandbox":3},[["","",false,0,0,1,0,[[1,1,0],[0,1,0],[1,1,0],[1,1,0]]],["team","Red",true,0,0,1,0,[[1,1,0],[0,1,0],[1,1,0],[1,1,0]]],["project","A",true,0,0,1,0,[[1,1,0],[0,1,0],[1,1,0],[1,1,0]]],["level","epic",true,0,0,1,0,[[1,1,0],[0,1,0],[1,1,0],[1,1,0]]],["work_kind","debt",true,0,0,1,0,[[1,1,0],[0,1,0],[1,1,0],[1,1,0]]]]]');
CREATE TABLE ol_series (
            series INTEGER PRIMARY KEY, scope VARCHAR(64) NOT NULL, sources VARCHAR(64) NOT NULL
        );
INSERT INTO "ol_series" VALUES(1,'scope','sources');
CREATE UNIQUE INDEX ol_run_moment ON ol_run (series, moment);
CREATE INDEX ol_change_moment ON ol_change (series, moment);
COMMIT;
