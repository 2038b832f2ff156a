-- Two people who describe one picture at the same time: the second one is told.
alter table orientation_image add column version integer not null default 1;
-- Lists ride on the primary key, whose ids carry their time.
drop index orientation_image_list;
